// Rows of other dialects, kept as lines by dialect and month. They have no identity of their own to be
// replaced by, so lines are compared byte for byte. A statement may hold the same line twice and mean two
// payments: a partition has a line as often as the file that has it most often, and so the same file again,
// or an overlapping one, adds nothing twice, whatever order they come in.

internal import Bytes
public import Model

/// One imported row.
public struct ImportedRow: Equatable, Sendable {
  /// When the payment was made, as far as the row alone says; it decides the partition.
  public var created: Instant?
  /// The row as one JSON object, without a line feed.
  public var line: [UInt8]

  /// Creates a row.
  public init(created: Instant?, line: [UInt8]) {
    self.created = created
    self.line = line
  }
}

/// A file that is being imported: how often each of its lines came.
public struct ImportedFile: Sendable {
  /// What the file is written in: `open_banking`, `mondo2015`, `statement_csv`.
  public let dialect: String
  private var counts: [UInt128: Int] = [:]

  /// Begins a file.
  public init(dialect: String) { self.dialect = dialect }

  /// Counts a line and says how often it came by now.
  mutating func count(_ line: [UInt8]) -> Int {
    counts[StableHash.wide(line), default: 0] += 1
    return counts[StableHash.wide(line)] ?? 1
  }
}

/// Where imported lines stand.
struct ImportPlace: Hashable, Comparable {
  let dialect: String
  let month: Month?

  var path: String { Layout.imported(dialect, month) }

  static func < (one: ImportPlace, other: ImportPlace) -> Bool { one.path < other.path }
}

/// Lines and how often each of them is in a partition.
struct CountedLines {
  private var counts: [[UInt8]: Int] = [:]

  /// No lines.
  init() {}

  /// Reads a partition's file.
  init(_ bytes: [UInt8]) {
    for range in JSONLines.ranges(bytes) {
      counts[Array(bytes[range.indices]), default: 0] += 1
    }
  }

  /// Makes a line stand at least so many times.
  mutating func hold(_ line: [UInt8], times: Int) {
    counts[line] = max(times, counts[line] ?? 0)
  }

  /// Makes every line stand at least as often as in another partition.
  mutating func hold(_ other: CountedLines) { counts.merge(other.counts, uniquingKeysWith: max) }

  /// How often each line is in the partition, by its digest.
  var digests: [UInt128: Int] {
    Dictionary(counts.map { (StableHash.wide($0.key), $0.value) }, uniquingKeysWith: +)
  }

  /// Makes lines stand at most so many times.
  ///
  /// - Parameter limit: how often a line may be there, by its digest; nil when that is open.
  /// - Returns: what was taken out, sorted by bytes.
  mutating func limit(
    _ limit: (UInt128) -> Int?
  ) -> [(line: [UInt8], times: Int)] {
    var gone: [(line: [UInt8], times: Int)] = []
    for (line, times) in counts {
      guard let most = limit(StableHash.wide(line)), times > most else { continue }
      gone.append((line, times - most))
      counts[line] = most == 0 ? nil : most
    }
    return gone.sorted { $0.line.lexicographicallyPrecedes($1.line) }
  }

  /// The number of lines.
  var count: Int { counts.values.reduce(0, +) }

  /// The partition as a file, sorted by bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for (line, times) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for _ in 0..<times { bytes += line + [0x0A] }
    }
    return bytes
  }
}

extension ArchiveFolder {
  /// Takes rows of a file in another dialect, in the order of the file; they wait for `flush`.
  public mutating func add(
    imported rows: [ImportedRow], from file: inout ImportedFile
  ) throws(ArchiveError) {
    for row in rows {
      let place = ImportPlace(
        dialect: file.dialect, month: row.created.map { Month(utc: $0) })
      pending.add(row.line, times: file.count(row.line), at: place)
    }
    if pending.isOverfull { try writeImports() }
  }

  /// Writes the imported lines that wait.
  mutating func writeImports() throws(ArchiveError) {
    for (place, lines) in pending.imports.sorted(by: { $0.key < $1.key }) {
      try hold(lines, at: place.path)
    }
    pending.removeImports()
  }

  /// Makes a partition of imported lines hold some.
  mutating func hold(_ lines: CountedLines, at path: String) throws(ArchiveError) {
    let old = try files.read(path) ?? []
    var held = CountedLines(old)
    let count = held.count
    held.hold(lines)
    let bytes = held.bytes
    guard bytes != old else { return }
    try files.replace(path, with: bytes)
    changes.imported += held.count - count
    changes.partitions += 1
  }
}

extension StableHash {
  /// A hash so wide that two different texts never meet.
  static func wide(_ bytes: [UInt8]) -> UInt128 {
    let range = ByteRange(start: 0, count: bytes.count)
    return UInt128(of(bytes, range, seed: 1)) << 64 | UInt128(of(bytes, range, seed: 2))
  }
}
