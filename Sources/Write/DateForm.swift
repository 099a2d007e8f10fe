// How files write days. Programs do not agree, and many ask: day first as banks in the United Kingdom write, month first as
// American programs expect, or the one form that cannot be misread.

internal import Bytes
public import Model

/// How days are written.
public enum DateForm: Sendable {
  /// `31/12/2026`, as banks in the United Kingdom write.
  case dayMonthYear
  /// `12/31/2026`, as American programs expect.
  case monthDayYear
  /// `2026-12-31`.
  case iso

  /// Appends a day.
  func append(_ date: CivilDate, to writer: inout ByteWriter) {
    let (year, month, day) = date.parts
    guard self != .iso else { return writer.append(date) }
    let isDayFirst = self == .dayMonthYear
    writer.append(magnitude: UInt64(isDayFirst ? day : month), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(isDayFirst ? month : day), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(max(0, year)), minimumDigits: 4)
  }
}

/// Whether the days of a file say in which order day and month are written.
public struct DateOrderCheck: Sendable {
  private var hasOpenDate = false
  private var isSettled = false

  /// Begins without a day.
  public init() {}

  /// Takes in a day.
  public mutating func add(_ date: CivilDate) {
    let (_, month, day) = date.parts
    if day > 12 { isSettled = true } else if day != month { hasOpenDate = true }
  }

  /// Whether a reader has to ask: some day could be another one, and none says the order.
  public var isOpen: Bool { hasOpenDate && !isSettled }
}
