// The rows of one account in one month: what a partition's file holds, and how new versions of rows get in.
// Pure: bytes in, bytes out. Of several versions of a row the best stays, whatever order they come in, and
// every other one is handed out, so that nothing is lost.

internal import Bytes
public import Model

/// The current rows of an account in a month.
public struct Partition: Equatable, Sendable {
  /// The rows, by created, then id.
  public private(set) var rows: [RawTransaction]

  /// What an upsert did.
  public struct Change: Equatable, Sendable {
    /// Versions that were the row and were superseded, in order.
    public var superseded: [RawTransaction] = []
    /// Versions that came and were no better, or not for longer than it took to write them, in order.
    public var outdated: [RawTransaction] = []
    /// Rows that were not there before.
    public var added = 0
    /// Those rows, in no order.
    public var newRows: [RawTransaction] = []
    /// Rows that got a better version.
    public var changed = 0
    /// Rows that got a better version and became final by it; not in `changed`.
    public var settled = 0
  }

  /// A line that is no row.
  public struct Unreadable: Error, Equatable, Sendable {
    /// The line, from 1.
    public var line: Int
  }

  /// A partition without rows.
  public init() { rows = [] }

  /// Reads what can be read of a partition's file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - account: the account whose rows are read, as far as they name one; of any when nil.
  init(readable bytes: [UInt8], of account: String? = nil) {
    var tape = JSONTape()
    rows = JSONLines.ranges(bytes).compactMap { range in
      guard (try? tape.parse(bytes, range)) != nil else { return nil }
      let owner = tape.member("account_id", of: 0, in: bytes)
        .flatMap { tape.string($0, in: bytes) }
      if let account, let owner, owner != account { return nil }
      return RawTransaction(0, on: tape, in: bytes)
    }
  }

  /// Reads a partition's file: a row a line.
  public init(_ bytes: [UInt8]) throws(Unreadable) {
    var tape = JSONTape()
    rows = []
    var line = 0
    for range in JSONLines.ranges(bytes) {
      line += 1
      guard (try? tape.parse(bytes, range)) != nil, let row = RawTransaction(0, on: tape, in: bytes)
      else { throw Unreadable(line: line) }
      rows.append(row)
    }
    guard bytes.isEmpty || bytes.last == 0x0A else { throw Unreadable(line: line + 1) }
  }

  /// The partition as a file.
  public var bytes: [UInt8] {
    var writer = ByteWriter(reservingCapacity: rows.reduce(0) { $0 + $1.body.count + 1 })
    for row in rows {
      writer.append(bytes: row.body)
      writer.append(0x0A)
    }
    return writer.bytes
  }

  /// Takes in versions of rows, in any order, known ones included.
  public mutating func upsert(_ versions: [RawTransaction]) -> Change {
    var change = Change()
    guard !versions.isEmpty else { return change }
    var best: [String: RawTransaction] = [:]
    var losers: [RawTransaction] = []
    for row in rows { Partition.take(row, &best, &losers) }
    let before = best
    for version in versions { Partition.take(version, &best, &losers) }
    for (id, row) in best {
      guard let old = before[id] else {
        change.added += 1
        change.newRows.append(row)
        continue
      }
      guard old.body != row.body else { continue }
      if row.isSettled && !old.isSettled { change.settled += 1 } else { change.changed += 1 }
    }
    rows = best.values.sorted(by: RawTransaction.precedes)
    for loser in Partition.distinct(losers) {
      if before[loser.id]?.body == loser.body {
        change.superseded.append(loser)
      } else {
        change.outdated.append(loser)
      }
    }
    return change
  }

  private static func take(
    _ version: RawTransaction, _ best: inout [String: RawTransaction],
    _ losers: inout [RawTransaction]
  ) {
    guard let known = best[version.id] else {
      best[version.id] = version
      return
    }
    if known.body == version.body { return }
    let isBetter = RawTransaction.isWorse(known, than: version)
    losers.append(isBetter ? known : version)
    if isBetter { best[version.id] = version }
  }

  /// Takes rows out.
  ///
  /// - Returns: those that were there, in order.
  public mutating func remove(where isGone: (RawTransaction) -> Bool) -> [RawTransaction] {
    let gone = rows.filter(isGone)
    if !gone.isEmpty { rows.removeAll(where: isGone) }
    return gone
  }

  /// Versions in one order, each once.
  static func distinct(_ versions: [RawTransaction]) -> [RawTransaction] {
    let sorted = versions.sorted {
      if $0.id != $1.id || $0.created != $1.created { return RawTransaction.precedes($0, $1) }
      return $0.body.lexicographicallyPrecedes($1.body)
    }
    var distinct: [RawTransaction] = []
    for version in sorted where distinct.last?.body != version.body { distinct.append(version) }
    return distinct
  }
}
