// What users read of the end of a login at the bank.

package import Connect
internal import Fetch
internal import MonzoAPI

private let inApp = "end it in the Monzo app under Settings > Privacy & security > Manage apps"

extension LogoutReport.End {

  /// How a login at a bank ended, in words.
  package func message(of api: String) -> Message {
    switch self {
    case .ended: .note("logged out of \(api)")
    case .endedBefore: .note("Monzo had already ended this login")
    case .refused(let error):
      .error(
        "Monzo did not end the login (\(error)); the saved login is deleted: \(inApp)", .failed
      )
    case .failed(let error):
      .error(
        "\(ConnectWording.text(error)); the saved login is deleted, but Monzo still has the login: "
          + inApp, ConnectWording.status(error))
    case .expired(nil), .expired(.notRefreshable):
      .note(
        """
        the token had expired and the saved login is deleted; your permission stays in the Monzo \
        app: \(inApp)
        """)
    case .expired(let reason?): Self.expired(reason)
    }
  }

  /// That the login could not be ended at the bank, because the token has run out.
  private static func expired(_ reason: TokenRefresh.Reason) -> Message {
    var status = ExitStatus.failed
    let cause: String
    switch reason {
    case .unreachable(let reason):
      cause = "cannot be renewed now (\(reason))"
      status = .unreachable
    case .blocked(let reason):
      cause = "cannot be renewed (\(reason))"
      status = .unreachable
    case .refused(let error): cause = "is not renewed (\(error))"
    case .noSecret: cause = "is not renewed without the client's secret"
    case .storeFailed, .replaced, .notRefreshable: cause = "could not be renewed"
    }
    return .error(
      """
      the token has expired and \(cause), so Monzo could not end the login; the saved login is deleted, the \
      permission remains: \(inApp)
      """, status)
  }
}
