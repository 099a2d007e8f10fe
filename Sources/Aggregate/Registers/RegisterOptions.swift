// What shapes registers beside the rows that are in them.

public import Model

/// How pots are in registers.
public enum PotStyle: String, CaseIterable, Sendable {
  /// Each is a register of its own.
  case separate
  /// They are part of the register of their account, and moves between them and it are in none.
  case merge
  /// They are in no register.
  case omit
}

/// What shapes registers.
public struct RegisterOptions: Sendable {
  /// Which of a row's days books it, and decides in which period it is.
  public var dateBasis = DateBasis.created
  /// How pots are in registers.
  public var pots = PotStyle.separate
  /// Whether files hold rows whose amount can still change.
  public var includesPending = false
  /// The days of the registers; nil for all.
  public var days: DayRange?

  /// Registers for all days, pots apart, by the day of the payment.
  public init() {}
}

extension Row {
  /// The day that the row is booked on.
  public func day(_ basis: DateBasis) -> CivilDate {
    basis == .settled ? postedDate ?? date : date
  }
}

/// Money that was paid before a period begins or ends and posted after that, in minor units: balances count it from
/// the day of the payment, registers by days of posting do not.
struct PostedLater: Equatable, Sendable {
  /// At the beginning.
  var openingMinor: Int128 = 0
  /// At the end.
  var closingMinor: Int128 = 0

  mutating func add(_ row: Row, _ amount: Int128, _ days: DayRange) {
    guard let posted = row.postedDate, row.status == .settled else { return }
    func isBetween(_ day: CivilDate) -> Int128 {
      (row.date < day ? 1 : 0) - (posted < day ? 1 : 0)
    }
    openingMinor += isBetween(days.from) * amount
    closingMinor += isBetween(days.through.adding(days: 1)) * amount
  }
}
