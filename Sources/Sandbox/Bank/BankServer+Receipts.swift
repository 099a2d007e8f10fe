// Receipts: what was bought, in JSON, under the client's own identifier (Monzo docs, "Receipts"). Sums must be
// right: items and taxes make the total, sub-items their item.

internal import Bytes
internal import Model
import MonzoAPI

extension BankServer {
  /// `PUT`, `GET` and `DELETE /transaction-receipts`.
  mutating func receipt(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    if call.method == .put { return try putReceipt(call) }
    // Some clients name the receipt to delete in a form.
    let named =
      call.query["external_id"]
      ?? (call.method == .delete ? call.request.form : nil)?["external_id"]
    guard let name = named, !name.isEmpty else { throw .parameter("external_id", "missing") }
    guard let receipt = clientData.receipts[name] else { throw .notFound("Receipt") }
    if call.method == .get { return .json(receipt) }
    clientData.receipts[name] = nil
    return .emptyObject
  }

  private mutating func putReceipt(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    let type = call.request.contentType ?? ""
    guard type.lowercased().hasPrefix("application/json") else {
      throw Refusal(
        415, "bad_request.unsupported_media_type", "The body must be application/json")
    }
    let receipt = try ReceiptReader(call.request.body)
    guard let id = Identifier(.transaction, try receipt.text("transaction_id")) else {
      throw .parameter("transaction_id", "not a transaction id")
    }
    guard books.entry(id) != nil else { throw .notFound("Transaction") }
    let name = try receipt.text("external_id")
    let identifier = clientData.makeIdentifier(.receipt, seed: seed, at: call.now)
    try receipt.check()
    clientData.receipts[name] = receipt.answer(identifier)
    return .emptyObject
  }
}
