// Rows out, as the transactions endpoint answers them with `expand[]=merchant` (Monzo docs,
// "Transactions"): every documented key and every key seen since, one object a line. Bytes are written
// straight into one buffer, because millions of rows may be asked for.

internal import Bytes
internal import Model

/// Writes rows as JSON Lines.
struct RecordWriter {
  var json: ByteWriter

  init() { json = ByteWriter(reservingCapacity: 4096) }

  /// Forgets what was written, and keeps the memory.
  mutating func removeAll() { json.removeAll() }

  /// Appends one row and a line feed.
  mutating func append(_ entry: borrowing Entry) {
    append(object: entry, expandingMerchant: true)
    json.append("\n")
  }

  /// One row with its merchant as an object.
  static func object(_ entry: borrowing Entry) -> [UInt8] {
    var writer = RecordWriter()
    writer.append(object: entry, expandingMerchant: true)
    return writer.json.bytes
  }

  /// Appends one row, its merchant as an object or as the bare identifier.
  mutating func append(object entry: borrowing Entry, expandingMerchant: Bool) {
    json.append("{\"id\":\"")
    json.append(entry.id)
    json.append("\",\"created\":\"")
    json.append(Instant(milliseconds: entry.created))
    json.append("\",\"description\":")
    json.appendJSONString(entry.description)
    json.append(",\"amount\":")
    json.append(integer: entry.amount)
    json.append(",\"fees\":{},\"currency\":\"GBP\",\"merchant\":")
    appendMerchant(entry.shop, expanding: expandingMerchant)
    json.append(",\"merchant_feedback_uri\":\"\",\"notes\":")
    append(text: entry.notes)
    appendMetadata(entry.metadata)
    json.append(",\"labels\":null,\"attachments\":")
    appendAttachments(entry)
    json.append(",\"international\":null,\"category\":\"")
    json.append(string: entry.category)
    appendCategories(entry)
    json.append(entry.isLoad ? ",\"is_load\":true" : ",\"is_load\":false")
    json.append(",\"settled\":\"")
    if let settled = entry.settled { json.append(Instant(milliseconds: settled)) }
    appendLocal(entry)
    json.append(",\"updated\":\"")
    json.append(Instant(milliseconds: entry.updated))
    json.append("\",\"account_id\":\"")
    json.append(entry.account)
    json.append("\",\"user_id\":\"")
    if let user = entry.user { json.append(user) }
    json.append("\",\"counterparty\":")
    appendCounterparty(entry.counterparty)
    json.append(",\"scheme\":\"")
    json.append(string: entry.scheme)
    json.append("\",\"dedupe_id\":")
    append(entry.dedupe)
    appendSwitches(entry)
    json.append(",\"atm_fees_detailed\":")
    if let fee = entry.cashFee { appendCashFee(fee) } else { json.append("null") }
    json.append(",\"parent_account_id\":\"\"")
    if let reason = entry.declineReason {
      json.append(",\"decline_reason\":\"")
      json.append(string: reason)
      json.append("\"")
    }
    json.append(string: entry.oddities)
    json.append("}")
  }

  private mutating func appendMerchant(_ shop: Shop?, expanding: Bool) {
    guard let shop else { return json.append("null") }
    if expanding { return json.append(bytes: shop.json) }
    json.append("\"")
    json.append(shop.id)
    json.append("\"")
  }

  /// What the app lets a person do with the row.
  private mutating func appendSwitches(_ entry: borrowing Entry) {
    let isPurchase = entry.countsAsSpending && entry.scheme == "mastercard"
    json.append(entry.isOriginator ? ",\"originator\":true" : ",\"originator\":false")
    if entry.countsAsSpending {
      json.append(
        ",\"include_in_spending\":true,\"can_be_excluded_from_breakdown\":true")
    } else {
      json.append(
        ",\"include_in_spending\":false,\"can_be_excluded_from_breakdown\":false")
    }
    if isPurchase {
      json.append(
        ",\"can_be_made_subscription\":true,\"can_split_the_bill\":true,\"can_add_to_tab\":true")
      json.append(",\"can_match_transactions_in_categorization\":true")
    } else {
      json.append(
        ",\"can_be_made_subscription\":false,\"can_split_the_bill\":false,\"can_add_to_tab\":false")
      json.append(",\"can_match_transactions_in_categorization\":false")
    }
    json.append(
      entry.isPending ? ",\"amount_is_pending\":true" : ",\"amount_is_pending\":false")
  }
}
