// What people are told when a token cannot be kept, found or renewed: what is wrong, and what to do.

import Fetch
import MonzoAPI

extension CommandError {
  /// Why there is no new token; nil when it was told already.
  init?(_ reason: TokenRefresh.Reason) {
    switch reason {
    case .notRefreshable:
      self.init(
        message: """
          the access token has run out and came without a refresh token: log in again with \
          'monzo-export login'; only a confidential client is given refresh tokens
          """, status: .logInAgain)
    case .noSecret:
      self.init(
        message: """
          the access token has run out and the client's secret is not known: set MONZO_CLIENT_SECRET \
          or client_secret in the configuration, or log in again with 'monzo-export login'
          """, status: .logInAgain)
    case .replaced:
      self.init(
        message: """
          the token store now holds another login than this run began with: run the command again, \
          or log in with 'monzo-export login'
          """, status: .logInAgain)
    case .refused(let error):
      self.init(
        message: """
          the bank does not renew the access token (\(error)): log in again with 'monzo-export login'
          """, status: .logInAgain)
    case .unreachable(let reason):
      self.init(
        message: "the access token cannot be renewed now (\(reason)): try again later",
        status: .unreachable)
    case .storeFailed: return nil
    }
  }

  /// A store that does not work.
  ///
  /// - Parameters:
  ///   - error: what it said.
  ///   - name: the store, when a new token is lost with it unless this run is the last.
  init(storing error: any Error, losing name: String? = nil) {
    let refusal = error as? CommandError
    let reason = refusal?.message ?? "\(error)"
    guard let name else {
      self.init(message: reason, status: refusal?.status ?? .localStorage)
      return
    }
    self.init(
      message: """
        \(reason); the bank has given a new token and \(name) still holds the old one: this run goes on, \
        the next one needs a new login with 'monzo-export login'
        """, status: .localStorage)
  }
}
