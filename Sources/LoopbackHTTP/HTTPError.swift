// What can be wrong with a request, as the status to answer and a reason for whoever reads it.

/// A request that is refused before anybody looks at what it wants; the connection cannot go on after it.
public struct HTTPError: Error, Equatable, Sendable {
  /// The status to answer.
  public let status: Int
  /// What is wrong, for people.
  public let reason: String

  /// Creates an error.
  public init(_ status: Int, _ reason: String) {
    self.status = status
    self.reason = reason
  }

  /// The answer to give.
  public var reply: Reply { .text(status, "\(status) \(statusText(status)): \(reason)\n") }
}

/// The words for a status (RFC 9110 §15); they are for people, no client reads them.
///
/// - Parameter status: the status code.
/// - Returns: the words; the class of the status where it has none of its own here.
func statusText(_ status: Int) -> String {
  switch status {
  case 100: "Continue"
  case 200: "OK"
  case 201: "Created"
  case 202: "Accepted"
  case 204: "No Content"
  case 301: "Moved Permanently"
  case 302: "Found"
  case 303: "See Other"
  case 304: "Not Modified"
  case 307: "Temporary Redirect"
  case 308: "Permanent Redirect"
  case 400: "Bad Request"
  case 401: "Unauthorized"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 406: "Not Acceptable"
  case 408: "Request Timeout"
  case 409: "Conflict"
  case 413: "Content Too Large"
  case 414: "URI Too Long"
  case 417: "Expectation Failed"
  case 421: "Misdirected Request"
  case 422: "Unprocessable Content"
  case 429: "Too Many Requests"
  case 431: "Request Header Fields Too Large"
  case 500: "Internal Server Error"
  case 501: "Not Implemented"
  case 502: "Bad Gateway"
  case 503: "Service Unavailable"
  case 504: "Gateway Timeout"
  case 505: "HTTP Version Not Supported"
  case 200..<300: "Success"
  case 300..<400: "Redirection"
  case 400..<500: "Client Error"
  default: "Server Error"
  }
}
