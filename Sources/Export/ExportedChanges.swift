// What has become of rows that a destination was given: the last amount that it was given of each, against the
// row as it stands now.

public import Aggregate
public import Model
internal import Write

/// A row that is no longer what the destination was given.
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
    /// A row of the account stands for it now.
    case mirrored
    /// The bank gives it no more.
    case vanished
  }

  /// The row's id.
  public var id: String
  /// The id of the register.
  public var register: String
  /// The day that it was given with.
  public var date: CivilDate
  /// The period that it was given with.
  public var period: String
  /// What has become of it.
  public var outcome: Outcome
  /// The amount that the destination was last given; nil when it was named that the row is gone.
  public var was: Money?
  /// The amount now; nil when it moves no money any more.
  public var now: Money?
}

/// Watches over the rows of a ledger while all rows of a history go by.
public struct ExportedChanges: Sendable {
  private let ledger: ExportHistory
  private let former: Int32?
  private let rule: PostingRule
  /// The accounts and pots of the ledger's registers.
  private let owners: [UInt64]
  /// What each mark's row comes to now; nil where no row went by.
  private var found: [(minor: Int64?, outcome: ExportedChange.Outcome)?]

  /// Begins the watch of an export.
  ///
  /// - Parameters:
  ///   - giving: the export.
  ///   - rule: in which registers rows are.
  public init(_ giving: ExportPlan, rule: PostingRule) {
    ledger = giving.ledger
    former = giving.former
    self.rule = rule
    owners = giving.ledger.registers.map { register in
      rule.home(StableHash.of(String(register.prefix { $0 != " " })))
    }
    found = Array(repeating: nil, count: giving.ledger.marks.count)
  }

  /// Takes in a row, which must be linked.
  public mutating func learn(_ row: Row) {
    guard !found.isEmpty, let key = row.key else { return }
    let range = ledger.range(of: key)
    guard !range.isEmpty else { return }
    let placement = rule.placement(of: row)
    let outcome = outcome(of: row, placement)
    for index in range {
      let owner = owners[Int(ledger.marks[index].register)]
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

  /// The rows that the destination was given and that are something else now, by day and id.
  ///
  /// Those that another export has named are not among them. To be asked when all rows went by.
  public var changes: [ExportedChange] {
    var changes: [ExportedChange] = []
    var at = 0
    while at < ledger.marks.count {
      let first = ledger.marks[at]
      let end = ledger.marks[at...].firstIndex {
        $0.key != first.key || $0.register != first.register
      }
      if let change = change(in: at..<(end ?? ledger.marks.count)) { changes.append(change) }
      at = end ?? ledger.marks.count
    }
    return changes.sorted {
      if $0.date != $1.date { return $0.date < $1.date }
      if $0.id != $1.id { return $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      return $0.register.utf8.lexicographicallyPrecedes($1.register.utf8)
    }
  }

  /// The change of one row in one register, whose marks are in the order of their exports.
  private func change(in range: Range<Int>) -> ExportedChange? {
    let marks = ledger.marks[range]
    guard let given = marks.first(where: { $0.manner.isGiven }) else { return nil }
    let latest = marks.last {
      $0.manner.isGiven || $0.head != former && ($0.manner == .changed || $0.manner == .gone)
    }
    guard let latest else { return nil }
    let now = found[range.lowerBound] ?? (nil, .vanished)
    let was = latest.manner == .gone ? nil : latest.minor
    guard was != now.minor else { return nil }
    return ExportedChange(
      id: ledger.id(of: given), register: ledger.registers[Int(given.register)], date: given.date,
      period: ledger.heads[Int(given.head)].period, outcome: now.outcome,
      was: was.map { Money($0, given.currency) }, now: now.minor.map { Money($0, given.currency) })
  }
}

extension ExportedChanges {
  /// The record of the export as it is to be kept: with the amounts that rows were given with first, with
  /// what an earlier export of the period gave and is no more, and with the changes that were named.
  public func completed(_ record: ExportRecord, naming changes: [ExportedChange]) -> ExportRecord {
    var record = record
    var given: [Place: Int] = [:]
    for (index, told) in record.told.enumerated() where told.manner.isGiven {
      given[Place(key: RowKey(told.id), register: told.register)] = index
    }
    for (index, mark) in ledger.marks.enumerated()
    where mark.head == former && mark.manner.isGiven {
      let register = ledger.registers[Int(mark.register)]
      if let place = given[Place(key: mark.key, register: register)] {
        record.told[place].amount = Money(mark.minor, mark.currency)
      } else if found[index]?.minor == nil {
        record.told.append(
          ExportRecord.Line(
            id: ledger.id(of: mark), register: register, mark.manner, date: mark.date,
            amount: Money(mark.minor, mark.currency)))
      }
    }
    for change in changes {
      guard let amount = change.now ?? change.was else { continue }
      record.told.append(
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
