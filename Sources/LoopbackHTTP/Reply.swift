// What a server answers, and how well it gets through: the sandbox's bad networks are made of the second.

/// One answer.
public struct Reply: Equatable, Sendable {
  /// The status code, from 200.
  public var status: Int
  /// The header without the fields that frame the message: they are the server's.
  public var headers: HeaderFields
  /// The body.
  public var body: [UInt8]
  /// How long to wait before the first byte; other connections go on.
  public var delay = Duration.zero
  /// How much of the answer gets through.
  public var delivery = Delivery.whole

  /// How much of an answer gets through.
  public enum Delivery: Equatable, Sendable {
    /// All of it.
    case whole
    /// The first bytes, header included, then an orderly end of the connection.
    ///
    /// An end within the header ends a program that uses URLSession on Linux (Swift 6.3).
    case cut(afterBytes: Int)
    /// The header and the first bytes of the body, then an orderly end of the connection.
    case cutBody(afterBytes: Int)
    /// The first bytes, header included, then a reset of the connection; the reset can overtake them.
    case reset(afterBytes: Int)
    /// Nothing; the connection stays open until the client gives up.
    case never
  }

  /// Creates an answer.
  public init(status: Int, headers: HeaderFields = HeaderFields(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer of plain text.
  public static func text(_ status: Int, _ text: String) -> Reply {
    Reply(
      status: status, headers: HeaderFields([("content-type", "text/plain; charset=utf-8")]),
      body: Array(text.utf8))
  }

  /// The interim answer to a client that waits before it sends its body.
  static let goAhead = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
}
