// Three months in a row: of the calendar, and of a return for value added tax. HM Revenue and Customs puts
// every trader into one of three groups, whose quarters end in different months.

public import Model

/// A quarter of a calendar year.
public struct Quarter: Hashable, Sendable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The quarter of the year, 1 to 4.
  public let number: Int

  /// Reads `2026-Q2`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[1].first == "Q", let number = Int(parts[1].dropFirst()), 1...4 ~= number,
      let first = CivilDate("\(parts[0])-01-01")
    else { return nil }
    year = first.parts.year
    self.number = number
  }

  /// The quarter that a month is in.
  public init(containing month: Month) {
    year = month.year
    number = (month.month + 2) / 3
  }

  /// Its months.
  public var months: [Month] {
    (0..<3).map { Month(year: year, month: number * 3 - 2 + $0) }
  }

  /// Its days.
  public var days: DayRange {
    DayRange(from: months[0].days.from, through: months[2].days.through)
  }

  /// `2026-Q2`.
  public var description: String { "\(months[0])".prefix(4) + "-Q\(number)" }
}

/// In which months the quarters of a return for value added tax end.
public enum VATStagger: Int, CaseIterable, Sendable {
  /// March, June, September and December.
  case first = 1
  /// January, April, July and October.
  case second = 2
  /// February, May, August and November.
  case third = 3

  /// The group whose quarters end with a month.
  public init(endingWith month: Month) {
    self = month.month % 3 == 0 ? .first : month.month % 3 == 1 ? .second : .third
  }
}

/// A quarter of a return for value added tax.
public struct VATQuarter: Hashable, Sendable, CustomStringConvertible {
  /// The month that it ends with.
  public let last: Month

  /// The quarter that ends with a month.
  public init(endingWith last: Month) { self.last = last }

  /// The quarter of a group that ends in a quarter of the calendar.
  public init(endingIn quarter: Quarter, _ stagger: VATStagger) {
    last =
      quarter.months.first { VATStagger(endingWith: $0) == stagger } ?? quarter.months[2]
  }

  /// Its days.
  public var days: DayRange {
    DayRange(from: last.previous.previous.days.from, through: last.days.through)
  }

  /// `vat-2026-04`, by the month that it ends with.
  public var description: String { "vat-\(last)" }
}

/// What names a quarter of a return: the quarter of the calendar that it ends in, or the month that it ends with.
public enum VATQuarterName: Equatable, Sendable {
  /// The quarter of the calendar.
  case quarter(Quarter)
  /// The month.
  case month(Month)

  /// Reads `2026-Q2` or `2026-04`; nil for any other text.
  public init?(_ text: String) {
    if let quarter = Quarter(text) {
      self = .quarter(quarter)
    } else if let month = Month(text) {
      self = .month(month)
    } else {
      return nil
    }
  }

  /// The quarter of a group; nil when the month ends none of its quarters.
  ///
  /// - Parameter stagger: the group; nil when nobody said it: then that of the month, or the first one.
  /// - Returns: the quarter.
  public func quarter(_ stagger: VATStagger?) -> VATQuarter? {
    switch self {
    case .quarter(let quarter): return VATQuarter(endingIn: quarter, stagger ?? .first)
    case .month(let month):
      guard stagger ?? VATStagger(endingWith: month) == VATStagger(endingWith: month) else {
        return nil
      }
      return VATQuarter(endingWith: month)
    }
  }
}
