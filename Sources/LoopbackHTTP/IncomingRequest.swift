// What a client asked for, after the parser found nothing wrong with it.

/// One request, complete.
public struct IncomingRequest: Equatable, Sendable {
  /// The method as it was sent: `GET`.
  public let method: String
  /// Path and query as they were sent, percent-encoded: `/callback?code=…`.
  public let target: String
  /// The digit behind `HTTP/1.`.
  public let minorVersion: Int
  /// The header; `host` is what the request is for, whichever way it was given.
  public let headers: HeaderFields
  /// The body, decoded of its transfer coding.
  public let body: [UInt8]

  /// Creates a request.
  public init(
    method: String, target: String, minorVersion: Int = 1, headers: HeaderFields = HeaderFields(),
    body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.minorVersion = minorVersion
    self.headers = headers
    self.body = body
  }

  /// Whether the client wants to send another request on the same connection (RFC 9112 §9.3).
  public var keepsAlive: Bool {
    let options = headers.members(of: "connection")
    if options.contains("close") { return false }
    return minorVersion >= 1 || options.contains("keep-alive")
  }
}
