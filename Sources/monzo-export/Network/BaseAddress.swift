// Where the bank is: read once, strictly, and refused before a byte is sent when a token would travel in the
// clear. What is kept is only what was understood, so that nobody behind reads the address otherwise.

import Bytes

/// The beginning of every address of an API: `https://api.monzo.com`.
struct BaseAddress: Equatable, Sendable, CustomStringConvertible {
  /// The host in lower case, as it stands in an address: `api.monzo.com`, `127.0.0.1`, `[::1]`.
  let host: String
  /// The whole address without a `/` at its end.
  let description: String
  /// Whether what is sent is encrypted.
  let isEncrypted: Bool

  /// Whether the host is this machine.
  var isLoopback: Bool { Self.isLoopback(host) }

  /// Why a text is no address to send a token to.
  struct Fault: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  /// Reads an address: HTTPS, or HTTP to this machine.
  init(_ text: String) throws(Fault) {
    let shown = "'\(text.prefix(200))'"
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard ["https", "http"].contains(scheme), text.dropFirst(scheme.count).hasPrefix("://") else {
      throw Fault(description: "\(shown) is no address such as https://api.monzo.com")
    }
    let rest = text.dropFirst(scheme.count + 3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var path = rest.dropFirst(authority.count)
    while path.hasSuffix("/") { path.removeLast() }
    guard !authority.contains("@") else {
      // What stands before the `@` is a password, so the text is not shown.
      throw Fault(description: "an address of a bank has no user name before the host")
    }
    guard path.utf8.allSatisfy(Self.isPathByte) else {
      throw Fault(description: "\(shown) has more than a host, a port and a path")
    }
    guard let (host, port) = Self.hostAndPort(authority.lowercased()) else {
      throw Fault(description: "\(shown) has no host, or a port that is not from 1 to 65535")
    }
    guard scheme == "https" || Self.isLoopback(host) else {
      throw Fault(
        description: "\(shown) would send tokens unencrypted; begin it with https://, "
          + "or use a server on this machine, such as http://127.0.0.1:8912")
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
