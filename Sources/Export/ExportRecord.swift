// What one export of one period wrote for one destination: one file of the archive's `exports/`. It is JSON
// Lines, a head and then a line for every register in which a row was reported, sorted, so that the same export
// makes the same bytes and a user can read what went to an accounting program.

public import Model
internal import Write

/// What an export of a period wrote for a destination.
public struct ExportRecord: Equatable, Sendable {
  /// The name of the place that the files went to.
  public var destination: String
  /// The period's name.
  public var period: String
  /// The days of the period; nil for everything.
  public var days: DayRange?
  /// What counted as now.
  public var asOf: Instant
  /// The accounts and pots whose period is complete with it: all when nil, none of an export of some categories, tags or
  /// kinds.
  public var accounts: [String]?
  /// What was reported of rows, in the order of `Line.precedes`.
  public var reported: [Line] = []

  /// Creates the record of an export that reported nothing yet.
  public init(
    destination: String, period: String, days: DayRange?, asOf: Instant, accounts: [String]? = nil
  ) {
    self.destination = destination
    self.period = period
    self.days = days
    self.asOf = asOf
    self.accounts = accounts
  }

  /// Whether it has all rows of its period.
  public var isComplete: Bool { accounts == nil }

  /// The name of the record: that of the period, for an export of some of its rows a name beside it.
  public var name: String { isComplete ? period : "\(period).part" }

  /// How a row is in an export; the raw values are those of the records on disk.
  public enum Manner: String, CaseIterable, Sendable {
    /// In the accounting files, as a row of the period.
    case exported = "given"
    /// In the accounting files, as a row of an earlier period that no earlier export had.
    case late
    /// Left out of the accounting files because its amount can still change.
    case pending
    /// Left out because it never moved money.
    case declined
    /// Left out because its amount is zero.
    case zero
    /// In no file of its own: a row of the account represents it.
    case mirrored
    /// Named as exported before with another amount; the amount is the one that it was named with.
    case changed
    /// Named as exported before and gone now; the amount is the one that was exported.
    case gone
    /// An entry that corrects an exported amount; the amount is the difference.
    case adjusted
  }

  /// What was reported of a row in one register.
  public struct Line: Equatable, Sendable {
    /// The row's id.
    public var id: String
    /// The id of the register.
    public var register: String
    /// How the row is in that register.
    public var manner: Manner
    /// The row's day.
    public var date: CivilDate
    /// The amount, credit-positive for the register.
    public var amount: Money
    /// Which correction of the row it is, from 1; zero for what is none.
    public var number = 0

    /// Creates a line.
    public init(
      id: String, register: String, _ manner: Manner, date: CivilDate, amount: Money
    ) {
      self.id = id
      self.register = register
      self.manner = manner
      self.date = date
      self.amount = amount
    }

    /// The order of lines in a record: register, day, id, manner.
    static func precedes(_ one: Line, _ other: Line) -> Bool {
      if one.register != other.register {
        return one.register.utf8.lexicographicallyPrecedes(other.register.utf8)
      }
      if one.date != other.date { return one.date < other.date }
      if one.id != other.id { return one.id.utf8.lexicographicallyPrecedes(other.id.utf8) }
      if one.manner != other.manner { return one.manner.rawValue < other.manner.rawValue }
      return one.number < other.number
    }
  }
}

extension ExportRecord.Manner {
  /// Whether an accounting file held the row.
  public var isExported: Bool { self == .exported || self == .late }

  /// How a row of the period is in an accounting file that holds only booked money.
  init(_ row: Row, includingPending: Bool = false) {
    switch row.reasonToLeaveOut(includingPending: includingPending) {
    case .pending: self = .pending
    case .declined: self = .declined
    case .zero: self = .zero
    default: self = .exported
    }
  }
}
