// Where the body of a request ends (RFC 9112 §6.3). Two readers who disagree about it are what smuggling
// lives on, so there is one way for each kind of body and no repair of anything else.

import Bytes

/// How the end of a body is reported.
enum BodyFraming: Equatable {
  case none
  case sized(Int)
  case chunked

  static let tooLarge = HTTPError(413, "the body is larger than 8 MiB")

  /// Reads the fields that frame a body.
  init(_ header: HeaderFields, minorVersion: Int) throws(HTTPError) {
    let lengths = header.values(of: "content-length")
    let codings = header.values(of: "transfer-encoding")
    switch (lengths.count, codings.count) {
    case (0, 0): self = .none
    case (1, 0): self = .sized(try Self.length(lengths[0]))
    case (0, 1):
      // Senders of HTTP/1.0 know no transfer coding; one who claims it is not to be trusted (§6.1).
      guard minorVersion >= 1 else { throw HTTPError(400, "HTTP/1.0 has no transfer coding") }
      guard codings[0].asciiLowercased == "chunked" else {
        let isBroken = header.members(of: "transfer-encoding").filter { $0 == "chunked" }.count != 1
        throw HTTPError(isBroken ? 400 : 501, "the only transfer coding here is chunked, once")
      }
      self = .chunked
    case (_, 0): throw HTTPError(400, "there is more than one Content-Length field")
    case (0, _): throw HTTPError(400, "there is more than one Transfer-Encoding field")
    default: throw HTTPError(400, "there are both Content-Length and Transfer-Encoding")
    }
  }

  /// Reads a length: digits and nothing else.
  private static func length(_ text: String) throws(HTTPError) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else {
      throw HTTPError(400, "Content-Length is not a number")
    }
    guard let length = Int(text), length <= HTTPLimits.bodyMax else { throw tooLarge }
    return length
  }
}

/// Reads the line before a chunk, `chunk-size [ chunk-ext ]` (§7.1): hexadecimal digits and nothing else;
/// extensions are passed over.
///
/// - Parameter line: the line without its end.
/// - Returns: the size of the chunk.
/// - Throws: 400 when there is no such size, 413 when no body could hold it.
func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPError) -> Int {
  let bad = HTTPError(400, "a chunk does not begin with its size")
  let digits = line.prefix { hexadecimalValue($0) != nil }
  let rest = line[digits.endIndex...]
  guard !digits.isEmpty, rest.isEmpty || rest.first == 0x3B, rest.allSatisfy(isFieldValueByte)
  else {
    throw bad
  }
  // Sixteen digits would reach past `Int`; nothing near it is ever taken.
  guard digits.count < 16 else { throw BodyFraming.tooLarge }
  return digits.reduce(0) { $0 << 4 | Int(hexadecimalValue($1) ?? 0) }
}

/// Whether a client waits for `100 Continue` (RFC 9110 §10.1.1); HTTP/1.0 does not know it.
///
/// - Parameters:
///   - header: the header of the request.
///   - minorVersion: the digit behind `HTTP/1.`.
/// - Returns: whether to send `100 Continue`.
/// - Throws: 417 when the client expects anything else.
func wantsContinue(_ header: HeaderFields, minorVersion: Int) throws(HTTPError) -> Bool {
  let expectations = header.members(of: "expect")
  guard minorVersion >= 1, !expectations.isEmpty else { return false }
  guard expectations == ["100-continue"] else {
    throw HTTPError(417, "the only expectation that can be met is 100-continue")
  }
  return true
}
