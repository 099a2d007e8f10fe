// After the code was exchanged the token can do nothing until the person has approved the login in the app. The
// bank is asked every few seconds; it says `insufficient_permissions` until then.

import Model
import MonzoAPI

/// Waits for the approval in the app.
struct ApprovalWait {
  /// How long a person is given, from the login on.
  static let secondsMax: Int64 = 600
  private static let pollSeconds = 3

  let line: BankLine
  let console: Console

  /// Waits until the bank lists accounts.
  ///
  /// - Returns: when the approval was given, at the earliest: what is counted from it ends sooner, not later.
  /// - Throws: `Refusal` when the approval does not come.
  func run(_ token: Secret) throws -> Instant {
    let start = line.now()
    var lastRefused = start
    while true {
      let asked = line.now()
      do {
        _ = try line.ask(ListAccounts(), token: token)
        console.progress(nil)
        return lastRefused
      } catch let error as BankError where error.needsApproval || error.needsVerification {
        if lastRefused == start, asked.seconds - start.seconds < 1 {
          console.note("now open the Monzo app and approve the access there; waiting for it")
        }
        lastRefused = asked
      } catch let error as BankError {
        throw Refusal(
          message: "the bank refuses the new login (\(error)): run 'monzo-export login' again",
          status: .logInAgain)
      }
      let left = start.seconds + Self.secondsMax - line.now().seconds
      guard left > 0 else {
        console.progress(nil)
        throw Refusal(
          message: """
            the access was not approved in the Monzo app within \(Self.secondsMax / 60) minutes: approve it \
            and run 'monzo-export fetch', or run 'monzo-export login' again
            """, status: .approveInApp)
      }
      console.progress(
        "waiting for the approval in the Monzo app, \(left / 60) min \(left % 60) s left")
      line.sleep(Self.pollSeconds)
    }
  }
}
