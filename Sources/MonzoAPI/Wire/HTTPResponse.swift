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
