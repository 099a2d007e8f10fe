// What the bank is asked with the token of a login: a token that is refused is renewed once.

internal import Fetch
public import MonzoAPI

/// A connection to the bank for somebody who is logged in.
public struct BankCalls {
  /// The line to the bank.
  public let line: BankLine
  /// The login.
  public let keeper: TokenKeeper

  /// Creates calls with a login.
  public init(line: BankLine, keeper: TokenKeeper) {
    (self.line, self.keeper) = (line, keeper)
  }

  /// Asks the bank something about the whole login; a token that is refused is renewed once.
  ///
  /// - Throws: `BankError` for refusals that are not about the token or the approval, `ConnectError` for all else.
  public func ask<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try askOfOne(call)
    } catch let error as BankError where error.needsApproval || error.needsVerification {
      throw ConnectError.notApproved(error)
    }
  }

  /// Asks the bank something about one account, which the bank may refuse while it gives all others: with the
  /// same words as when nothing is approved.
  ///
  /// - Throws: `BankError` for refusals that are not about the token, `ConnectError` for all else.
  public func askOfOne<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError {
      guard error.family == .unauthorized, try hasNewerToken(error) else {
        throw problem(error) ?? error
      }
    }
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError {
      throw problem(error) ?? error
    }
  }

  /// Whether there is a newer token than one that was refused: of this run's own, or of another run's.
  private func hasNewerToken(_ error: BankError) throws -> Bool {
    if keeper.facts.isRefreshable, !error.isEvicted {
      try renew()
      return true
    }
    if case .tokenRefreshed = keeper.reload(generation: keeper.facts.generation) { return true }
    return false
  }

  /// Gets a newer token.
  ///
  /// - Throws: `ConnectError.noNewToken` when there is none; the keeper has reported why.
  package func renew() throws {
    let event = try keeper.refresh(
      generation: keeper.facts.generation, now: line.now, sleep: line.sleep,
      send: { try line.carry($0, nil) })
    switch event {
    case .tokenRefreshed: return
    default: throw ConnectError.noNewToken
    }
  }

  private func problem(_ error: BankError) -> ConnectError? {
    error.family == .unauthorized ? .tokenRefused(error) : nil
  }
}
