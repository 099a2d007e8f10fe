// A receipt as the JSON that the bank takes: what is not known is left out.

import Bytes

extension Receipt {
  var json: [UInt8] {
    JSONObjectWriter.object { json in
      json.add("external_id", externalID)
      json.add("transaction_id", transactionID)
      json.add("total", total)
      json.add("currency", currency)
      json.add("items", items) { $0.write(to: &$1) }
      if !taxes.isEmpty { json.add("taxes", taxes) { $0.write(to: &$1) } }
      if !payments.isEmpty { json.add("payments", payments) { $0.write(to: &$1) } }
      if let merchant { json.add("merchant") { merchant.write(to: &$0) } }
    }
  }
}

extension Receipt.Item {
  fileprivate func write(to json: inout JSONObjectWriter) {
    json.add("description", description)
    json.add("quantity", quantity)
    json.add("unit", unit)
    json.add("amount", amount)
    json.add("currency", currency)
    json.add("tax", tax)
    if !subItems.isEmpty { json.add("sub_items", subItems) { $0.write(to: &$1) } }
  }
}

extension Receipt.Tax {
  fileprivate func write(to json: inout JSONObjectWriter) {
    json.add("description", description)
    json.add("amount", amount)
    json.add("currency", currency)
    json.add("tax_number", taxNumber)
  }
}

extension Receipt.Payment {
  fileprivate func write(to json: inout JSONObjectWriter) {
    json.add("type", type)
    json.add("last_four", lastFour)
    json.add("gift_card_type", giftCardType)
    json.add("amount", amount)
    json.add("currency", currency)
  }
}

extension Receipt.Merchant {
  fileprivate func write(to json: inout JSONObjectWriter) {
    json.add("name", name)
    json.add("online", isOnline)
    json.add("phone", phone)
    json.add("email", email)
    json.add("store_name", storeName)
    json.add("store_address", storeAddress)
    json.add("store_postcode", storePostcode)
  }
}

/// Writes the members of one JSON object; a member without a value is left out.
private struct JSONObjectWriter {
  private var writer = ByteWriter()
  private var isEmpty = true

  static func object(_ members: (inout JSONObjectWriter) -> Void) -> [UInt8] {
    var json = JSONObjectWriter()
    json.writeObject(members)
    return json.writer.bytes
  }

  mutating func add(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    begin(name)
    writer.appendJSONString(text)
  }

  mutating func add(_ name: StaticString, _ number: Int64?) {
    guard let number else { return }
    begin(name)
    writer.append(integer: number)
  }

  mutating func add(_ name: StaticString, _ value: Bool?) {
    guard let value else { return }
    begin(name)
    writer.append(value ? "true" : "false")
  }

  mutating func add(_ name: StaticString, _ quantity: Receipt.Quantity?) {
    guard let quantity else { return }
    begin(name)
    writer.append(minorUnits: quantity.digits, exponent: quantity.places)
  }

  mutating func add(_ name: StaticString, _ members: (inout JSONObjectWriter) -> Void) {
    begin(name)
    writeObject(members)
  }

  mutating func add<Element>(
    _ name: StaticString, _ list: [Element],
    _ members: (Element, inout JSONObjectWriter) -> Void
  ) {
    begin(name)
    writer.append(0x5B)
    for (index, element) in list.enumerated() {
      if index > 0 { writer.append(0x2C) }
      writeObject { members(element, &$0) }
    }
    writer.append(0x5D)
  }

  private mutating func writeObject(_ members: (inout JSONObjectWriter) -> Void) {
    writer.append(0x7B)
    isEmpty = true
    members(&self)
    isEmpty = false
    writer.append(0x7D)
  }

  private mutating func begin(_ name: StaticString) {
    if !isEmpty { writer.append(0x2C) }
    isEmpty = false
    writer.append(0x22)
    writer.append(name)
    writer.append("\":")
  }
}
