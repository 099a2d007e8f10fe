// The parts of a transaction that are objects themselves: merchant, counterparty, metadata, attachments.

internal import Bytes
internal import Model

extension RecordReader {
  // MARK: Merchant

  /// Sets the merchant: an object, or only its id when the answer was not expanded.
  mutating func setMerchant(_ bytes: [UInt8], into row: inout Row) {
    guard let token = present(.merchant) else { return }
    if token == tape.known.token {
      row.merchant = merchants.merchant(known: tape.known.number)
      return
    }
    let isObject = tape[token].kind == .object
    guard isObject || isText(token) else {
      if tape[token].kind != .string { noteOtherType(token, bytes) }
      return
    }
    let range = tape[token].range
    let source = isObject ? MerchantPool.Source.bank : .id
    if let known = merchants.merchant(source, bytes, range) {
      row.merchant = known
    } else if isObject {
      let made = Merchant(merchantFields(token, bytes))
      merchants.insert(made, object: bytes, range)
      row.merchant = made
    } else {
      let made = Merchant(merchantFields(id: tape.string(token, in: bytes)))
      merchants.insert(made, source, bytes, range)
      row.merchant = made
    }
  }

  private func merchantFields(id: String?) -> Merchant.Fields {
    var fields = Merchant.Fields()
    fields.id = id
    return fields
  }

  /// The fields of a merchant of the bank, whose address is an object, or of a canonical one, which is flat.
  private func merchantFields(_ merchant: Int, _ bytes: [UInt8]) -> Merchant.Fields {
    func text(_ name: StaticString, of object: Int) -> String? {
      guard let token = tape.member(name, of: object, in: bytes), isText(token) else { return nil }
      return tape.string(token, in: bytes)
    }
    func flag(_ name: StaticString) -> Bool? {
      tape.member(name, of: merchant, in: bytes).flatMap { tape.boolean($0) }
    }
    let nested = tape.member("address", of: merchant, in: bytes)
      .flatMap { tape[$0].kind == .object ? $0 : nil }
    let place = nested ?? merchant
    func degrees(_ name: StaticString) -> String? {
      guard let token = tape.member(name, of: place, in: bytes) else { return nil }
      let kind = tape[token].kind
      guard kind == .integer || kind == .decimal else { return nil }
      return String(decoding: bytes[tape[token].range.indices], as: UTF8.self)
    }
    var fields = Merchant.Fields()
    fields.id = text("id", of: merchant)
    fields.groupID = text("group_id", of: merchant)
    fields.name = text("name", of: merchant)
    fields.category = text("category", of: merchant)
    fields.online = flag("online")
    fields.atm = flag("atm")
    fields.emoji = text("emoji", of: merchant)
    fields.logo = text("logo", of: merchant)
    fields.address = text("address", of: place)
    fields.city = text("city", of: place)
    fields.region = text("region", of: place)
    fields.country = text("country", of: place)
    fields.postcode = text("postcode", of: place)
    fields.latitude = degrees("latitude")
    fields.longitude = degrees("longitude")
    return fields
  }

  // MARK: Counterparty

  private static let counterpartyNames = KeyTable([
    "name", "sort_code", "account_number", "user_id", "account_id", "preferred_name",
  ])
  private static let counterpartyFields: [RowText] = [
    .counterpartyName, .counterpartySortCode, .counterpartyAccountNumber, .counterpartyUserID,
    .counterpartyAccountID,
  ]

  /// Sets the other side of a transfer: its name and numbers, and as the payee the name that it prefers.
  mutating func setCounterparty(_ bytes: [UInt8], into row: inout Row) {
    guard let object = present(.counterparty) else { return }
    guard tape[object].kind == .object else { return noteOtherType(object, bytes) }
    var preferred: Int?
    var at = object + 1
    while at < tape[object].next {
      let value = at + 1
      let index = tape.index(ofKey: at, in: RecordReader.counterpartyNames, bytes)
      at = tape[value].next
      guard let index, isText(value) else { continue }
      if index < RecordReader.counterpartyFields.count {
        row.set(RecordReader.counterpartyFields[index], tape, value, in: bytes)
      } else {
        preferred = value
      }
    }
    guard let preferred else { return }
    guard row.range(.counterpartyName) != nil else {
      return row.set(.counterpartyName, tape, preferred, in: bytes)
    }
    row.set(.payee, tape, preferred, in: bytes)
    row[provenance: .payee] = .counterparty
  }

  // MARK: Attachments

  /// Sets the attachments, with what a reader needs of each.
  mutating func setAttachments(_ bytes: [UInt8], into row: inout Row) {
    guard let list = present(.attachments) else { return }
    guard tape[list].kind == .array else { return noteOtherType(list, bytes) }
    let attachments = tape.children(of: list).filter { tape[$0].kind == .object }
    guard !attachments.isEmpty else { return }
    scratch.removeAll()
    for (index, attachment) in attachments.enumerated() {
      scratch.append(index == 0 ? "[{\"id\":" : ",{\"id\":")
      appendText(["id"], of: attachment, bytes)
      scratch.append(",\"file_type\":")
      appendText(["file_type", "type"], of: attachment, bytes)
      scratch.append(",\"file_url\":")
      appendText(["file_url", "url"], of: attachment, bytes)
      scratch.append("}")
    }
    scratch.append("]")
    row.set(.attachments, scratch.bytes, ByteRange(start: 0, count: scratch.count))
  }

  /// Appends the first of some members that is a text, or `null`.
  private mutating func appendText(_ names: [StaticString], of object: Int, _ bytes: [UInt8]) {
    for name in names {
      if let token = tape.member(name, of: object, in: bytes), isText(token) {
        return tape.appendCanonical(token, in: bytes, to: &scratch)
      }
    }
    scratch.append("null")
  }
}
