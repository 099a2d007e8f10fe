// The API that a login belongs to: a token of the bank must never go to a sandbox, nor the other way round, so
// every store is for one API, by name and by what it holds.

/// An API by its address.
public struct APIName: Equatable, Sendable {
  /// Where the API is.
  public let base: BaseAddress

  /// Reads an address.
  ///
  /// - Throws: `ConnectError` when no token may be sent there.
  public init(_ url: String) throws(ConnectError) {
    do {
      base = try BaseAddress(url)
    } catch {
      throw .apiAddress(error)
    }
  }

  /// The address that a login is for, such as `https://api.monzo.com`.
  public var origin: String {
    let usual = base.isEncrypted ? ":443" : ":80"
    let address = base.description
    return address.hasSuffix(usual) ? String(address.dropLast(usual.count)) : address
  }

  /// The same as part of a file name, such as `api.monzo.com` or `127.0.0.1-8080`.
  public var fileName: String {
    let rest = origin.dropFirst(base.isEncrypted ? 8 : 7)
    return String(
      rest.filter { $0 != "[" && $0 != "]" }.map { $0 == ":" || $0 == "/" ? "-" : $0 })
  }

  /// Whether a name and a password may be sent there: only to servers of the 2015 API, which know nothing better.
  public var takesPasswords: Bool { base.isLoopback || base.host == "mini.mondobank.io" }
}
