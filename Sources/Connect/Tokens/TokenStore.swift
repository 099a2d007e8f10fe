// Where a login is kept between runs. Each kind of store is in a file of its own.

public import Fetch

/// A place that keeps one login.
public protocol TokenStore {
  /// How messages name it, such as `the token file /home/ash/.local/state/…`.
  var name: String { get }
  /// Whether what is saved can be loaded again.
  var keepsLogins: Bool { get }
  /// The login that is kept; nil when there is none.
  func load() throws -> SavedLogin?
  /// Keeps a login in the place of the one before; it is safe when this returns.
  func save(_ login: SavedLogin) throws
  /// Forgets the login.
  func erase() throws
}

extension TokenStore {
  /// A store keeps what it is given, unless it says otherwise.
  public var keepsLogins: Bool { true }
}
