// Which fetches there were: after each, when it was and what was complete then. So it can be reported later what
// was new since one of them: rows of time that was not complete then, and rows that came late into time that
// was. A run that was cut short leaves no such line, and what it brought counts to the next one; but rows that come late
// are noted before they are stored, with the time, since no later run sees that they are new. And that two archives
// became one: what either knew before is the other's past from then on.

internal import Bytes

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
  package init(_ bytes: [UInt8]) {
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
  package func united(with other: FetchLog) -> [UInt8] {
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
