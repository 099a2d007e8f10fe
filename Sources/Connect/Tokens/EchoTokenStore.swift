// The token store of users who keep secrets themselves: the token is shown once, and never kept.

public import Fetch
public import MonzoAPI

/// Shows an access token on the terminal.
public struct EchoTokenStore: TokenStore {
  private let isTerminal: Bool
  private let show: (Secret) throws -> Void

  /// Creates a store.
  ///
  /// - Parameters:
  ///   - isTerminal: whether there is a terminal to show tokens on.
  ///   - show: shows a token.
  public init(isTerminal: Bool, show: @escaping (Secret) throws -> Void) {
    (self.isTerminal, self.show) = (isTerminal, show)
  }

  /// How messages name it.
  public var name: String { "the terminal" }
  /// Nothing can be loaded again.
  public var keepsLogins: Bool { false }

  /// There never is a login; that there is no terminal is found out here, before anybody logs in.
  public func load() throws -> SavedLogin? {
    guard isTerminal else { throw ConnectError.storeNeedsTerminal }
    return nil
  }

  /// Shows the token.
  public func save(_ login: SavedLogin) throws {
    guard try load() == nil, let token = login.token else { return }
    try show(token.access)
  }

  /// Nothing is to be forgotten.
  public func erase() {}
}
