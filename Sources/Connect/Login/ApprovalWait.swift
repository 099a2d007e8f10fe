// After the code was exchanged the token can do nothing until the account holder has approved the login in the app. The
// bank is asked every few seconds; it says `insufficient_permissions` until then.

package import Model
package import MonzoAPI

/// The approval of a login.
package struct Approval: Equatable {
  /// When it was given, at the earliest: what is counted from it ends sooner, not later.
  package let time: Instant
  /// Whether the bank refused the login before: if not, it may have been given at any time.
  package let wasAwaited: Bool
}

/// Waits for the approval in the app.
package struct ApprovalWait {
  /// How long the account holder is given, from the login on.
  static let secondsMax: Int64 = 600
  private static let pollSeconds = 3

  /// How many tokens in a row may run out.
  private static let renewalsMax = 3

  let line: BankLine
  let report: ConnectReport
  /// Gets a newer token for one that has run out, as one from elsewhere may have; nil when there is none to get.
  let renew: () throws -> Secret?

  /// Creates a wait; nothing is asked yet.
  package init(
    line: BankLine, report: @escaping ConnectReport = { _ in },
    renew: @escaping () throws -> Secret? = { nil }
  ) {
    (self.line, self.report, self.renew) = (line, report, renew)
  }

  /// Waits until the bank lists accounts.
  ///
  /// The login is kept already: a bank that fails meanwhile is asked again until the time is over.
  ///
  /// - Returns: the approval.
  /// - Throws: `ConnectError` when the approval does not come.
  package func run(_ first: Secret) throws -> Approval {
    let start = line.now()
    var (token, renewals) = (first, 0)
    var lastRefused: Instant?
    var isReported = false
    while true {
      let asked = line.now()
      var failure: ConnectError?
      var wait = Self.pollSeconds
      switch try line.askOnce(ListAccounts(), token: token) {
      case .answered:
        report(.approvalWaitOver)
        return Approval(time: lastRefused ?? start, wasAwaited: lastRefused != nil)
      case .refused(let error) where error.needsApproval || error.needsVerification:
        if !isReported { report(.approvalNeeded) }
        isReported = true
        lastRefused = asked
      case .refused(let error):
        if error.isExpired, renewals < Self.renewalsMax, let newer = try renew() {
          (token, renewals) = (newer, renewals + 1)
          continue
        }
        throw ConnectError.newLoginRefused(error)
      case .failed(let error): throw ConnectError.approvalUnknown(error)
      case .mayPass(let error, let seconds):
        failure = error
        wait = max(wait, seconds)
      }
      let left = start.seconds + Self.secondsMax - line.now().seconds
      guard left > 0, wait <= left || failure == nil else {
        report(.approvalWaitOver)
        throw failure.map(ConnectError.approvalUnknown)
          ?? .approvalLate(minutes: Int(Self.secondsMax / 60))
      }
      report(.awaitingApproval(secondsLeft: left, isBankFailing: failure != nil))
      try line.sleep(wait)
    }
  }
}
