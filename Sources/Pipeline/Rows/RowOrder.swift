// The order of the rows, kept apart from them: 40 bytes a row. Beyond 64 MiB sorted runs go to files
// without names and are merged when read, so memory stays flat whatever the size of the history.

import Disk
import Model

/// One row's place in the order and in the spool.
struct OrderEntry: BitwiseCopyable {
  private let keyHigh: UInt64
  private let keyLow: UInt64
  private let seconds: Int64
  private let nanoseconds: Int32
  let length: UInt32
  let offset: UInt64

  init(_ key: RowKey, _ created: Instant, offset: Int, length: Int) {
    keyHigh = UInt64(truncatingIfNeeded: key.bits >> 64)
    keyLow = UInt64(truncatingIfNeeded: key.bits)
    seconds = created.seconds
    nanoseconds = created.nanoseconds
    self.length = UInt32(length)
    self.offset = UInt64(offset)
  }

  /// Whether both rows have one id, or two ids with one hash.
  func hasKey(of other: OrderEntry) -> Bool { keyHigh == other.keyHigh && keyLow == other.keyLow }
  /// Whether the key is the id itself, so that its order is the id's.
  var isExact: Bool { keyHigh >> 63 == 0 }
  /// The key of the row's id.
  var key: RowKey { RowKey(bits: UInt128(keyHigh) << 64 | UInt128(keyLow)) }
  /// When the payment was made.
  var created: Instant { Instant(seconds: seconds, nanoseconds: nanoseconds) }

  /// By key, then by place.
  static func byKey(_ left: OrderEntry, _ right: OrderEntry) -> Bool {
    if left.keyHigh != right.keyHigh { return left.keyHigh < right.keyHigh }
    if left.keyLow != right.keyLow { return left.keyLow < right.keyLow }
    return left.offset < right.offset
  }

  /// By time, then by key where both keys are ids; nil when only the ids themselves can say.
  static func byTime(_ left: OrderEntry, _ right: OrderEntry) -> Bool? {
    if left.seconds != right.seconds { return left.seconds < right.seconds }
    if left.nanoseconds != right.nanoseconds { return left.nanoseconds < right.nanoseconds }
    guard left.isExact && right.isExact else { return nil }
    return byKey(left, right)
  }
}

/// Entries in a stated order, spilled to disk when they are many.
final class EntrySorter {
  /// How many bytes of entries are held before they are spilled.
  static let bytesMax = 64 << 20

  private let precedes: (OrderEntry, OrderEntry) -> Bool
  private let heldMax: Int
  private var held: [OrderEntry] = []
  private var runs: [(file: File, count: Int)] = []
  private var isSorted = true

  /// Creates a sorter.
  ///
  /// - Parameters:
  ///   - bytesMax: how much memory the entries may take.
  ///   - precedes: the order, total over all entries that will be added.
  init(
    bytesMax: Int = EntrySorter.bytesMax, by precedes: @escaping (OrderEntry, OrderEntry) -> Bool
  ) {
    self.precedes = precedes
    heldMax = max(2, bytesMax / MemoryLayout<OrderEntry>.stride)
  }

  func add(_ entry: OrderEntry) throws(StorageError) {
    if isSorted, let last = held.last { isSorted = precedes(last, entry) }
    held.append(entry)
    if held.count >= heldMax { try spill() }
  }

  /// Gives all entries to a sorter of another order, in place while they are in memory; this one is empty then.
  func reordered(by other: @escaping (OrderEntry, OrderEntry) -> Bool) throws -> EntrySorter {
    let sorter = EntrySorter(bytesMax: heldMax * MemoryLayout<OrderEntry>.stride, by: other)
    if runs.isEmpty {
      swap(&sorter.held, &held)
      sorter.isSorted = zip(sorter.held, sorter.held.dropFirst()).allSatisfy { other($0, $1) }
    } else {
      try visit { try sorter.add($0) }
    }
    return sorter
  }

  private func sortHeld() {
    if !isSorted { held.sort(by: precedes) }
    isSorted = true
  }

  private func spill() throws(StorageError) {
    sortHeld()
    let file = try File.temporary()
    try file.write(held.withUnsafeBytes { Array($0) })
    runs.append((file, held.count))
    held.removeAll(keepingCapacity: true)
  }

  /// Gives every entry in order; may be called again.
  func visit(_ body: (OrderEntry) throws -> Void) throws {
    sortHeld()
    if runs.isEmpty {
      for entry in held { try body(entry) }
      return
    }
    var sources = runs.map { RunReader(file: $0.file, count: $0.count) }
    sources.append(RunReader(held: held))
    for index in sources.indices { try sources[index].advance() }
    while let least = leastSource(sources), let entry = sources[least].current {
      try body(entry)
      try sources[least].advance()
    }
  }

  /// The source whose current entry comes first; runs are few, so a walk over them is enough.
  private func leastSource(_ sources: [RunReader]) -> Int? {
    var least: Int?
    for index in sources.indices {
      guard let candidate = sources[index].current else { continue }
      if let known = least, let best = sources[known].current, !precedes(candidate, best) {
        continue
      }
      least = index
    }
    return least
  }
}

/// One sorted run, read a block at a time.
private struct RunReader {
  private static let blockEntries = 4096
  private var block: [OrderEntry] = []
  private var at = 0
  private var next = 0
  private let file: File?
  private let count: Int
  private(set) var current: OrderEntry?

  init(file: File, count: Int) {
    self.file = file
    self.count = count
  }

  init(held: [OrderEntry]) {
    file = nil
    count = held.count
    block = held
    next = held.count
  }

  mutating func advance() throws(StorageError) {
    if at == block.count, next < count, let file {
      let stride = MemoryLayout<OrderEntry>.stride
      let entries = min(RunReader.blockEntries, count - next)
      var bytes: [UInt8] = []
      try file.read(at: next * stride, count: entries * stride, into: &bytes)
      block = bytes.withUnsafeBytes { raw in
        (0..<entries).map { raw.loadUnaligned(fromByteOffset: $0 * stride, as: OrderEntry.self) }
      }
      next += entries
      at = 0
    }
    guard at < block.count else {
      current = nil
      return
    }
    current = block[at]
    at += 1
  }
}
