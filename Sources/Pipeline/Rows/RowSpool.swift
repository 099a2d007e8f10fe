// Rows on their way through the stages, outside of memory. A run normalizes its input once, in the order
// of the input; ordering, duplicates and links need the whole before the first row can be written. So
// rows wait here as the bytes they are: in memory while they are few, then in a file without a name.

import Bytes
import Disk
import Model

/// Where a record is in the input.
package struct Origin: BitwiseCopyable {
  /// The number of the input file, from zero.
  var file: UInt32
  /// The line of the record, from 1.
  var line: UInt32
  /// The byte offset of the record in the file.
  var offset: UInt64
  /// The length of the record in bytes.
  var length: UInt32
}

/// Append-only storage of rows.
final class RowSpool {
  /// How many bytes are kept in memory before they go to a file.
  static let pageBytes = 1 << 20

  /// What is in front of every row's bytes.
  private struct Header: BitwiseCopyable {
    var origin: Origin
    var merchant: Int32
  }

  private var page: [UInt8] = []
  /// Bytes that are in the file already.
  private var flushed = 0
  private var file: File?
  private var merchants: [Merchant] = []
  private var merchantNumbers = HashMap<Int32>()
  private var windows = [Window](repeating: Window(), count: 8)
  private var current = 0
  private var refillCount = 0

  /// A part of the file in memory.
  ///
  /// Inputs that are in order each, as the files of several accounts are, are read from as many places in
  /// turn, and each keeps a window of its own.
  private struct Window {
    /// A row and a few more; a window that is read on from its end doubles up to the most.
    static let bytesMin = 1 << 12, bytesMax = 1 << 18

    var bytes: [UInt8] = []
    var start = 0
    var lastRefill = 0

    func holds(_ offset: Int, _ length: Int) -> Bool {
      offset >= start && offset + length <= start + bytes.count
    }
    /// Whether a row that the window does not hold whole begins where its rows end.
    func isReadOn(from offset: Int) -> Bool { offset > start && offset <= start + bytes.count }
  }

  init() { page.reserveCapacity(RowSpool.pageBytes + 1 << 16) }

  /// Stores a row and returns its place.
  func append(_ row: borrowing Row, from origin: Origin) throws(StorageError) -> (
    offset: Int, length: Int
  ) {
    let offset = flushed + page.count
    let header = Header(origin: origin, merchant: number(of: row.merchant))
    withUnsafeBytes(of: header) { page.append(contentsOf: $0) }
    page.append(contentsOf: row.storage)
    let length = flushed + page.count - offset
    if page.count >= RowSpool.pageBytes { try flush() }
    return (offset, length)
  }

  /// Reads the row at a place into `row` and returns where its record is.
  func read(_ offset: Int, _ length: Int, into row: inout Row) throws(StorageError) -> Origin {
    let header = MemoryLayout<Header>.size
    if offset >= flushed {
      return page.withUnsafeBytes { take($0, at: offset - flushed, header, length, &row) }
    }
    if !windows[current].holds(offset, length) { try select(holding: offset, length) }
    let start = windows[current].start
    return windows[current].bytes.withUnsafeBytes {
      take($0, at: offset - start, header, length, &row)
    }
  }

  private func take(
    _ bytes: UnsafeRawBufferPointer, at: Int, _ headerSize: Int, _ length: Int, _ row: inout Row
  ) -> Origin {
    let header = bytes.loadUnaligned(fromByteOffset: at, as: Header.self)
    row.replace(
      storage: UnsafeRawBufferPointer(rebasing: bytes[(at + headerSize)..<(at + length)]),
      merchant: header.merchant < 0 ? nil : merchants[Int(header.merchant)])
    return header.origin
  }

  /// Makes the window current that holds a row: one that does, else one that is read on, else the stalest.
  private func select(holding offset: Int, _ length: Int) throws(StorageError) {
    if let found = windows.firstIndex(where: { $0.holds(offset, length) }) {
      current = found
      return
    }
    let known = windows.firstIndex { $0.isReadOn(from: offset) }
    let stalest = windows.indices.min { windows[$0].lastRefill < windows[$1].lastRefill }
    current = known ?? stalest ?? 0
    let wanted = known == nil ? Window.bytesMin : 2 * windows[current].bytes.count
    let count = min(max(length, min(wanted, Window.bytesMax)), flushed - offset)
    try file?.read(at: offset, count: count, into: &windows[current].bytes)
    windows[current].start = offset
    refillCount += 1
    windows[current].lastRefill = refillCount
  }

  private func flush() throws(StorageError) {
    if file == nil { file = try File.temporary() }
    try file?.write(page)
    flushed += page.count
    page.removeAll(keepingCapacity: true)
  }

  private func number(of merchant: Merchant?) -> Int32 {
    guard let merchant else { return -1 }
    let identity = UInt64(UInt(bitPattern: ObjectIdentifier(merchant)))
    if let known = merchantNumbers[identity] { return known }
    let number = Int32(merchants.count)
    merchants.append(merchant)
    merchantNumbers.set(identity, to: number)
    return number
  }
}
