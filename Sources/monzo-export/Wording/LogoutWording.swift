// What users read of the end of a login at the bank.

import Connect
import Fetch
import MonzoAPI

extension Console {
  private static let inApp =
    "end it in the Monzo app under Settings > Privacy & security > Manage apps"

  func show(_ end: LogoutReport.End, of api: String) {
    switch end {
    case .ended: note("logged out of \(api)")
    case .endedBefore: note("Monzo had already ended this login")
    case .refused(let error):
      fault(
        "Monzo did not end the login (\(error)); the saved login is deleted: \(Self.inApp)", .failed
      )
    case .failed(let error):
      fault(
        "\(ConnectWording.text(error)); the saved login is deleted, but Monzo still has the login: "
          + Self.inApp, ConnectWording.status(error))
    case .expired(nil), .expired(.notRefreshable):
      note(
        """
        the token had expired and the saved login is deleted; your permission stays in the Monzo \
        app: \(Self.inApp)
        """)
    case .expired(let reason?): showExpired(reason)
    }
  }

  /// Shows that the login could not be ended at the bank, because the token has run out.
  private func showExpired(_ reason: TokenRefresh.Reason) {
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
    fault(
      """
      the token has expired and \(cause), so Monzo could not end the login; the saved login is deleted, the \
      permission remains: \(Self.inApp)
      """, status)
  }
}
