// What a file of the archive held when it was written: enough to know it again, and to say what is lost when it
// is not the same any more.

internal import Bytes
public import Model

/// The facts of a file's bytes.
public struct FileFacts: Equatable, Sendable {
  /// The length in bytes.
  public var bytes: Int
  /// The number of rows, of files of one a line.
  public var rows: Int?
  /// The sum of the rows' amounts as the bank wrote them, in minor units; of partitions of transactions.
  public var sum: Int128?
  /// The time of the first row; of coverage, of the first that it knows.
  public var first: Instant?
  /// The time of the last row; of coverage, of the end of what it knows.
  public var last: Instant?
  /// The digest of the bytes.
  public var digest: UInt64

  init(bytes: Int, digest: UInt64, rows: Int? = nil) {
    (self.bytes, self.digest, self.rows) = (bytes, digest, rows)
  }

  /// The facts of a file's bytes.
  init(_ path: String, _ bytes: [UInt8]) {
    self.init(bytes: bytes.count, digest: Digest64.of(bytes))
    switch ArchivePath(path) {
    case .partition:
      take(Partition(readable: bytes))
    case .coverage:
      let coverage = CoverageFile.parse(bytes)
      let span = coverage?.span
      (first, last) = (span?.since, span?.before)
    default:
      if path.hasSuffix(".jsonl") { rows = bytes.count { $0 == 0x0A } }
    }
  }

  /// The facts of a partition's bytes.
  init(_ partition: Partition, _ bytes: [UInt8]) {
    self.init(bytes: bytes.count, digest: Digest64.of(bytes))
    take(partition)
  }

  /// Whether some bytes are those that the facts are of.
  package func isOf(_ content: [UInt8]) -> Bool {
    bytes == content.count && digest == Digest64.of(content)
  }

  private mutating func take(_ partition: Partition) {
    rows = partition.rows.count
    sum = partition.rows.reduce(0) { $0 + Int128($1.amount ?? 0) }
    first = partition.rows.map(\.created).min()
    last = partition.rows.map(\.created).max()
  }

  /// A file that is not there.
  static let nothing = FileFacts(bytes: 0, digest: Digest64.of([]))
}

/// What a path in an archive is of.
enum ArchivePath: Equatable {
  /// The rows of an account in a month.
  case partition(account: String, Month)
  /// The coverage of an account.
  case coverage(account: String)
  /// What the bank sent of an account or of its pots, which the next fetch brings again.
  case reference
  /// Whose archive it is.
  case identity
  /// The format.
  case format
  /// What the bank cannot send again.
  case other

  init(_ path: String) {
    let parts = path.split(separator: "/").map(String.init)
    self = .other
    switch parts.first {
    case Layout.format: self = .format
    case Layout.identity: self = .identity
    case Layout.transactions where parts.count == 4:
      if let account = Layout.value("account_id", of: parts[1]),
        let month = Layout.value("month", of: parts[2]).flatMap({ Month($0) })
      {
        self = .partition(account: account, month)
      }
    case Layout.coverage where parts.count == 2 && path.hasSuffix(".json"):
      self = .coverage(account: Layout.unescaped(String(parts[1].dropLast(5))))
    case Layout.accounts: self = .reference
    default: break
    }
  }
}

extension Month {
  /// The month in UTC.
  var windowInUTC: TimeWindow {
    TimeWindow(
      since: TimeZoneRules.utc.start(of: days.from),
      before: TimeZoneRules.utc.start(of: days.through.adding(days: 1)))
  }
}
