// Random numbers, times and ids of made-up histories. Days are counted here by hand, so that the product's
// own calendar is held against another one.

import TestSupport

extension RandomHistory {
  /// Before every row.
  static let start: Int64 = 1_767_225_600_000 - 400 * 86_400_000
  /// After every row and its settling.
  static let end: Int64 = 1_767_225_600_000 + 400 * 86_400_000

  /// Instants around which days, months, years and clocks change in London.
  private static let borders: [Int64] = [
    1_767_225_600_000,  // 2026-01-01T00:00:00Z
    1_774_746_000_000,  // 2026-03-29T01:00:00Z, clocks go forward
    1_782_860_400_000,  // 2026-06-30T23:00:00Z, midnight in summer
    1_792_890_000_000,  // 2026-10-25T01:00:00Z, clocks go back
    1_772_236_800_000,  // 2026-02-28T00:00:00Z
  ]

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &json.random)
  }

  mutating func money() -> Int64 {
    number(0...30) == 0 ? Int64(number(1...1_000_000_000_000)) : Int64(number(1...20_000))
  }

  mutating func time() -> Int64 {
    let border = RandomHistory.borders.randomElement(using: &json.random) ?? 0
    return number(0...1) == 0
      ? border + Int64(number(-3...3)) : border + Int64(number(-2_000_000...2_000_000)) * 1000
  }

  mutating func digits(_ count: Int) -> String {
    String((0..<count).map { _ in RandomHistory.alphabet[number(0...61)] })
  }

  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

  static func base62(_ number: UInt128) -> String {
    var digits: [Character] = []
    var rest = number
    while rest > 0 {
      digits.append(alphabet[Int(rest % 62)])
      rest /= 62
    }
    return String(repeating: "0", count: max(0, 22 - digits.count)) + String(digits.reversed())
  }

  /// A time as the API writes it, the fraction in one of the forms that occur.
  func quoted(_ milliseconds: Int64) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000)
    let day = Int(seconds / 86_400)
    let second = Int(seconds % 86_400)
    let fraction = rest == 0 ? "" : "." + RandomHistory.padded(Int(rest), 3)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { RandomHistory.padded($0, 2) }
    return "\"\(RandomHistory.date(day))T\(clock.joined(separator: ":"))\(fraction)Z\""
  }

  /// The day in London of a time of the generator's, all of which are near 2026.
  static func londonDate(_ milliseconds: Int64) -> String {
    let isSummer = 1_774_746_000_000..<1_792_890_000_000 ~= milliseconds
    return date(Int((milliseconds + (isSummer ? 3_600_000 : 0)) / 86_400_000))
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// A day of 2025 to 2027 by counting months, not by the product's own calendar.
  static func date(_ daysSince1970: Int) -> String {
    var rest = daysSince1970 - 19_723  // 2024-01-01
    var year = 2024
    while rest >= (year % 4 == 0 ? 366 : 365) {
      rest -= year % 4 == 0 ? 366 : 365
      year += 1
    }
    var month = 0
    let lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while rest >= lengths[month] {
      rest -= lengths[month]
      month += 1
    }
    return "\(year)-\(padded(month + 1, 2))-\(padded(rest + 1, 2))"
  }
}
