// Payments that come again and again: rent, salary, subscriptions, premiums.

/// How often a payment recurs.
public enum Rhythm: UInt8, CaseIterable, Sendable {
  /// Every 7 days.
  case weekly
  /// Every 28 days.
  case fourWeekly
  /// Every month, on the same day or on the last one of a shorter month.
  case monthly
  /// Every third month.
  case quarterly
  /// Every year.
  case yearly

  /// The word for it in files.
  public var name: StaticString {
    switch self {
    case .weekly: "weekly"
    case .fourWeekly: "four_weekly"
    case .monthly: "monthly"
    case .quarterly: "quarterly"
    case .yearly: "yearly"
    }
  }

  /// How often it comes in a year.
  public var timesAYear: Int64 {
    switch self {
    case .weekly: 52
    case .fourWeekly: 13
    case .monthly: 12
    case .quarterly: 4
    case .yearly: 1
    }
  }

  /// How many days a payment may be early or late: weekends, bank holidays, and the whims of who collects it.
  public var toleranceDays: Int {
    switch self {
    case .weekly: 2
    case .fourWeekly: 3
    case .monthly: 5
    case .quarterly: 8
    case .yearly: 14
    }
  }

  /// The same day a number of periods later; a month that is too short gives its last day.
  public func day(after day: CivilDate, periods: Int = 1) -> CivilDate {
    switch self {
    case .weekly: day.adding(days: 7 * periods)
    case .fourWeekly: day.adding(days: 28 * periods)
    case .monthly: day.adding(months: periods, onDay: day.parts.day)
    case .quarterly: day.adding(months: 3 * periods, onDay: day.parts.day)
    case .yearly: day.adding(months: 12 * periods, onDay: day.parts.day)
    }
  }
}

extension CivilDate {
  /// A day of the month that lies a number of months later, the month's last day when it is too short.
  public func adding(months count: Int, onDay wanted: Int) -> CivilDate {
    let days = Month(index: month.index + count).days
    return days.from.adding(days: min(wanted, days.count) - 1)
  }
}

/// A new price that stayed, or that is the newest.
public struct PriceChange: Equatable, Sendable {
  /// The day of the first payment of the new price.
  public var day: CivilDate
  /// The price before, in minor units, credit-positive.
  public var fromMinor: Int64
  /// The new price.
  public var toMinor: Int64

  /// Creates a price change.
  public init(day: CivilDate, fromMinor: Int64, toMinor: Int64) {
    self.day = day
    self.fromMinor = fromMinor
    self.toMinor = toMinor
  }
}

/// Payments that recur between one account and one party.
public struct RecurringSeries: Equatable, Sendable {
  /// The least id among its rows.
  public var id: RowKey
  /// The other side, as movements have it.
  public var party: UInt64
  /// `StableHash` of the account's id.
  public var account: UInt64
  /// The currency of the account.
  public var currency: Currency
  /// How often it comes.
  public var rhythm: Rhythm
  /// How many rows it has.
  public var count: Int
  /// The day of the first row.
  public var first: CivilDate
  /// The day of the latest row.
  public var last: CivilDate
  /// When the next payment is due, or was due when the series has stopped.
  public var nextExpected: CivilDate
  /// Whether the next payment is overdue by more than the rhythm's tolerance.
  public var isStopped: Bool
  /// What one payment is: the price in force, or the middle one of the last twelve where amounts vary.
  ///
  /// Minor units, credit-positive: below zero is a cost.
  public var typicalMinor: Int64
  /// The price changes, earliest first.
  public var priceChanges: [PriceChange]

  /// Creates a series.
  public init(
    id: RowKey, party: UInt64, account: UInt64, currency: Currency, rhythm: Rhythm, count: Int,
    first: CivilDate, last: CivilDate, nextExpected: CivilDate, isStopped: Bool,
    typicalMinor: Int64, priceChanges: [PriceChange]
  ) {
    self.id = id
    self.party = party
    self.account = account
    self.currency = currency
    self.rhythm = rhythm
    self.count = count
    self.first = first
    self.last = last
    self.nextExpected = nextExpected
    self.isStopped = isStopped
    self.typicalMinor = typicalMinor
    self.priceChanges = priceChanges
  }

  /// What a year of it comes to, credit-positive.
  public var yearlyMinor: Int128 { Int128(typicalMinor) * Int128(rhythm.timesAYear) }
}
