// What users read when the bank, its page for logging in or the approval in the app is in the way.

import Connect
import Fetch
import MonzoAPI

extension ConnectWording {
  /// Errors on the way to a new login.
  static func loginText(_ error: ConnectError) -> String? {
    switch error {
    case .apiAddress(let error): "the bank's API: \(text(error))"
    case .loginAddress(let error): "the bank's page for logging in: \(text(error))"
    case .redirect(let text):
      "redirect '\(text)': no address for a browser, expected one such as \(RedirectAddress.usual)"
    case .noToken(let source, .answer):
      "\(source): no token, expected an answer of /oauth2/token, which has an access_token"
    case .noToken(let source, .answerOrToken):
      "\(source): no token, expected the JSON of /oauth2/token, or an access token alone on one line"
    case .importedTokenRefused(let source, let error):
      """
      the bank refuses the token of \(source == "-" ? "stdin" : source) (\(error)): nothing has changed
      """
    case .passwordNotTaken(let api):
      """
      --password is for servers of the 2015 API, on this machine or mini.mondobank.io: \(api) is \
      none, and a password must not go there
      """
    case .noWayBack(let redirect):
      """
      nothing can bring the answer of the bank: no server listens at \(redirect), and stdin has \
      ended; free the port, or paste the address at a terminal
      """
    case .denied(let reason):
      "the bank's page ended the login with \(word(reason)): run 'monzo-export login' to try again"
    case .browserLate(let minutes):
      """
      the browser has not come back within \(minutes) minutes; nothing has changed: \
      run 'monzo-export login' to try again
      """
    case .noTokenGiven(let error):
      """
      the bank gives no token (\(error)): look whether client id, client secret and redirect address are \
      those of https://developers.monzo.com, and run 'monzo-export login' again
      """
    case .newLoginRefused(let error):
      "the bank refuses the new login (\(error)): run 'monzo-export login' again"
    case .approvalLate(let minutes):
      """
      the access was not approved in the Monzo app within \(minutes) minutes: approve it \
      and run 'monzo-export fetch', or run 'monzo-export login' again
      """
    case .approvalUnknown(let error):
      """
      \(text(error)); the new login is kept: approve it in the Monzo app and run 'monzo-export fetch', \
      or run 'monzo-export login' again for all of the history
      """
    default: nil
    }
  }

  /// Errors of the bank, and of the login that is used.
  static func bankText(_ error: ConnectError) -> String {
    switch error {
    case .unreached(let reason): "\(reason): try again later"
    case .misunderstood(let request, let answer):
      "the bank's answer to \(request) makes no sense: \(answer)"
    case .tokenRefused(let error):
      "the bank refuses the token (\(error)): \(cause(error)); run 'monzo-export login'"
    case .notApproved(let error):
      """
      the bank does not let this login in (\(error)): approve it in the Monzo app, or extend it there \
      under Settings > Privacy & security > Manage apps > Refresh permissions
      """
    case .notAuthenticated: "the bank does not accept this login: run 'monzo-export login'"
    case .notRenewed(let reason): text(reason)
    case .ownerUnknown(let problem):
      """
      the bank does not tell whose token this is, and an archive is one person's, so nothing was \
      fetched: \(text(problem))
      """
    case .stopped: "stopped; nothing was fetched yet, and the archive is as it was"
    default: "\(error)"
    }
  }

  /// OAuth's word for why a login ended, if it is one.
  private static func word(_ reason: String) -> String {
    reason.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x5F } ? reason : "an error"
  }

  private static func cause(_ error: BankError) -> String {
    error.isEvicted
      ? "somebody logged in elsewhere with the same client" : "the login is no longer good"
  }

  private static func text(_ problem: ConnectError.OwnerProblem) -> String {
    switch problem {
    case .unnamed: "its answer names no user"
    case .unreached(let error): text(error)
    case .refused(let error): "\(error)"
    }
  }

  /// Why there is no new token.
  private static func text(_ reason: TokenRefresh.Reason) -> String {
    switch reason {
    case .notRefreshable:
      """
      the access token has run out and came without a refresh token: log in again with \
      'monzo-export login'; only a confidential client is given refresh tokens
      """
    case .noSecret:
      """
      the access token has run out and the client's secret is not known: set MONZO_CLIENT_SECRET \
      or client_secret in the configuration, or log in again with 'monzo-export login'
      """
    case .replaced:
      """
      the token store now holds another login than this run began with: run the command again, \
      or log in with 'monzo-export login'
      """
    case .refused(let error):
      "the bank does not renew the access token (\(error)): log in again with 'monzo-export login'"
    case .unreachable(let reason):
      "the access token cannot be renewed now (\(reason)): try again later"
    case .storeFailed: "the access token could not be renewed"
    }
  }
}
