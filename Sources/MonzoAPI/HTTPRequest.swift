// What goes to the bank and what comes back, as values: the shell carries them over HTTPS, the sandbox and
// the simulation answer them in memory.

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

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible {
  /// Method and target; the body may hold secrets.
  public var description: String { "\(method.rawValue) \(target)" }
  /// The same as `description`.
  public var debugDescription: String { description }
}

/// One HTTP answer.
public struct HTTPResponse: Equatable, Sendable {
  /// The status code.
  public var status: Int
  /// Header fields by lower-case name.
  public var headers: [String: String]
  /// The body, decoded of any transfer or content coding.
  public var body: [UInt8]

  /// Creates an answer.
  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
