// How numbers, days and counts are written.

import Model
import Mustache
import Testing

@testable import Site

@Suite struct AmountTests {
  private static let kwd = Currency("KWD")
  private static let jpy = Currency("JPY")
  private static let eur = Currency("EUR")

  @Test(arguments: [
    (123_450, "£1,234.50", "+£1,234.50", "£1,234", "1234.50"),
    (-1234, "−£12.34", "−£12.34", "−£12", "-12.34"),
    (0, "£0.00", "£0.00", "£0", "0.00"),
    (5, "£0.05", "+£0.05", "£0", "0.05"),
    (-99_999_999_950, "−£999,999,999.50", "−£999,999,999.50", "−£1,000,000,000", "-999999999.50"),
  ])
  func `pounds have commas, and the sign before the currency`(
    minor: Int, text: String, signed: String, whole: String, value: String
  ) {
    let amount = Amount(Int128(minor), .gbp)
    #expect(amount.text == text)
    #expect(amount.signedText == signed)
    #expect(amount.wholeText == whole)
    #expect(amount.value == value)
  }

  @Test func `every currency has its own number of decimals`() throws {
    let (kwd, jpy) = (try #require(Self.kwd), try #require(Self.jpy))
    let eur = try #require(Self.eur)
    #expect(Amount(-1234, kwd).text == "−1.234 KWD")
    #expect(Amount(-1234, kwd).foreignText == "−1.234 KWD")
    #expect(Amount(1200, jpy).foreignText == "¥1,200 JPY")
    #expect(Amount(1200, jpy).value == "1200")
    #expect(Amount(1200, eur).foreignText == "€12.00 EUR")
    #expect(Amount(2500, kwd).wholeText == "2 KWD")
  }

  @Test func `sums beyond 64 bits keep their last digit`() {
    let sum = Int128(Int64.max) * 4 + 1
    #expect(Amount(sum, .gbp).text == "£368,934,881,474,191,032.29")
  }

  @Test(arguments: [
    (1, 2, 0), (3, 2, 2), (5, 2, 2), (-1, 2, 0), (-3, 2, -2), (7, 3, 2), (8, 3, 3), (-8, 3, -3),
  ])
  func `halves go to the even number`(value: Int, divisor: Int, result: Int) {
    #expect(divideHalfEven(Int128(value), Int128(divisor)) == Int128(result))
  }

  @Test(arguments: [
    (0, 100, "0%"), (1, 1000, "under 1%"), (9, 1000, "under 1%"), (1, 100, "1%"),
    (421, 1000, "42%"),
    (999, 1000, "over 99%"), (1000, 1000, "100%"),
  ])
  func `shares have no decimals`(part: Int, whole: Int, text: String) throws {
    let proportion = try #require(Proportion(Int128(part), of: Int128(whole)))
    #expect(proportion.text == text)
  }

  @Test func `nothing is no whole to take a share of`() {
    #expect(Proportion(0, of: 0) == nil)
    #expect(Proportion(5, of: -5) == nil)
  }

  @Test(arguments: [(0, "0"), (1200, "12"), (1230, "12.3"), (1205, "12.05"), (-5, "-0.05")])
  func `coordinates have two decimals at most`(hundredths: Int, text: String) {
    #expect(coordinate(hundredths: hundredths) == text)
  }

  @Test func `one payment and two payments differ`() {
    #expect(Words.payments(1) == "1 payment")
    #expect(Words.payments(2) == "2 payments")
    #expect(Words.payments(0) == "0 payments")
    #expect(Words.payments(1_234_567) == "1,234,567 payments")
  }

  @Test func `days of the month have their ending`() {
    let numbers = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30, 31]
    let texts = [
      "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "30th", "31st",
    ]
    #expect(numbers.map(Words.ordinal) == texts)
  }

  @Test func `days are written as in Sat 6 Jan 2024`() throws {
    let day = try #require(CivilDate("2024-01-06"))
    #expect(day.text == "Sat 6 Jan 2024")
    #expect(day.month.text == "January 2024")
  }

  @Test func `a phrase gives its amounts to machines too`() {
    let phrase: Phrase = "\(Amount(-250, .gbp)) <less>"
    #expect(phrase.text == "−£2.50 <less>")
    guard case .markup(let markup) = phrase.markup else {
      Issue.record("a phrase is markup")
      return
    }
    #expect(markup.string == "<data value=\"-2.50\">−£2.50</data> &lt;less&gt;")
  }
}
