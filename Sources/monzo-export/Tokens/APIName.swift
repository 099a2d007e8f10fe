// The API that a login belongs to: a token of the bank must never go to a sandbox, nor the other way round, so
// every store is for one API, by name and by what it holds.

/// An API by its address.
struct APIName: Equatable, Sendable {
  let base: BaseAddress

  /// Reads an address.
  ///
  /// - Throws: `CommandError` when no token may be sent there.
  init(_ url: String) throws(CommandError) {
    do {
      base = try BaseAddress(url)
    } catch {
      throw CommandError(message: "the bank's API: \(error)", status: .usage)
    }
  }

  /// The address that a login is for, such as `https://api.monzo.com`.
  var origin: String {
    let usual = base.isEncrypted ? ":443" : ":80"
    let address = base.description
    return address.hasSuffix(usual) ? String(address.dropLast(usual.count)) : address
  }

  /// The same as part of a file name, such as `api.monzo.com` or `127.0.0.1-8080`.
  var fileName: String {
    let rest = origin.dropFirst(base.isEncrypted ? 8 : 7)
    return String(
      rest.filter { $0 != "[" && $0 != "]" }.map { $0 == ":" || $0 == "/" ? "-" : $0 })
  }
}
