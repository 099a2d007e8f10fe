// Currencies by their ISO 4217 code, and how many digits their minor unit has. The table lists every
// active code of ISO 4217:2015 amendment 179 whose exponent is not 2; the rest have two digits.

/// A currency: three ASCII letters, packed into a word.
public struct Currency: Hashable, Sendable {
  /// The code's letters as a number, first letter highest; zero is no currency.
  public let packed: UInt32

  /// The currency of a packed code, as `packed` gave it.
  public init(packed: UInt32) { self.packed = packed }

  /// The currency of a code of three ASCII letters, upper-cased; nil for any other text.
  public init?(_ code: String) {
    let letters = Array(code.utf8)
    self.init(letters, 0..<letters.count)
  }

  /// The currency whose code is in a range of bytes.
  public init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count == 3 else { return nil }
    var word: UInt32 = 0
    for at in range {
      let letter = bytes[at] & 0xDF
      guard 0x41...0x5A ~= letter else { return nil }
      word = word << 8 | UInt32(letter)
    }
    packed = word
  }

  private init(literal code: StaticString) {
    packed = (0..<3).reduce(0) { $0 << 8 | UInt32(code.utf8Start[$1]) }
  }

  /// Pounds sterling.
  public static let gbp = Currency(literal: "GBP")

  /// The three letters.
  public var code: String {
    String(
      decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)],
      as: UTF8.self)
  }

  /// Digits after the point of the major unit: JPY 0, GBP 2, KWD 3.
  ///
  /// Codes that ISO 4217 does not know have 2.
  public var exponent: Int {
    if packed == Currency.gbp.packed { return 2 }
    return Currency.exponents[packed] ?? 2
  }

  /// Whether ISO 4217 lists the code today.
  public var isKnown: Bool { Currency.known.contains(packed) }

  private static let exponents: [UInt32: Int] = {
    var table: [UInt32: Int] = [:]
    func add(_ codes: String, _ exponent: Int) {
      for code in codes.split(separator: " ") {
        if let currency = Currency(String(code)) { table[currency.packed] = exponent }
      }
    }
    add("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0)
    add("BHD IQD JOD KWD LYD OMR TND", 3)
    add("CLF UYW", 4)
    // Metals, drawing rights and test codes have no minor unit at all.
    add("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX", 0)
    return table
  }()

  private static let known: Set<UInt32> = {
    let codes = """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
      CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
      GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
      KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD \
      NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP \
      SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS \
      VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER \
      ZAR ZMW ZWG
      """
    return Set(codes.split(separator: " ").compactMap { Currency(String($0))?.packed })
  }()
}

extension Currency: Comparable, CustomStringConvertible {
  /// Alphabetic order of codes.
  public static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }
  /// The three letters.
  public var description: String { code }
}
