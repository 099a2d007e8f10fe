// `GET /transaction-receipts`: a receipt, by its maker's name for it.

public import Model

/// Retrieves a receipt that the client made (Monzo docs, "Retrieve receipt").
public struct RetrieveReceipt: Endpoint {
  /// The caller's own name for it.
  public var externalID: String

  /// Creates the call.
  public init(externalID: String) { self.externalID = externalID }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .get, path: "/transaction-receipts", query: FormFields(["external_id": externalID]))
  }

  /// Reads the receipt: the bank's id and its own bytes.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> RawObject {
    try AnswerObject(response).object("receipt").raw()
  }
}
