// `PUT /transaction-receipts`: the one call whose body is JSON.

import Bytes

/// Puts a receipt beside a transaction, or replaces it (Monzo docs, "Create receipt").
public struct CreateReceipt: Endpoint {
  /// The receipt.
  public var receipt: Receipt

  /// Creates the call.
  public init(_ receipt: Receipt) { self.receipt = receipt }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .put, "/transaction-receipts", contentType: "application/json", body: receipt.json)
  }

  /// Reads the bank's id of the receipt; null when it does not say, since its answer may be empty.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> String? {
    try response.check()
    return try? AnswerObject(response).requiredText("receipt_id")
  }
}
