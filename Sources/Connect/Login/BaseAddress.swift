// Where the bank is: read once, strictly, and refused before a byte is sent when a token would travel in the
// clear. What is kept is only what was understood, so that nobody behind reads the address otherwise.

internal import Bytes

/// Why a text is no address to send a token to.
public enum AddressError: Error, Equatable, Sendable {
  /// It does not begin as an address of the web.
  case noScheme(String)
  /// It has a user before the host, and with it perhaps a password: so the text is not kept.
  case hasUser
  /// It has more than a host, a port and a path.
  case hasMore(String)
  /// It has no host, or a port that is none.
  case noHostOrPort(String)
  /// It would send tokens unencrypted to another machine.
  case unencrypted(String)
}

/// The beginning of every address of an API: `https://api.monzo.com`.
public struct BaseAddress: Equatable, Sendable, CustomStringConvertible {
  /// The host in lower case, as it is in an address: `api.monzo.com`, `127.0.0.1`, `[::1]`.
  public let host: String
  /// The whole address without a `/` at its end.
  public let description: String
  /// Whether what is sent is encrypted.
  public let isEncrypted: Bool

  /// Whether the host is this machine.
  public var isLoopback: Bool { Self.isLoopback(host) }

  /// Reads an address: HTTPS, or HTTP to this machine.
  public init(_ text: String) throws(AddressError) {
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard ["https", "http"].contains(scheme), text.dropFirst(scheme.count).hasPrefix("://") else {
      throw .noScheme(text)
    }
    let rest = text.dropFirst(scheme.count + 3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var path = rest.dropFirst(authority.count)
    while path.hasSuffix("/") { path.removeLast() }
    guard !authority.contains("@") else {
      throw .hasUser
    }
    guard path.utf8.allSatisfy(Self.isPathByte) else {
      throw .hasMore(text)
    }
    guard let (host, port) = Self.hostAndPort(authority.lowercased()) else {
      throw .noHostOrPort(text)
    }
    guard scheme == "https" || Self.isLoopback(host) else {
      throw .unencrypted(text)
    }
    self.host = host
    isEncrypted = scheme == "https"
    description = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  /// Takes `host` and `host:port` apart; nil when they are something else.
  private static func hostAndPort(_ authority: String) -> (host: String, port: Int?)? {
    let end =
      authority.hasPrefix("[")
      ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
      : authority.firstIndex(of: ":") ?? authority.endIndex
    guard let end else { return nil }
    let host = authority[..<end]
    guard host.hasPrefix("[") ? isIPv6(host.dropFirst().dropLast()) : isName(host) else {
      return nil
    }
    guard end < authority.endIndex else { return (String(host), nil) }
    let digits = authority[end...].dropFirst()
    guard authority[end] == ":", !digits.isEmpty, digits.utf8.allSatisfy(isDigit),
      let port = Int(digits), 1...65_535 ~= port
    else { return nil }
    return (String(host), port)
  }

  private static func isName(_ host: Substring) -> Bool {
    !host.isEmpty && host.first != "." && host.first != "-"
      && host.utf8.allSatisfy {
        isDigit($0) || 0x61...0x7A ~= $0 || $0 == 0x2D || $0 == 0x2E
      }
  }

  private static func isIPv6(_ host: Substring) -> Bool {
    host.contains(":") && host.utf8.allSatisfy { hexadecimalValue($0) != nil || $0 == 0x3A }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || 0x61...0x7A ~= byte | 0x20 || [0x2D, 0x2E, 0x2F, 0x5F, 0x7E].contains(byte)
  }

  /// Whether a host is this machine: 127.0.0.0/8 in four plain decimals, `::1` or `localhost` (RFC 8252 §8.3).
  ///
  /// Other spellings of the same numbers, such as `127.1` or `0x7f.1`, are read differently by different
  /// programs and are not taken.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        part.count <= 3 && part.utf8.allSatisfy(isDigit) && (part == "0" || part.first != "0")
          && (Int(part) ?? 256) < 256
      }
  }
}
