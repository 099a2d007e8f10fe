// The token store of users who keep secrets themselves: the token is shown once, and never kept.

import Archive
import Connect
import Fetch
import MonzoAPI

/// Shows an access token on the terminal.
struct EchoTokenStore: TokenStore {
  let console: Console

  var name: String { "the terminal" }
  var keepsLogins: Bool { false }

  /// There never is a login; without a terminal that is found out here, before anybody logs in.
  func load() throws -> SavedLogin? {
    guard console.output.isTerminal else {
      throw CommandError(
        message: """
          token_store is 'echo', which shows tokens on a terminal only, and stdout is none: give a token \
          in MONZO_ACCESS_TOKEN, or choose 'file' or a helper as token_store in the configuration
          """, status: .usage)
    }
    return nil
  }

  func save(_ login: SavedLogin) throws {
    guard try load() == nil, let token = login.token else { return }
    console.note("the access token, shown this once; give it to other runs in MONZO_ACCESS_TOKEN:")
    try console.print(token.access.reveal())
  }

  func erase() {}
}
