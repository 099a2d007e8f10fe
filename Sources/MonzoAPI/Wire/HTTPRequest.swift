// What goes to the bank, as a value: the shell carries it over HTTPS, the sandbox and the simulation answer
// it in memory.

/// One HTTP request, complete but for the host and the `Authorization` header, which only the carrier knows.
public struct HTTPRequest: Equatable, Sendable {
  /// The methods that the bank's API uses.
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// The method.
  public var method: Method
  /// Path and query, percent-encoded: `/balance?account_id=acc_…`.
  public var target: String
  /// The type of the body; null without one.
  public var contentType: String?
  /// The body; it may hold secrets and is never shown.
  public var body: [UInt8]

  /// Creates a request.
  public init(
    _ method: Method, _ target: String, contentType: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.contentType = contentType
    self.body = body
  }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and target; the body may hold secrets.
  public var description: String { "\(method.rawValue) \(target)" }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// The parts but for the body, of which only the length is reported.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "method": method.rawValue, "target": target, "contentType": contentType as Any,
        "bodyLength": body.count,
      ], displayStyle: .struct)
  }
}
