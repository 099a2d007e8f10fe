// What has become of rows that were exported to a destination: the last amount that it has of each, against the
// row as it is now.

public import Aggregate
public import Model
internal import Write

/// A row that is no longer what was exported to the destination.
public struct ExportedChange: Equatable, Sendable {
  /// What has become of a row.
  public enum Outcome: String, Sendable {
    /// Its amount is another one.
    case changed
    /// It is pending again.
    case pending
    /// It was declined.
    case declined
    /// Its amount is zero.
    case zero
    /// A row of the account represents it now.
    case mirrored
    /// The bank does not list it any more.
    case vanished
  }

  /// The row's id.
  public var id: String
  /// The id of the register.
  public var register: String
  /// The day that it was exported with.
  public var date: CivilDate
  /// The period that it was exported with.
  public var period: String
  /// What has become of it.
  public var outcome: Outcome
  /// The amount that was last exported or named; nil when the row was named as gone.
  public var was: Money?
  /// The amount now; nil when it moves no money any more.
  public var now: Money?
}

/// Compares what was exported with all rows of a dataset as they are visited.
public struct ExportedChanges: Sendable {
  private let history: ExportHistory
  private let former: Int32?
  private let rule: PostingRule
  /// The accounts and pots of the registers in the history.
  private let owners: [UInt64]
  /// What each mark's row comes to now; nil where no row was visited.
  private var found: [(minor: Int64?, outcome: ExportedChange.Outcome)?]

  /// Begins the comparison for an export.
  ///
  /// - Parameters:
  ///   - plan: the export.
  ///   - rule: in which registers rows are.
  public init(_ plan: ExportPlan, rule: PostingRule) {
    history = plan.history
    former = plan.former
    self.rule = rule
    owners = plan.history.registers.map { register in
      rule.home(StableHash.of(String(register.prefix { $0 != " " })))
    }
    found = Array(repeating: nil, count: plan.history.marks.count)
  }

  /// Takes in a row, which must be linked.
  public mutating func learn(_ row: Row) {
    guard !found.isEmpty, let key = row.key else { return }
    let range = history.range(of: key)
    guard !range.isEmpty else { return }
    let placement = rule.placement(of: row)
    let outcome = outcome(of: row, placement)
    for index in range {
      let owner = owners[Int(history.marks[index].register)]
      let minor =
        placement == .move(placement.home, pot: owner) ? 0 &- row.amountMinor : row.amountMinor
      found[index] = (outcome == .changed ? minor : nil, outcome)
    }
  }

  private func outcome(
    of row: Row, _ placement: PostingRule.Placement
  ) -> ExportedChange.Outcome {
    switch row.reasonToLeaveOut() {
    case .pending: .pending
    case .declined: .declined
    case .zero: .zero
    default: if case .mirrored = placement { .mirrored } else { .changed }
    }
  }

  /// The rows that were exported and that are something else now, by day and id.
  ///
  /// Those that another export has named are not among them. To be asked when all rows were visited.
  public var changes: [ExportedChange] {
    var changes: [ExportedChange] = []
    var at = 0
    while at < history.marks.count {
      let first = history.marks[at]
      let end = history.marks[at...].firstIndex {
        $0.key != first.key || $0.register != first.register
      }
      if let change = change(in: at..<(end ?? history.marks.count)) { changes.append(change) }
      at = end ?? history.marks.count
    }
    return changes.sorted {
      if $0.date != $1.date { return $0.date < $1.date }
      if $0.id != $1.id { return $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      return $0.register.utf8.lexicographicallyPrecedes($1.register.utf8)
    }
  }

  /// The change of one row in one register, whose marks are in the order of their exports.
  private func change(in range: Range<Int>) -> ExportedChange? {
    let marks = history.marks[range]
    guard let exported = marks.first(where: { $0.manner.isExported }) else { return nil }
    let latest = marks.last {
      $0.manner.isExported || $0.head != former && ($0.manner == .changed || $0.manner == .gone)
    }
    guard let latest else { return nil }
    let now = found[range.lowerBound] ?? (nil, .vanished)
    let was = latest.manner == .gone ? nil : latest.minor
    guard was != now.minor else { return nil }
    return ExportedChange(
      id: history.id(of: exported), register: history.registers[Int(exported.register)],
      date: exported.date,
      period: history.heads[Int(exported.head)].period, outcome: now.outcome,
      was: was.map { Money($0, exported.currency) },
      now: now.minor.map { Money($0, exported.currency) })
  }
}

extension ExportedChanges {
  /// The record of the export as it is to be kept: with the amounts that rows were first exported with,
  /// with what an earlier export of the period had and is no more, and with the changes that were named.
  public func completed(_ record: ExportRecord, naming changes: [ExportedChange]) -> ExportRecord {
    var record = record
    let isFirst = !history.marks.contains { $0.head == former && $0.manner.isExported }
    var places: [Place: Int] = [:]
    for (index, line) in record.reported.enumerated() where !isFirst && line.manner.isExported {
      places[Place(key: RowKey(line.id), register: line.register)] = index
    }
    for (index, mark) in history.marks.enumerated()
    where mark.head == former && mark.manner.isExported {
      let register = history.registers[Int(mark.register)]
      if let place = places[Place(key: mark.key, register: register)] {
        record.reported[place].amount = Money(mark.minor, mark.currency)
      } else if found[index]?.minor == nil {
        record.reported.append(
          ExportRecord.Line(
            id: history.id(of: mark), register: register, mark.manner, date: mark.date,
            amount: Money(mark.minor, mark.currency)))
      }
    }
    for change in changes {
      guard let amount = change.now ?? change.was else { continue }
      record.reported.append(
        ExportRecord.Line(
          id: change.id, register: change.register, change.now == nil ? .gone : .changed,
          date: change.date, amount: amount))
    }
    return record
  }

  private struct Place: Hashable {
    let key: RowKey
    let register: String
  }
}
