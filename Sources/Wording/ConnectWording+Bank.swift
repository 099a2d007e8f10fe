// What users read when the bank, its page for logging in or the approval in the app is in the way.

import Connect
import Fetch
import MonzoAPI

extension ConnectWording {
  /// Errors on the way to a new login.
  static func loginText(_ error: ConnectError) -> String? {
    switch error {
    case .apiAddress(let error): "the API address: \(text(error))"
    case .loginAddress(let error): "the login page's address: \(text(error))"
    case .redirect(let text):
      "redirect '\(text)': no address for a browser, expected one such as \(RedirectAddress.usual)"
    case .noToken(let source, .answer):
      "\(source): no token, expected an answer of /oauth2/token, which has an access_token"
    case .noToken(let source, .answerOrToken):
      "\(source): no token, expected the JSON of /oauth2/token, or an access token alone on one line"
    case .noToken(let source, .token):
      "\(source): no access token, expected one word of letters, digits and signs"
    case .importedTokenRefused(let source, let error):
      """
      Monzo does not accept the token from \(source == "-" ? "stdin" : source) (\(error)): nothing has changed
      """
    case .passwordNotTaken(let api):
      """
      --password is for servers of the 2015 API, on this machine or mini.mondobank.io: \(api) is \
      none, and a password must not go there
      """
    case .noWayBack(let redirect):
      """
      the browser's answer cannot arrive: this program does not listen at \(redirect), and stdin has \
      ended; free the port, or paste the address at a terminal
      """
    case .denied(let reason):
      "Monzo's login page ended the login with \(word(reason)): run 'monzo-export login' to try again"
    case .browserLate(let minutes):
      """
      no answer from the browser within \(minutes) minutes; nothing has changed: run \
      'monzo-export login' to try again
      """
    case .noTokenGiven(let error):
      """
      Monzo gave no token (\(error)): check that the client id, client secret and redirect address match \
      those on https://developers.monzo.com, then run 'monzo-export login' again
      """
    case .newLoginRefused(let error):
      "Monzo does not accept the new login (\(error)): run 'monzo-export login' again"
    case .approvalLate(let minutes):
      """
      the login was not approved in the Monzo app within \(minutes) minutes: approve it \
      and run 'monzo-export fetch', or run 'monzo-export login' again
      """
    case .approvalUnknown(let error):
      """
      \(text(error)); the new login is saved: approve it in the Monzo app and run 'monzo-export fetch', \
      or run 'monzo-export login' again for the full history
      """
    default: nil
    }
  }

  /// Errors of the bank, and of the login that is used.
  static func bankText(_ error: ConnectError) -> String {
    switch error {
    case .noLibCurl(let name, let problem): text(name, problem)
    case .unreached(let reason): "\(reason): try again later"
    case .blocked(let reason): reason
    case .misunderstood(let request, let answer):
      "unexpected answer from Monzo to \(request): \(answer)"
    case .tokenRefused(let error):
      "Monzo does not accept the token (\(error)): \(cause(error)); run 'monzo-export login'"
    case .notApproved(let error):
      """
      this login is not approved (\(error)): approve it in the Monzo app, or extend it there \
      under Settings > Privacy & security > Manage apps > Refresh permissions
      """
    case .notAuthenticated: "Monzo does not accept this login: run 'monzo-export login'"
    case .notRenewed(let reason): text(reason)
    case .ownerUnknown(let problem):
      """
      Monzo did not say whose token this is, and an archive belongs to one user, so nothing was \
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
      ? "somebody logged in elsewhere with the same client" : "the login is no longer valid"
  }

  private static func text(_ problem: ConnectError.OwnerProblem) -> String {
    switch problem {
    case .unnamed: "its answer names no user"
    case .unreached(let error): text(error)
    case .refused(let error): "\(error)"
    }
  }

  /// Why requests cannot be sent from this machine.
  private static func text(_ name: String, _ problem: ConnectError.LibCurlProblem) -> String {
    let why =
      switch problem {
      case .missing: "\(name) cannot be loaded"
      case .foreign: "\(name) is no libcurl of 7.68 or later"
      case .old(let version, let wanted):
        "\(name) is version \(version), and \(wanted) is the oldest that works"
      case .doesNotStart: "\(name) does not start"
      }
    return """
      cannot send requests to the bank: \(why); install libcurl \
      (Debian and Ubuntu: apt install libcurl4; Fedora: dnf install libcurl)
      """
  }

  /// Why there is no new token.
  private static func text(_ reason: TokenRefresh.Reason) -> String {
    switch reason {
    case .notRefreshable:
      """
      the access token has expired and has no refresh token: run 'monzo-export login'; only a \
      confidential client gets refresh tokens
      """
    case .noSecret:
      """
      the access token has expired and the client secret is not known: set MONZO_CLIENT_SECRET or \
      client_secret in the configuration, or run 'monzo-export login'
      """
    case .replaced:
      """
      another login was saved during this run: run the command again, or run 'monzo-export login'
      """
    case .refused(let error):
      "Monzo did not renew the access token (\(error)): run 'monzo-export login'"
    case .unreachable(let reason):
      "the access token cannot be renewed now (\(reason)): try again later"
    case .blocked(let reason): "the access token cannot be renewed: \(reason)"
    case .storeFailed: "the access token could not be renewed"
    }
  }
}
