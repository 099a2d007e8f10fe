// After the code was exchanged the token can do nothing until the person has approved the login in the app. The
// bank is asked every few seconds; it says `insufficient_permissions` until then.

import Model
import MonzoAPI

/// The approval of a login.
struct Approval: Equatable {
  /// When it was given, at the earliest: what is counted from it ends sooner, not later.
  let time: Instant
  /// Whether the bank refused the login before: if not, it may have been given at any time.
  let wasAwaited: Bool
}

/// Waits for the approval in the app.
struct ApprovalWait {
  /// How long a person is given, from the login on.
  static let secondsMax: Int64 = 600
  private static let pollSeconds = 3

  /// How many tokens in a row may run out.
  private static let renewalsMax = 3

  let line: BankLine
  let console: Console
  /// Gets a newer token for one that has run out, as one from elsewhere may have; nil when there is none to get.
  var renew: () throws -> Secret? = { nil }

  /// Waits until the bank lists accounts.
  ///
  /// The login is kept already: a bank that fails meanwhile is asked again until the time is over.
  ///
  /// - Returns: the approval.
  /// - Throws: `CommandError` when the approval does not come.
  func run(_ first: Secret) throws -> Approval {
    let start = line.now()
    var (token, renewals) = (first, 0)
    var lastRefused: Instant?
    var isTold = false
    while true {
      let asked = line.now()
      var failure: CommandError?
      var wait = Self.pollSeconds
      switch try line.askOnce(ListAccounts(), token: token) {
      case .answered:
        console.progress(nil)
        return Approval(time: lastRefused ?? start, wasAwaited: lastRefused != nil)
      case .refused(let error) where error.needsApproval || error.needsVerification:
        if !isTold {
          console.note("now open the Monzo app and approve the access there; waiting for it")
        }
        isTold = true
        lastRefused = asked
      case .refused(let error):
        if error.isExpired, renewals < Self.renewalsMax, let newer = try renew() {
          (token, renewals) = (newer, renewals + 1)
          continue
        }
        throw CommandError(
          message: "the bank refuses the new login (\(error)): run 'monzo-export login' again",
          status: .logInAgain)
      case .failed(let refusal): throw Self.unreached(refusal)
      case .mayPass(let refusal, let seconds):
        failure = refusal
        wait = max(wait, seconds)
      }
      let left = start.seconds + Self.secondsMax - line.now().seconds
      guard left > 0, wait <= left || failure == nil else {
        console.progress(nil)
        throw failure.map(Self.unreached) ?? Self.unapproved
      }
      console.progress(
        "waiting for the \(failure == nil ? "approval in the Monzo app" : "bank, which fails now"), "
          + "\(left / 60) min \(left % 60) s left")
      try line.sleep(wait)
    }
  }

  private static let unapproved = CommandError(
    message: """
      the access was not approved in the Monzo app within \(secondsMax / 60) minutes: approve it \
      and run 'monzo-export fetch', or run 'monzo-export login' again
      """, status: .approveInApp)

  /// What is told when the bank does not answer in time.
  private static func unreached(_ refusal: CommandError) -> CommandError {
    CommandError(
      message: """
        \(refusal.message); the new login is kept: approve it in the Monzo app and run 'monzo-export fetch', \
        or run 'monzo-export login' again for all of the history
        """, status: refusal.status)
  }
}
