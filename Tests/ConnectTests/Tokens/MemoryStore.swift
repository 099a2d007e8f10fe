// A token store in memory that can fail.

import Disk
import Fetch

@testable import Connect

/// A store in memory.
final class MemoryStore: TokenStore {
  /// What it throws when it keeps nothing.
  static let full = StorageError(action: "write", path: "token.json", code: 28)

  var login: SavedLogin?
  /// How many more saves succeed; nil for all.
  var savesLeft: Int?
  private(set) var saves = 0

  init(_ login: SavedLogin?) { self.login = login }

  var name: String { "the store of the test" }

  func load() -> SavedLogin? { login }

  func save(_ login: SavedLogin) throws {
    if savesLeft == 0 { throw MemoryStore.full }
    savesLeft = savesLeft.map { $0 - 1 }
    saves += 1
    self.login = login
  }

  func erase() { login = nil }
}
