// Rows out, as the transactions endpoint answers them with `expand[]=merchant` (Monzo docs,
// "Transactions"): every documented key and every key seen since, one object a line. Bytes are written
// straight into one buffer, because millions of rows may be asked for.

internal import Bytes
internal import Model

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
    append("{\"id\":", .id(entry.id))
    append(",\"created\":", .time(entry.created))
    append(",\"description\":", .text(entry.description))
    json.append(",\"amount\":")
    json.append(integer: entry.amount)
    json.append(",\"fees\":{},\"currency\":\"GBP\",\"merchant\":")
    appendMerchant(entry.shop, expanding: expandingMerchant)
    append(",\"merchant_feedback_uri\":\"\",\"notes\":", .text(entry.notes))
    appendMetadata(entry.metadata)
    json.append(",\"labels\":null,\"attachments\":")
    appendAttachments(entry)
    append(",\"international\":null,\"category\":", .text(entry.category))
    appendCategories(entry)
    json.append(entry.isLoad ? ",\"is_load\":true" : ",\"is_load\":false")
    append(",\"settled\":", entry.settled.map { .time($0) } ?? .text(""))
    json.append(",\"local_amount\":")
    json.append(integer: entry.local?.minorUnits ?? entry.amount)
    append(",\"local_currency\":", .text(entry.local?.currency ?? "GBP"))
    append(",\"updated\":", .time(entry.updated))
    append(",\"account_id\":", .id(entry.account))
    append(",\"user_id\":", entry.user.map { .id($0) } ?? .text(""))
    json.append(",\"counterparty\":")
    appendCounterparty(entry.counterparty)
    append(",\"scheme\":", .text(entry.scheme))
    append(",\"dedupe_id\":", entry.dedupe)
    appendSwitches(entry)
    json.append(",\"atm_fees_detailed\":")
    if let fee = entry.cashFee { json.append(bytes: fee.json.bytes) } else { json.append("null") }
    json.append(",\"parent_account_id\":\"\"")
    append(",\"decline_reason\":", entry.declineReason.map { .text($0) })
    json.append(string: entry.oddities)
    json.append("}")
  }

  private mutating func appendMerchant(_ shop: Shop?, expanding: Bool) {
    guard let shop else { return json.append("null") }
    if expanding { json.append(bytes: shop.json) } else { append("", .id(shop.id)) }
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
    for key in RecordWriter.purchaseKeys {
      json.append(key)
      json.append(isPurchase ? "true" : "false")
    }
    json.append(
      entry.isPending ? ",\"amount_is_pending\":true" : ",\"amount_is_pending\":false")
  }

  private static let purchaseKeys: [StaticString] = [
    ",\"can_be_made_subscription\":", ",\"can_split_the_bill\":", ",\"can_add_to_tab\":",
    ",\"can_match_transactions_in_categorization\":",
  ]
}
