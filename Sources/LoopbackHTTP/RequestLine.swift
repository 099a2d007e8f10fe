// The lines of a request's header: the request line (RFC 9112 §3) and the field lines (§5).

import Bytes

/// Method, target and version.
struct RequestLine: Sendable {
  var method = ""
  var target = ""
  var minorVersion = 1
  /// The authority of a target in absolute form: it takes the place of the Host field (§3.2.2).
  private var authority: String?

  init() {}

  /// Reads `method SP request-target SP HTTP-version`; other white space is refused.
  init(_ line: ArraySlice<UInt8>) throws(HTTPError) {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte) else {
      throw HTTPError(400, "the request line is not `method target version`")
    }
    // No control character, nothing beyond ASCII, and no fragment, which is the client's own business.
    guard parts[1].allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x23 }) else {
      throw HTTPError(400, "the target has characters that a URL must percent-encode")
    }
    method = String(decoding: parts[0], as: UTF8.self)
    minorVersion = try Self.minorVersion(parts[2])
    try take(target: parts[1])
  }

  /// Reads `HTTP/1.x` (§2.3): a higher minor version is answered as 1.1, another major version is refused.
  private static func minorVersion(_ text: ArraySlice<UInt8>) throws(HTTPError) -> Int {
    let text = Array(text)
    guard text.count == 8, text.starts(with: "HTTP/".utf8), isDigit(text[5]), text[6] == 0x2E,
      isDigit(text[7])
    else { throw HTTPError(400, "the request line does not end with an HTTP version") }
    guard text[5] == 0x31 else {
      throw HTTPError(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
    }
    return text[7] == 0x30 ? 0 : 1
  }

  /// Takes a target in origin form, absolute form or asterisk form (§3.2).
  private mutating func take(target text: ArraySlice<UInt8>) throws(HTTPError) {
    let target = String(decoding: text, as: UTF8.self)
    let scheme = "http://"
    if method == "CONNECT" {
      throw HTTPError(501, "this server is no proxy")
    } else if target.hasPrefix("/") || (target == "*" && method == "OPTIONS") {
      self.target = target
    } else if target.asciiLowercased.hasPrefix(scheme) {
      let rest = target.dropFirst(scheme.count)
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      let path = rest.dropFirst(authority.count)
      self.authority = String(authority)
      self.target = path.hasPrefix("/") ? String(path) : "/\(path)"
    } else {
      throw HTTPError(400, "the target does not begin with `/`")
    }
  }

  /// Checks the Host field (§3.2): exactly one, in HTTP/1.0 none is enough.
  ///
  /// - Parameter header: the header as it came.
  /// - Returns: the header with the host that the request is for.
  /// - Throws: 400 when the host is not reported once.
  func settled(_ header: HeaderFields) throws(HTTPError) -> HeaderFields {
    let hosts = header.values(of: "host")
    guard hosts.count <= 1 else { throw HTTPError(400, "there is more than one Host field") }
    guard hosts.count == 1 || minorVersion == 0 else {
      throw HTTPError(400, "there is no Host field")
    }
    guard let authority else { return header }
    var settled = HeaderFields([("host", authority)])
    for field in header.fields where field.name != "host" {
      settled.append(field.name, field.value)
    }
    return settled
  }
}

/// Reads `field-name ":" OWS field-value OWS` (§5.1).
///
/// A name with white space behind it and a line that continues the one before it (obs-fold, §5.2) are two
/// ways to hide a field from one of two readers: both are refused.
///
/// - Parameter line: the line without its end.
/// - Returns: the name as it is and the value without the white space around it.
/// - Throws: 400 when the line is anything else.
func fieldLine(_ line: ArraySlice<UInt8>) throws(HTTPError) -> (name: String, value: String) {
  if let first = line.first, isBlank(first) {
    throw HTTPError(400, "a field goes on in a second line")
  }
  guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
    line[..<colon].allSatisfy(isTokenByte)
  else { throw HTTPError(400, "a field line is not `name: value`") }
  var value = line[(colon + 1)...]
  while let first = value.first, isBlank(first) { value.removeFirst() }
  while let last = value.last, isBlank(last) { value.removeLast() }
  guard value.allSatisfy(isFieldValueByte) else {
    throw HTTPError(400, "a field value has a control character")
  }
  return (
    String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)
  )
}
