// Identifiers as the bank makes them: a prefix and 22 base-62 digits of a 128-bit number whose upper half
// is the time in Unix milliseconds. As text they therefore sort by time.

internal import Bytes

/// An identifier: what it names, when it was made, and 64 bits that set it apart.
package struct Identifier: Hashable, Sendable {
  /// What identifiers name, with the prefix of each.
  enum Kind: String {
    case account = "acc"
    case attachment = "attach"
    case authMessage = "mcauthmsg"
    case card = "mccard"
    case category = "category"
    case clearingMessage = "mcclearmsg"
    case client = "oauth2client"
    case debitInstruction = "bacsddi"
    case bacsPayment = "bacspmt"
    case bacsRecord = "bacsrcd"
    case entrySet = "entryset"
    case group = "grp"
    case lifecycle = "mclifecycle"
    case merchant = "merch"
    case pot = "pot"
    case receipt = "receipt"
    case potDeposit = "potdep"
    case potWithdrawal = "potwdrl"
    case series = "series"
    case subscription = "subscription"
    case tab = "tab"
    case transaction = "tx"
    case transfer = "p2p"
    case user = "user"
    case webhook = "webhook"
  }

  let kind: Kind
  let time: Milliseconds
  let salt: UInt64

  init(_ kind: Kind, _ time: Milliseconds, _ salt: UInt64) {
    self.kind = kind
    self.time = time
    self.salt = salt
  }

  /// Reads an identifier of a kind; nil when the text is none.
  init?(_ kind: Kind, _ text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.dropFirst(kind.rawValue.utf8.count + 1)
    guard digits.count == 22, text.hasPrefix(kind.rawValue + "_") else { return nil }
    var number: UInt128 = 0
    for byte in digits {
      guard let value = Identifier.value(ofDigit: byte) else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: 62)
      let (sum, carry) = product.addingReportingOverflow(UInt128(value))
      if overflow || carry { return nil }
      number = sum
    }
    guard let time = Milliseconds(exactly: number >> 64) else { return nil }
    self.init(kind, time, UInt64(truncatingIfNeeded: number))
  }

  private static func value(ofDigit byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x5A: byte - 0x37
    case 0x61...0x7A: byte - 0x3D
    default: nil
    }
  }

  package var text: String {
    var writer = ByteWriter()
    writer.append(self)
    return writer.string
  }
}

extension ByteWriter {
  /// Appends an identifier, without quotes.
  mutating func append(_ identifier: Identifier) {
    append(string: identifier.kind.rawValue)
    append(0x5F)
    // One wide division by 62^10 leaves a lower half of 10 digits and an upper half of 12.
    let power: UInt128 = 839_299_365_868_340_224
    let number = UInt128(UInt64(identifier.time)) << 64 | UInt128(identifier.salt)
    let (upper, lower) = number.quotientAndRemainder(dividingBy: power)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 22) { digits in
      ByteWriter.fill(digits, 0..<12, base62: UInt64(upper))
      ByteWriter.fill(digits, 12..<22, base62: UInt64(lower))
      bytes.append(contentsOf: UnsafeBufferPointer(digits))
    }
  }

  private static func fill(
    _ digits: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>, base62 value: UInt64
  ) {
    var rest = value
    for at in range.reversed() {
      let digit = UInt8(truncatingIfNeeded: rest % 62)
      rest /= 62
      digits[at] = digit < 10 ? 0x30 + digit : digit < 36 ? 0x37 + digit : 0x3D + digit
    }
  }
}
