// What commands ask the bank with the token of a login: a token that is refused is renewed once, and refusals of
// the login become words for a person.

import Fetch
import MonzoAPI

/// A connection to the bank for somebody who is logged in.
struct BankCalls {
  let line: BankLine
  let keeper: TokenKeeper

  /// Asks the bank something about the whole login; a token that is refused is renewed once.
  ///
  /// - Throws: `BankError` for refusals that are not about the token or the approval, `CommandError` for all else.
  func ask<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try askOfOne(call)
    } catch let error as BankError where error.needsApproval || error.needsVerification {
      throw CommandError(
        message: """
          the bank does not let this login in (\(error)): approve it in the Monzo app, or extend it there \
          under Settings > Privacy & security > Manage apps > Refresh permissions
          """, status: .approveInApp)
    }
  }

  /// Asks the bank something about one account, which the bank may refuse while it gives all others: with the
  /// same words as when nothing is approved.
  ///
  /// - Throws: `BankError` for refusals that are not about the token, `CommandError` for all else.
  func askOfOne<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError where error.mayNeedNewerToken && keeper.facts.isRefreshable {
      try renew()
    } catch let error as BankError {
      throw refusal(error) ?? error
    }
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError {
      throw refusal(error) ?? error
    }
  }

  /// Gets a newer token.
  ///
  /// - Throws: `AlreadyReported` when there is none.
  func renew() throws {
    let event = try keeper.refresh(
      generation: keeper.facts.generation, now: line.now, sleep: line.sleep,
      send: { try line.carry($0, nil) })
    switch event {
    case .tokenRefreshed: return
    default: throw AlreadyReported()
    }
  }

  private func refusal(_ error: BankError) -> CommandError? {
    if error.family == .unauthorized {
      let cause =
        error.isEvicted
        ? "somebody logged in elsewhere with the same client" : "the login is no longer good"
      return CommandError(
        message: "the bank refuses the token (\(error)): \(cause); run 'monzo-export login'",
        status: .logInAgain)
    }
    return nil
  }
}

extension BankError {
  /// Whether it is about the token, and a newer one may be taken.
  fileprivate var mayNeedNewerToken: Bool { family == .unauthorized && !isEvicted }
}
