// Members of small objects by name, for records that are few: accounts, pots, balances, Open Banking. The
// path of the rows of the bank's own API does not come through here.

internal import Bytes
internal import Model
internal import Statements

/// One object on a tape.
struct ObjectReader {
  let tape: JSONTape
  let bytes: [UInt8]
  let object: Int

  /// A member that is there and not null.
  func present(_ name: StaticString) -> Int? {
    guard let token = tape.member(name, of: object, in: bytes), tape[token].kind != .null
    else { return nil }
    return token
  }

  /// A member that is an object.
  func child(_ name: StaticString) -> ObjectReader? {
    guard let token = present(name), tape[token].kind == .object else { return nil }
    return ObjectReader(tape: tape, bytes: bytes, object: token)
  }

  /// The objects of a member that is an array.
  func children(_ name: StaticString) -> [ObjectReader] {
    guard let token = present(name), tape[token].kind == .array else { return [] }
    return tape.children(of: token).filter { tape[$0].kind == .object }
      .map { ObjectReader(tape: tape, bytes: bytes, object: $0) }
  }

  /// A text that is not empty.
  func text(_ name: StaticString) -> String? {
    guard let token = present(name), !tape[token].range.isEmpty else { return nil }
    return tape.string(token, in: bytes)
  }

  func flag(_ name: StaticString) -> Bool? { present(name).flatMap { tape.boolean($0) } }

  // MARK: What must be right

  func requiredText(_ name: StaticString, _ what: String) throws(RecordError) -> String {
    guard let token = present(name) else { throw .missing("\(name)", expected: what) }
    guard let text = text(name) else { throw wrong(name, token, what, "a text") }
    return text
  }

  /// A time; nil when it is missing or empty.
  func time(_ name: StaticString) throws(RecordError) -> Instant? {
    guard let token = present(name), !tape[token].range.isEmpty else { return nil }
    if let text = tape.string(token, in: bytes), let time = Instant(text) { return time }
    throw wrong(name, token, "an RFC 3339 time", Expected.time)
  }

  /// Whole minor units; nil when they are missing.
  func minorUnits(_ name: StaticString) throws(RecordError) -> Int64? {
    guard let token = present(name) else { return nil }
    if let value = tape.integer(token, in: bytes) { return value }
    throw wrong(name, token, "a number of minor units", Expected.minorUnits)
  }

  /// A currency; nil when it is missing or empty.
  func currency(_ name: StaticString) throws(RecordError) -> Currency? {
    guard let token = present(name), !tape[token].range.isEmpty else { return nil }
    if let text = tape.string(token, in: bytes), let currency = Currency(text) { return currency }
    throw wrong(name, token, "a currency", Expected.currency)
  }

  /// The money of an object `{"Amount":"150.0000","Currency":"GBP"}`, never negative itself.
  func money(_ name: StaticString) throws(RecordError) -> Money? {
    guard let money = child(name) else { return nil }
    guard let currency = try money.currency("Currency") else {
      throw .missing("\(name).Currency", expected: Expected.currency)
    }
    guard let token = money.present("Amount") else {
      throw .missing("\(name).Amount", expected: Expected.decimal)
    }
    let units: Int64
    do {
      units = try FixedPoint.minorUnits(
        of: bytes, tape[token].range, exponent: currency.exponent)
    } catch {
      throw money.wrong("Amount", token, error.what(of: currency), Expected.decimal)
    }
    guard units >= 0 else {
      throw money.wrong("Amount", token, "an amount without a sign", Expected.decimal)
    }
    return Money(units, currency)
  }

  func wrong(
    _ name: StaticString, _ token: Int, _ what: String, _ expected: String
  ) -> RecordError {
    RecordError(
      "'\(name)' is not \(what): \(QuotedRecord.value(token, tape, bytes)), expected \(expected)",
      at: token)
  }
}

extension FixedPointError {
  /// What a text that cannot be read as money is not.
  func what(of currency: Currency) -> String {
    switch self {
    case .notADecimal: "a decimal number"
    case .lostDigits: "an amount of whole minor units of \(currency)"
    case .overflow: "an amount within 64 bits"
    }
  }
}
