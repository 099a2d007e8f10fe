// The token store that needs nothing: a file of the person's own.

import Fetch

/// Keeps a login in a file.
struct FileTokenStore: TokenStore {
  let path: String

  var name: String { "the token file \(path)" }

  func load() throws -> SavedLogin? {
    guard let bytes = try PrivateFile(path: path).read() else { return nil }
    guard let login = SavedLogin(json: bytes) else {
      throw CommandError(
        message: """
          \(path): this is no token file of monzo-export: remove it and log in again with \
          'monzo-export login', or name another file as token_store in the configuration
          """, status: .localStorage)
    }
    return login
  }

  func save(_ login: SavedLogin) throws {
    try PrivateFile(path: path).write(login.json + [0x0A])
  }

  func erase() throws { try PrivateFile(path: path).remove() }
}
