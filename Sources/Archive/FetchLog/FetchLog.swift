// Which fetches there were: after each, when it was and what was complete then. So it can be reported later what
// was new since one of them: rows of time that was not complete then, and rows that came late into time that
// was. A run that was cut short leaves no such line, and what it brought counts to the next one; but rows that come late
// are noted before they are stored, with the time, since no later run sees that they are new. And that two archives
// became one: what either knew before is the other's past from then on.

internal import Bytes
public import Model

/// What `history/fetches.jsonl` says, each kind of line in order.
public struct FetchLog: Equatable, Sendable {
  /// The fetches that came to their end.
  public var fetches: [FetchMark] = []
  /// The rows that came late; also those of runs that were cut off.
  public var lateRows: [LateRows] = []
  /// When two archives became one.
  public var merges: [MergeMark] = []

  /// Nothing.
  public init() {}

  /// Reads a file; lines that say nothing known are passed over.
  init(_ bytes: [UInt8]) {
    var tape = JSONTape()
    for range in JSONLines.ranges(bytes) where (try? tape.parse(bytes, range)) != nil {
      if let mark = FetchMark(tape, bytes) {
        fetches.append(mark)
      } else if let late = LateRows(tape, bytes) {
        lateRows.append(late)
      } else if let mark = MergeMark(tape, bytes) {
        merges.append(mark)
      }
    }
  }

  /// What either says, as a file: by time, each line once.
  func united(with other: FetchLog) -> [UInt8] {
    let lines = Dictionary(timedLines + other.timedLines) { time, _ in time }
    let ordered = lines.sorted { one, other in
      one.value != other.value
        ? one.value < other.value : one.key.lexicographicallyPrecedes(other.key)
    }
    return ordered.flatMap(\.key)
  }

  private var timedLines: [([UInt8], Instant)] {
    fetches.map { ($0.line, $0.time) } + lateRows.map { ($0.line, $0.time) }
      + merges.map { ($0.line, $0.time) }
  }
}

extension ArchiveFolder {
  /// What is known of fetches and merges.
  public func fetchLog() throws(ArchiveError) -> FetchLog {
    FetchLog(try files.read(Layout.fetches) ?? [])
  }

  /// Notes that rows came late, before they are stored; what a run that was cut off noted then is not noted again.
  mutating func note(_ late: LateRows) throws(ArchiveError) {
    guard !late.ids.isEmpty else { return }
    let known = Set(try fetchLog().lateRows.filter { $0.time == late.time }.flatMap(\.ids))
    let new = LateRows(time: late.time, ids: late.ids.filter { !known.contains($0) })
    if !new.ids.isEmpty { try files.append(new.line, to: Layout.fetches) }
  }

  /// Notes that a fetch came to its end, with what is complete now.
  ///
  /// - Parameters:
  ///   - time: when, by the bank's clock.
  ///   - late: the ids of rows that came late, as `ArchiveChanges` has them.
  /// - Throws: `ArchiveError`.
  public mutating func noteFetch(at time: Instant, late: [String]) throws(ArchiveError) {
    var mark = FetchMark(time: time, late: late.sorted())
    for account in try coverage() { mark.complete[account.accountID] = account.complete }
    try files.append(mark.line, to: Layout.fetches)
    try files.seal()
  }

  /// Takes in what is known of fetches and merges elsewhere.
  mutating func merge(_ log: FetchLog) throws(ArchiveError) {
    let bytes = try fetchLog().united(with: log)
    // One order, whichever of the two had lines to merge.
    if try files.read(Layout.fetches) ?? [] != bytes {
      try files.replace(Layout.fetches, with: bytes)
    }
  }
}
