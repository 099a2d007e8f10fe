// Where the bank sends the browser back to after a login: an address of this machine, where a server waits for
// it (RFC 8252 §7.3), or one of the user's own, which then is pasted.

public import Fetch
internal import Foundation

/// A redirect address, exactly as it was registered with the client.
public struct RedirectAddress: Equatable, Sendable {
  /// The one that is registered unless the configuration says otherwise.
  public static let usual = "http://127.0.0.1:8912/callback"

  /// The address itself.
  public let text: String
  /// The port to wait at; nil when the browser does not come back to where this program listens.
  public let port: UInt16?
  private let path: String

  /// Reads an address.
  ///
  /// - Throws: `ConnectError` when a browser cannot be sent there.
  public init(_ text: String) throws(ConnectError) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host?.lowercased(), !host.isEmpty,
      parts.fragment == nil, parts.port.map({ 1...65_535 ~= $0 }) ?? true
    else {
      throw .redirect(text)
    }
    self.text = text
    path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    // The server listens at 127.0.0.1 alone: a browser that is sent to `[::1]` finds nobody there.
    let isHere = scheme == "http" && ["127.0.0.1", "localhost"].contains(host)
    port = isHere ? UInt16(parts.port ?? 80) : nil
  }

  /// What a request to the server brings back; nil when it is for another path.
  public func arguments(ofTarget target: String) -> CallbackArguments? {
    let parts = target.utf8.split(
      separator: 0x3F, maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, Substring(first) == path else { return nil }
    return CallbackArguments(query: parts.count > 1 ? String(Substring(parts[1])) : "")
  }

  /// What an address that was pasted brings back; nil when it is another one.
  public func arguments(ofPasted line: String) -> CallbackArguments? {
    let quotes: Set<Character> = ["'", "\"", "<", ">"]
    let address = String(line.filter { !quotes.contains($0) && !$0.isWhitespace })
    guard address.hasPrefix(text), let mark = address.utf8.firstIndex(of: 0x3F),
      address.utf8.distance(from: address.startIndex, to: mark) >= text.utf8.count
    else { return nil }
    let query = address[address.utf8.index(after: mark)...].prefix { $0 != "#" }
    return CallbackArguments(query: String(query))
  }
}
