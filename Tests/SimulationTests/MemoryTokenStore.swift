// A token store in memory, which may refuse to keep what it is given.

import Fetch
import MonzoAPI

@testable import Connect

/// Keeps one login.
final class MemoryTokenStore: TokenStore {
  let name = "the token store"
  /// What is kept.
  private(set) var login: SavedLogin?
  /// How many saves still work; nil for all.
  var savesLeft: Int?
  /// Whether a save has failed since this was last said to be false.
  var hasFailed = false

  func load() throws -> SavedLogin? { login }

  func save(_ login: SavedLogin) throws {
    if let left = savesLeft {
      guard left > 0 else {
        hasFailed = true
        throw ConnectError.otherStore("the token store keeps nothing")
      }
      savesLeft = left - 1
    }
    self.login = login
  }

  func erase() throws { login = nil }
}
