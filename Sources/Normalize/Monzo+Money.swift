// What the bank's records say of money beside the amount: fees, payments to other countries, and the card that paid.
// The objects were seen in answers: `fees` maps the bank's words to minor units, `atm_fees_detailed` explains the one
// of a cash machine, `international` has both sums of a transfer, `virtual_card` the card of a pot.

internal import Bytes
internal import Model

extension RecordReader {
  // MARK: Fees

  /// Sets the fees that the bank says are within or beside the amount; a fee that is said twice is one.
  mutating func setFees(_ bytes: [UInt8], into row: inout Row) {
    var fees: [Fee] = []
    if let object = present(.fees), tape[object].kind == .object {
      for value in tape.children(of: object) {
        guard let name = tape.string(value - 1, in: bytes) else { continue }
        if let fee = fee(name, value, bytes, row) {
          fees.append(fee)
        } else if tape.integer(value, in: bytes) != 0, tape[value].kind != .null {
          noteOtherType(value, bytes)
        }
      }
    }
    if fees.isEmpty, let detail = present(.cashFees), tape[detail].kind == .object,
      let fee = fee(cashLabel(bytes) ?? "withdrawal.atm", detail, bytes, row)
    {
      fees.append(fee)
    }
    if let detail = present(.international), tape[detail].kind == .object,
      let fee = fee("international", detail, bytes, row),
      !fees.contains(where: { $0.amount == fee.amount })
    {
      fees.append(fee)
    }
    if !fees.isEmpty { row.fees = fees }
  }

  /// A fee as minor units of the account's currency, or as an object with its own; nil when it is zero.
  private func fee(_ type: String, _ value: Int, _ bytes: [UInt8], _ row: Row) -> Fee? {
    var amount = value
    var currency = row.currency
    if tape[value].kind == .object {
      guard
        let inner = tape.member("fee_amount", of: value, in: bytes)
          ?? tape.member("amount", of: value, in: bytes)
      else { return nil }
      amount = inner
      let code =
        tape.member("fee_currency", of: value, in: bytes)
        ?? tape.member("currency", of: value, in: bytes)
      if let code, let named = tape.string(code, in: bytes).flatMap(Currency.init) {
        currency = named
      }
    }
    guard let minor = tape.integer(amount, in: bytes), minor != 0, minor != .min else { return nil }
    return Fee(type, Money(abs(minor), currency))
  }

  /// The label of a withdrawal from a cash machine, such as `withdrawal.atm.international`.
  @inline(__always)
  func cashLabel(_ bytes: [UInt8]) -> String? {
    guard let list = present(.labels), tape[list].kind == .array else { return nil }
    return tape.children(of: list).lazy.compactMap { label in
      self.tape[label].kind == .string
        && self.tape[label].range.begins(with: "withdrawal.atm", in: bytes)
        ? self.tape.string(label, in: bytes) : nil
    }.first
  }

  // MARK: Payments to other countries

  @inline(__always)
  private func international(_ name: StaticString, _ bytes: [UInt8]) -> Int? {
    guard let object = present(.international), tape[object].kind == .object else { return nil }
    return tape.member(name, of: object, in: bytes)
  }

  /// The reference of a payment to another country.
  @inline(__always)
  func internationalReference(_ bytes: [UInt8]) -> Int? {
    international("reference", bytes).flatMap { isText($0) ? $0 : nil }
  }

  /// Sets what arrives of a payment to another country as the amount in the other currency, and keeps its rate.
  func setInternational(_ bytes: [UInt8], into row: inout Row) {
    guard
      let amount = international("target_amount", bytes).flatMap({ tape.integer($0, in: bytes) }),
      amount != 0, amount != .min,
      let currency = international("target_currency", bytes).flatMap({ tape.string($0, in: bytes) })
        .flatMap(Currency.init)
    else { return }
    if currency != row.currency, row.localAmount.map({ $0.currency == row.currency }) ?? true {
      row.localAmount = Money(row.amountMinor < 0 ? -abs(amount) : abs(amount), currency)
    }
    let rate = international("rate", bytes).map { token in
      String(decoding: bytes[tape[token].range.indices], as: UTF8.self)
    }
    addMetadata(
      [
        ("international_rate", rate),
        (
          "international_reference",
          internationalReference(bytes).flatMap { tape.string($0, in: bytes) }
        ),
      ], to: &row)
  }

  // MARK: Cards

  /// Sets the pot whose card paid, and keeps the name and the last digits of the card.
  ///
  /// The holder's name and the day on which the card expires stay in the record.
  func setCard(_ bytes: [UInt8], into row: inout Row) {
    guard let object = present(.virtualCard), tape[object].kind == .object else { return }
    let card = ObjectReader(tape: tape, bytes: bytes, object: object)
    addMetadata(
      [
        ("card_name", card.text("name")),
        ("card_last_digits", card.child("card_details")?.text("last_digits")),
      ], to: &row)
    guard let source = card.child("source_details"), source.text("type") == "pot" else { return }
    if row.range(.potID) == nil, let pot = source.text("source_id") { row[.potID] = pot }
    addMetadata([("from_pot", source.text("name"))], to: &row)
  }
}
