// Amounts in whole minor units: no digit is lost, no sum wraps, no two currencies are added.

import Foundation
import Model
import Testing

@Suite struct `an amount of money` {
  private let yen = Currency("JPY") ?? .gbp
  private let dinar = Currency("KWD") ?? .gbp

  @Test func `is written in major units with the digits of its currency`() throws {
    #expect(Money(-1234, .gbp).description == "-12.34 GBP")
    #expect(Money(5, .gbp).description == "0.05 GBP" && Money(-5, .gbp).description == "-0.05 GBP")
    #expect(Money(0, .gbp).description == "0.00 GBP")
    #expect(Money(1234, yen).description == "1234 JPY" && Money(0, yen).description == "0 JPY")
    #expect(
      Money(1234, dinar).description == "1.234 KWD" && Money(7, dinar).description == "0.007 KWD")
    #expect(Money(12_345, try #require(Currency("CLF"))).description == "1.2345 CLF")
    #expect(Money(.min, .gbp).description == "-92233720368547758.08 GBP")
  }

  @Test func `is added in its own currency alone, and never wraps`() throws {
    #expect(try Money(250, .gbp).adding(Money(-300, .gbp)) == Money(-50, .gbp))
    #expect(throws: MoneyError.currenciesDiffer(.gbp, yen)) {
      try Money(1, .gbp).adding(Money(1, yen))
    }
    for (left, right) in [(Int64.max, Int64(1)), (.min, -1), (.min, .min)] {
      #expect(throws: MoneyError.overflow(Money(left, .gbp), Money(right, .gbp))) {
        try Money(left, .gbp).adding(Money(right, .gbp))
      }
    }
    #expect(try Money(.max, .gbp).adding(Money(.min, .gbp)) == Money(-1, .gbp))
  }

  @Test func `has an opposite but for the one that has none`() throws {
    #expect(try Money(.max, .gbp).negated() == Money(-.max, .gbp))
    #expect(throws: MoneyError.overflow(Money(.min, .gbp), Money(.min, .gbp))) {
      try Money(.min, .gbp).negated()
    }
  }

  @Test func `says what cannot be added`() {
    #expect("\(MoneyError.currenciesDiffer(.gbp, yen))" == "cannot add GBP and JPY")
    #expect(
      "\(MoneyError.overflow(Money(1, .gbp), Money(2, .gbp)))"
        == "0.01 GBP and 0.02 GBP do not fit one 64-bit sum")
  }
}

@Suite struct `a currency` {
  @Test(arguments: [
    ("GBP", 2), ("JPY", 0), ("ISK", 0), ("KWD", 3), ("TND", 3), ("CLF", 4), ("EUR", 2), ("XAU", 0),
  ])
  func `has the digits of ISO 4217`(code: String, exponent: Int) throws {
    let currency = try #require(Currency(code))
    #expect(currency.code == code && currency.exponent == exponent && currency.isKnown)
    #expect(Currency(packed: currency.packed) == currency)
  }

  @Test func `that ISO 4217 does not know has two digits`() throws {
    let currency = try #require(Currency("ZZZ"))
    #expect(currency.exponent == 2 && !currency.isKnown)
  }

  /// Where Foundation's data rounds to whole units although ISO 4217 lists a minor unit.
  @Test func `has the digits that Foundation knows, where it counts as ISO 4217 does`() throws {
    for code in [
      "GBP", "EUR", "USD", "JPY", "KRW", "VND", "CLP", "KWD", "BHD", "OMR", "JOD", "CHF", "XOF",
    ] {
      let style = Decimal.FormatStyle.Currency(code: code, locale: Locale(identifier: "en_GB"))
      let digits = Decimal(1).formatted(style).split(separator: ".").dropFirst().first?.count ?? 0
      #expect(try #require(Currency(code)).exponent == digits, "\(code)")
    }
  }

  @Test func `is read from three ASCII letters of either case`() {
    #expect(Currency("gbp") == .gbp && Currency("gBp") == .gbp)
    for text in ["", "GB", "GBPX", "G1P", "£££", "GB ", "G-P", "ＧＢＰ", "@BP", "[BP"] {
      #expect(Currency(text) == nil, "\(text)")
    }
  }

  @Test func `is ordered by its code`() {
    let codes = ["AED", "EUR", "GBP", "GBX", "USD", "ZWG"]
    #expect(codes.reversed().compactMap { Currency($0) }.sorted().map(\.code) == codes)
  }
}
