// A receipt as the JSON that the bank takes: what is not known is left out.

import Bytes

extension Receipt {
  var json: [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON(leavesOutAbsent: true) { json in
      json.member("external_id", externalID)
      json.member("transaction_id", transactionID)
      json.member("total", total)
      json.member("currency", currency)
      json.member("items", each: items) { $0.write(to: &$1) }
      if !taxes.isEmpty { json.member("taxes", each: taxes) { $0.write(to: &$1) } }
      if !payments.isEmpty { json.member("payments", each: payments) { $0.write(to: &$1) } }
      if let merchant { json.member("merchant") { merchant.write(to: &$0) } }
    }
    return writer.bytes
  }
}

extension Receipt.Item {
  fileprivate func write(to json: inout JSONWriter) {
    json.member("description", description)
    json.member("quantity", json: quantity?.json)
    json.member("unit", unit)
    json.member("amount", amount)
    json.member("currency", currency)
    json.member("tax", tax)
    if !subItems.isEmpty { json.member("sub_items", each: subItems) { $0.write(to: &$1) } }
  }
}

extension Receipt.Tax {
  fileprivate func write(to json: inout JSONWriter) {
    json.member("description", description)
    json.member("amount", amount)
    json.member("currency", currency)
    json.member("tax_number", taxNumber)
  }
}

extension Receipt.Payment {
  fileprivate func write(to json: inout JSONWriter) {
    json.member("type", type)
    json.member("last_four", lastFour)
    json.member("gift_card_type", giftCardType)
    json.member("amount", amount)
    json.member("currency", currency)
  }
}

extension Receipt.Merchant {
  fileprivate func write(to json: inout JSONWriter) {
    json.member("name", name)
    json.member("online", isOnline)
    json.member("phone", phone)
    json.member("email", email)
    json.member("store_name", storeName)
    json.member("store_address", storeAddress)
    json.member("store_postcode", storePostcode)
  }
}

extension Receipt.Quantity {
  /// The number as it is written.
  fileprivate var json: [UInt8] {
    var writer = ByteWriter()
    writer.append(minorUnits: digits, exponent: places)
    return writer.bytes
  }
}
