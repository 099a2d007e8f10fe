// What has become of rows that were exported to a destination: the last amount that it has of each, against the
// row as it is now.

public import Aggregate
public import Model
internal import Write

/// A row that is no longer what was exported to the destination.
public struct ExportedChange: Equatable, Sendable {
  /// What has become of a row.
  public enum Outcome: String, Sendable {
    /// Its amount or its day is another one.
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
  /// The day now, when it is another one.
  public var movedTo: CivilDate?
}

/// Compares what was exported with all rows of a dataset as they are visited.
public struct ExportedChanges: Sendable {
  let history: ExportHistory
  let former: Int32?
  private let knowsAll: Bool
  private let rule: PostingRule
  private let includesPending: Bool
  /// The accounts and pots of the registers in the history.
  private let owners: [UInt64]
  /// What each mark's row comes to now; nil where no row was visited.
  private(set) var found: [Found?]

  /// What a row comes to now.
  struct Found {
    let minor: Int64?
    let outcome: ExportedChange.Outcome
    let date: CivilDate
    /// Kept of rows that have or may need an adjustment.
    var payee: String?
    var category: String?
  }

  /// Begins the comparison for an export.
  ///
  /// - Parameters:
  ///   - plan: the export.
  ///   - rule: in which registers rows are.
  public init(_ plan: ExportPlan, rule: PostingRule) {
    history = plan.history
    former = plan.former
    knowsAll = plan.knowsAll
    self.rule = rule
    includesPending = plan.includesPending
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
      let now = outcome == .changed ? minor : nil
      let mark = history.marks[index]
      let isAsExported = mark.manner.isExported && mark.minor == now
      found[index] = Found(
        minor: now, outcome: outcome, date: row.date, payee: isAsExported ? nil : row[.payee],
        category: isAsExported ? nil : row[.category])
    }
  }

  private func outcome(
    of row: Row, _ placement: PostingRule.Placement
  ) -> ExportedChange.Outcome {
    switch row.reasonToLeaveOut(includingPending: includesPending) {
    case .pending: .pending
    case .declined: .declined
    case .zero: .zero
    default: if case .mirrored = placement { .mirrored } else { .changed }
    }
  }

  /// The rows that were exported and that are something else now, by day and id.
  ///
  /// Those that another export has named are not among them. To be asked when all rows were visited.
  ///
  /// - Parameter accounts: the accounts and pots whose rows are wanted; all when nil.
  /// - Returns: the changes.
  public func changes(of accounts: [String]? = nil) -> [ExportedChange] {
    let wanted = accounts.map { Set($0) }
    return groups.filter {
      wanted?.contains(history.owner(of: history.marks[$0.lowerBound])) ?? true
    }
    .compactMap(change).sorted {
      if $0.date != $1.date { return $0.date < $1.date }
      if $0.id != $1.id { return $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      return $0.register.utf8.lexicographicallyPrecedes($1.register.utf8)
    }
  }

  /// The marks of each row in each register, in the order of their exports.
  var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    var at = 0
    while at < history.marks.count {
      let first = history.marks[at]
      let end = history.marks[at...].firstIndex {
        $0.key != first.key || $0.register != first.register
      }
      groups.append(at..<(end ?? history.marks.count))
      at = end ?? history.marks.count
    }
    return groups
  }

  /// What a row that was exported comes to now; nil where nobody can know.
  func now(_ range: Range<Int>) -> (minor: Int64?, outcome: ExportedChange.Outcome)? {
    if let found = found[range.lowerBound] { return (found.minor, found.outcome) }
    return knowsAll ? (nil, .vanished) : nil
  }

  /// The change of one row in one register.
  private func change(in range: Range<Int>) -> ExportedChange? {
    let marks = history.marks[range]
    guard let exported = marks.first(where: { $0.manner.isExported }), let now = now(range) else {
      return nil
    }
    let named = marks.last {
      $0.head != former && ($0.manner == .changed || $0.manner == .gone)
    }
    let latest = named ?? exported
    let was = latest.manner == .gone ? nil : latest.minor
    let moved = now.minor == nil ? nil : found[range.lowerBound]?.date
    let isMoved = moved.map { $0 != latest.date } ?? false
    guard was != now.minor || isMoved else { return nil }
    return ExportedChange(
      id: history.id(of: exported), register: history.registers[Int(exported.register)],
      date: exported.date,
      period: history.heads[Int(exported.head)].period, outcome: now.outcome,
      was: was.map { Money($0, exported.currency) },
      now: now.minor.map { Money($0, exported.currency) }, movedTo: isMoved ? moved : nil)
  }
}

extension ExportedChanges {
  /// The record of the export as it is to be kept: with the amounts that rows were first exported with,
  /// with what an earlier export of the period had and is no more, and with the changes that were named.
  ///
  /// - Parameters:
  ///   - record: what the accounting files hold now.
  ///   - changes: the changes that the export names.
  ///   - adjustments: the adjustments that it has.
  /// - Returns: the record.
  public func completed(
    _ record: ExportRecord, naming changes: [ExportedChange],
    adjusting adjustments: [ExportAdjustment] = []
  ) -> ExportRecord {
    var record = record
    var places: [Place: Int] = [:]
    for (index, line) in record.reported.enumerated() where line.manner.isExported {
      places[Place(key: RowKey(line.id), register: line.register)] = index
    }
    for (index, mark) in history.marks.enumerated() where mark.manner.isExported {
      let register = history.registers[Int(mark.register)]
      if let place = places[Place(key: mark.key, register: register)] {
        record.reported[place].amount = Money(mark.minor, mark.currency)
        record.reported[place].date = mark.date
      } else if knowsAll, mark.head == former, found[index]?.minor == nil {
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
          date: change.movedTo ?? change.date, amount: amount))
    }
    record.reported += adjustments.map(\.line)
    return record
  }

  private struct Place: Hashable {
    let key: RowKey
    let register: String
  }
}
