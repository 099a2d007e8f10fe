// `GET /transactions/ID`: one row.

public import Model

/// Retrieves a transaction (Monzo docs, "Retrieve transaction").
public struct RetrieveTransaction: Endpoint {
  /// The transaction.
  public var id: String
  /// Whether its merchant comes whole and not only as an id.
  public var expandsMerchant: Bool

  /// Creates the call.
  public init(id: String, expandsMerchant: Bool = true) {
    self.id = id
    self.expandsMerchant = expandsMerchant
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .get, path: "/transactions/\(PercentEncoding.encode(id))",
      query: FormFields(["expand[]": expandsMerchant ? "merchant" : nil]))
  }

  /// Reads the row.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> RawTransaction {
    try AnswerObject(response).object("transaction").transaction()
  }
}
