// The period that an export is about, and the name that its folder gets.

public import Model

/// Some days with a name.
public struct Period: Equatable, Sendable {
  /// The days, both ends included; nil is everything.
  public let days: DayRange?
  /// The name of the folder: `2026-06`, `2026`, `tax-year-2025-26`, `2026-01-01-to-2026-03-31`, `all`.
  public let name: String

  /// All of time.
  public static let everything = Period(days: nil, name: "all")

  /// Names some days.
  public init(days: DayRange?, name: String) {
    self.days = days
    self.name = name
  }

  /// A month.
  public init(_ month: Month) { self.init(days: month.days, name: "\(month)") }
}
