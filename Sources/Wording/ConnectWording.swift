// What users read of the connection to the bank and of the keeping of logins: the errors of `Connect`, each in one
// sentence with what to do, and the exit code that it leads to.

internal import Archive
package import Connect
internal import Fetch
internal import MonzoAPI

extension CommandError {
  package init(_ error: ConnectError) {
    let message = ConnectWording.text(error)
    self.init(message: message, status: ConnectWording.status(error))
  }
}

/// The words of the connection.
package enum ConnectWording {
  /// The words of any error, for those that show errors of several kinds.
  package static func text(of error: any Error) -> String {
    switch error {
    case let error as CommandError: error.message
    case let error as ConnectError: text(error)
    case let error as AddressError: text(error)
    default: "\(error)"
    }
  }

  /// How a run ends because of an error.
  package static func status(_ error: ConnectError) -> ExitStatus {
    switch error {
    case .apiAddress, .loginAddress, .redirect, .passwordNotTaken, .storeNeedsTerminal: .usage
    case .noStateFolder, .storage, .otherStore, .noTokenFile, .noLoginFromHelper, .helperFailed,
      .helperNotStarted, .helperTooSlow, .helperTooLong,
      .linkOfOtherUser, .ownedByOtherUser, .readableByOthers, .newTokenNotKept, .newLoginNotKept,
      .notRenewed(.storeFailed):
      .localStorage
    case .noToken, .storeKeepsNothing, .notLoggedIn, .otherLogin, .tokenRefused, .notAuthenticated,
      .importedTokenRefused, .denied, .browserLate, .noTokenGiven, .newLoginRefused, .noNewToken:
      .logInAgain
    case .notApproved, .approvalLate: .approveInApp
    case .lockedByOtherRun, .unreached, .blocked, .notRenewed(.unreachable), .notRenewed(.blocked),
      .ownerUnknown(.unreached):
      .unreachable
    case .misunderstood(_, let answer): answer.isNoJSON ? .unreachable : .failed
    case .notRenewed: .logInAgain
    case .approvalUnknown(let error): status(error)
    case .noLibCurl, .noWayBack, .ownerUnknown: .failed
    case .stopped: .interrupted
    }
  }

  /// One sentence, and what to do.
  package static func text(_ error: ConnectError) -> String {
    storeText(error) ?? loginText(error) ?? bankText(error)
  }

  // MARK: Addresses

  /// Why a text is no address of a bank.
  package static func text(_ error: AddressError) -> String {
    func shown(_ text: String) -> String { "'\(text.prefix(200))'" }
    return switch error {
    case .noScheme(let text): "\(shown(text)) is no address such as https://api.monzo.com"
    case .hasUser: "an address of a bank has no user name before the host"
    case .hasMore(let text): "\(shown(text)) has more than a host, a port and a path"
    case .noHostOrPort(let text):
      "\(shown(text)) has no host, or a port that is not from 1 to 65535"
    case .unencrypted(let text):
      "\(shown(text)) would send tokens unencrypted; begin it with https://, "
        + "or use a server on this machine, such as http://127.0.0.1:8912"
    }
  }

  // MARK: Where a login is kept

  private static func storeText(_ error: ConnectError) -> String? {
    switch error {
    case .noStateFolder:
      "no folder for the state of logins: set XDG_STATE_HOME or HOME to a full path"
    case .storage(let error): "\(error)"
    case .otherStore(let text): text
    case .storeKeepsNothing:
      "token_store is 'echo', which saves nothing: set MONZO_ACCESS_TOKEN"
    case .storeNeedsTerminal:
      """
      token_store is 'echo', which needs a terminal on stdout: set MONZO_ACCESS_TOKEN, or choose 'file' \
      or a helper as token_store in the configuration
      """
    case .notLoggedIn(let api): "not logged in to \(api): run 'monzo-export login'"
    case .otherLogin(let store, let api, let wanted):
      """
      \(store) holds a login of \(api), and its token is not sent to \(wanted): choose another \
      token_store in the configuration for this API, or leave it out to have a file for each
      """
    case .noTokenFile(let path):
      """
      \(path): not a token file of monzo-export: remove it and run 'monzo-export login', or name \
      another file as token_store in the configuration
      """
    case .noLoginFromHelper(let name, let bytes):
      """
      \(name): expected the line that monzo-export stored last, found \(bytes) bytes of something else
      """
    case .helperFailed(let name, let verb, let exitCode):
      "\(name) failed to \(verb) the login: it ended with exit code \(exitCode)"
    case .helperTooSlow(let name, let verb, let seconds):
      """
      \(name) did not \(verb) the login within \(seconds) seconds and was stopped: run it by hand with \
      '\(verb)' to see what it waits for
      """
    case .helperTooLong(let name, let bytes):
      """
      \(name) printed more than \(bytes) bytes and was stopped: expected the one line that it was given \
      last, and nothing else
      """
    case .helperNotStarted(let error): "the credential helper of token_store: \(error)"
    case .linkOfOtherUser(let path):
      "\(path): a link that belongs to another user does not lead to tokens: remove it"
    case .ownedByOtherUser(let path, let kind):
      "\(path): the \(word(kind)) belongs to another user: keep tokens in one of your own"
    case .readableByOthers(let path, let kind):
      """
      \(path): other users may read the \(word(kind)), which is for tokens: run \
      'chmod \(kind == .file ? "600" : "700") \(path)', and log in again if somebody may have read it
      """
    case .lockedByOtherRun(let path, let minutes):
      "\(path): another run has been renewing the token for \(minutes) minutes: try again later"
    case .newTokenNotKept(let error, let store):
      """
      \(text(error)); Monzo gave a new token and \(store) still holds the old one: this run continues; \
      run 'monzo-export login' before the next one
      """
    case .newLoginNotKept(let error):
      """
      \(text(error)); the new token could not be saved: solve that, then run 'monzo-export login' again
      """
    default: nil
    }
  }

  private static func word(_ kind: ConnectError.PrivateKind) -> String {
    switch kind {
    case .file: "file"
    case .folder: "folder"
    }
  }
}
