// What comes back from the bank, as a value, and what its header says of time.

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

  /// Whether the body is no answer of the bank, which answers with JSON objects, but a page of a proxy, a firewall or
  /// a network that wants a login first.
  public var isPage: Bool { body.first { $0 > 0x20 }.map { $0 != 0x7B } ?? (status == 407) }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The status and the length of the body, which may hold tokens.
  public var description: String { "HTTP \(status), \(body.count) bytes" }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// The status, the names of the header fields and the length of the body.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "status": status, "headers": headers.keys.sorted(), "bodyLength": body.count,
      ], displayStyle: .struct)
  }
}
