// Where a login is kept between runs. Each kind of store stands in a file of its own.

import Fetch
import MonzoAPI

/// A place that keeps one login.
protocol TokenStore {
  /// How messages name it, such as `the token file /home/ash/.local/state/…`.
  var name: String { get }
  /// The login that is kept; nil when there is none.
  func load() throws -> SavedLogin?
  /// Keeps a login in the place of the one before; it is safe when this returns.
  func save(_ login: SavedLogin) throws
  /// Forgets the login.
  func erase() throws
}
