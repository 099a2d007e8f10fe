// The token store that needs nothing: a file of the user's own.

public import Fetch

/// Keeps a login in a file.
public struct FileTokenStore: TokenStore {
  /// The file.
  public let path: String

  /// Names the file; it is neither read nor made.
  public init(path: String) { self.path = path }

  /// How messages name it.
  public var name: String { "the token file \(path)" }

  /// The login in the file; nil when there is no file.
  public func load() throws -> SavedLogin? {
    guard let bytes = try PrivateFile(path: path).read() else { return nil }
    guard let login = SavedLogin(json: bytes) else { throw ConnectError.noTokenFile(path: path) }
    return login
  }

  /// Puts a login in the place of what the file held.
  public func save(_ login: SavedLogin) throws {
    try PrivateFile(path: path).write(login.json + [0x0A])
  }

  /// Removes the file.
  public func erase() throws { try PrivateFile(path: path).remove() }
}
