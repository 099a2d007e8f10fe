// Logging out: the token is revoked at the bank and deleted here, the one even without the other.

public import Fetch
public import MonzoAPI

/// What became of a login that was to end.
public struct LogoutReport {
  /// What the bank made of it.
  public enum End {
    /// It ended the login.
    case ended
    /// It had ended it already.
    case endedBefore
    /// The token has run out and there is no newer one to end the login with; the reason, where there is one.
    case expired(TokenRefresh.Reason?)
    /// It refused to end it.
    case refused(BankError)
    /// It was not reached, or not understood.
    case failed(ConnectError)
  }

  /// What the bank made of it; nil when there was no token.
  public internal(set) var end: End?
  /// Why the saved login could not be deleted; nil when it was.
  public internal(set) var storing: ConnectError?
}

extension BankConnection {
  /// Ends the login at the bank and deletes it here.
  ///
  /// - Returns: what became of it; nil when nobody is logged in.
  /// - Throws: what the store throws when it is read, and when another run holds the lock for too long.
  public func logOut() throws -> LogoutReport? {
    let store = try store()
    // A run that renewed the token meanwhile would put a good one back.
    let lock = try lockToken()
    defer { withExtendedLifetime(lock) {} }
    guard let login = try savedLogin(in: store) else { return nil }
    var report = LogoutReport()
    if login.token != nil {
      let keeper = TokenKeeper(
        login, store: store, secret: secret(of: login), lock: { lock }, report: { _ in })
      report.end = end(keeper)
    }
    do {
      try store.erase()
      try keep(nil)
    } catch {
      report.storing = ConnectError(storing: error)
    }
    return report
  }

  /// Ends the login of a token.
  private func end(_ keeper: TokenKeeper) -> LogoutReport.End {
    do {
      try revoke(keeper, try line())
      return .ended
    } catch let error as BankError where error.isExpired {
      return .expired(keeper.end)
    } catch let error as BankError where error.family == .unauthorized {
      return .endedBefore
    } catch let error as BankError {
      return .refused(error)
    } catch {
      return .failed(ConnectError(storing: error))
    }
  }

  /// Ends the login; with a new token when the one that there is has run out.
  private func revoke(_ keeper: TokenKeeper, _ line: BankLine) throws {
    do {
      try line.ask(LogOut(), token: keeper.accessToken)
    } catch let error as BankError where error.isExpired && keeper.facts.isRefreshable {
      let event = try keeper.refresh(
        generation: keeper.facts.generation, now: line.now, sleep: line.sleep,
        send: { try line.carry($0, nil) })
      guard case .tokenRefreshed = event else { throw error }
      try line.ask(LogOut(), token: keeper.accessToken)
    }
  }
}
