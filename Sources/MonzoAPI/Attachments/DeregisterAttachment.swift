// `POST /attachment/deregister`: the picture is shown no more.

/// Takes a picture away from its transaction (Monzo docs, "Deregister attachment").
public struct DeregisterAttachment: Endpoint {
  /// The attachment.
  public var id: String

  /// Creates the call.
  public init(id: String) { self.id = id }

  /// The bank answers nothing of interest.
  public typealias Answer = Void

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.post, path: "/attachment/deregister", form: FormFields(["id": id]))
  }
}
