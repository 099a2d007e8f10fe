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
    case .endedBefore: note("the bank had ended this login already")
    case .refused(let error):
      fault(
        "the bank did not end the login (\(error)): it is forgotten here; \(Self.inApp)", .failed)
    case .failed(let error):
      fault(
        "\(ConnectWording.text(error)); the login is forgotten here, and the bank still has it: "
          + Self.inApp, ConnectWording.status(error))
    case .expired(nil), .expired(.notRefreshable):
      note(
        """
        the token had run out by itself and the login is forgotten here; the access that you gave stays in \
        the Monzo app: \(Self.inApp)
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
    case .refused(let error): cause = "is not renewed (\(error))"
    case .noSecret: cause = "is not renewed without the client's secret"
    case .storeFailed, .replaced, .notRefreshable: cause = "could not be renewed"
    }
    fault(
      """
      the token has run out and \(cause), so the bank could not be told; the login is forgotten here, and the \
      access remains: \(Self.inApp)
      """, status)
  }
}
