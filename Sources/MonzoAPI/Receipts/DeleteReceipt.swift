// `DELETE /transaction-receipts`: a receipt goes away.

/// Deletes a receipt (Monzo docs, "Delete receipt").
public struct DeleteReceipt: Endpoint {
  /// The caller's own name for it.
  public var externalID: String

  /// Creates the call.
  public init(externalID: String) { self.externalID = externalID }

  /// The bank answers nothing of interest.
  public typealias Answer = Void

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .delete, path: "/transaction-receipts", query: FormFields(["external_id": externalID]))
  }
}
