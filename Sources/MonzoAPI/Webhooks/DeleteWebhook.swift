// `DELETE /webhooks/ID`: an address is reported no more.

/// Deletes a webhook (Monzo docs, "Deleting a webhook").
public struct DeleteWebhook: Endpoint {
  /// The webhook.
  public var id: String

  /// Creates the call.
  public init(id: String) { self.id = id }

  /// The bank answers nothing of interest.
  public typealias Answer = Void

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.delete, path: "/webhooks/\(PercentEncoding.encode(id))")
  }
}
