// Holds the login of a run, and gets a new token when the old one runs out: one refresh for all requests in
// flight, under a lock that other runs respect, kept before it is used. What to do is decided by
// `TokenRefresh`; here it is done, but for what goes to the bank, which the caller carries.

public import Fetch
package import Model
public import MonzoAPI

/// The login of a run.
public final class TokenKeeper {
  /// What the caller does next for a refresh.
  package enum Action {
    /// Send without an access token; answered by `answered` or `failed`.
    case send(HTTPRequest)
    /// Let so much time pass; answered by `woke`.
    case wait(seconds: Int)
    /// It is over; this is for the fetch stage.
    case done(FetchEvent.Kind)
  }

  /// The login in use.
  public private(set) var login: SavedLogin
  /// Why there is no new token, once that was reported.
  public private(set) var end: TokenRefresh.Reason?
  /// Whether it was reported why there is no new token.
  public var hasReportedEnd: Bool { end != nil }
  private let store: (any TokenStore)?
  private let secret: Secret?
  private let lock: () throws -> AnyObject?
  private let report: (ConnectError) -> Void
  private var refresh: TokenRefresh?
  private var held: AnyObject?

  /// Takes a login into use.
  ///
  /// - Parameters:
  ///   - login: the login; it has a token.
  ///   - store: where it is kept; nil for a token that serves one run.
  ///   - secret: the client secret of configuration or environment; nil for the one of the login.
  ///   - lock: waits until no other run refreshes; the refresh ends when what it gives is let go.
  ///   - report: takes what the user should know at once.
  package init(
    _ login: SavedLogin, store: (any TokenStore)?, secret: Secret? = nil,
    lock: @escaping () throws -> AnyObject? = { nil },
    report: @escaping (ConnectError) -> Void
  ) {
    self.login = login
    self.store = store
    self.secret = secret
    self.lock = lock
    self.report = report
  }

  /// What is sent with every request, to the login's own API only.
  public var accessToken: Secret { login.token?.access ?? Secret("") }
  /// What the fetch stage may know of the token.
  public var facts: TokenFacts {
    login.token?.facts ?? TokenFacts(generation: 0, expires: nil, isRefreshable: false)
  }

  /// When the account holder logged in for the token; nil for a token that serves one run.
  package var loginTime: Instant? { store == nil ? nil : login.token?.loginTime }

  /// Keeps the login for the first time, when no other run is about to renew the one before it.
  package func keepNewLogin(in store: any TokenStore) throws {
    let held = try lock()
    try withExtendedLifetime(held) { try store.save(login) }
  }

  /// Begins to get a newer token than the one of a generation.
  package func beginRefresh(generation: Int) -> Action {
    if facts.generation > generation { return .done(.tokenRefreshed(facts)) }
    guard let store else { return end(.notRefreshable) }
    do {
      held = try lock()
      let stored = try store.load()
      let (refresh, step) = TokenRefresh.begin(inUse: login, stored: stored, secret: secret)
      self.refresh = refresh
      return perform(step)
    } catch {
      report(ConnectError(storing: error))
      return end(.storeFailed)
    }
  }

  /// Looks whether another run has kept a newer token than the one of a generation.
  package func reload(generation: Int) -> FetchEvent.Kind {
    if facts.generation > generation { return .tokenRefreshed(facts) }
    guard let store, let newer = try? newerLogin(in: store) else { return .tokenUnchanged }
    login = newer
    return .tokenRefreshed(facts)
  }

  /// What the store has once no other run is about to change it, if that is newer.
  private func newerLogin(in store: any TokenStore) throws -> SavedLogin? {
    let held = try lock()
    return try withExtendedLifetime(held) {
      guard let stored = try store.load(), stored.isSuccessor(of: login) else { return nil }
      return stored
    }
  }

  /// The bank has answered.
  package func answered(_ response: HTTPResponse, at now: Instant) -> Action {
    perform(refresh?.answered(response, at: now))
  }

  /// The bank has not answered.
  package func failed(_ failure: TransportFailure) -> Action { perform(refresh?.failed(failure)) }

  /// The time has passed.
  package func woke() -> Action { perform(refresh?.woke()) }

  /// Does a whole refresh at once.
  ///
  /// - Parameters:
  ///   - generation: of the token that ran out.
  ///   - now: the time by the bank's clock.
  ///   - sleep: lets seconds pass.
  ///   - send: carries a request without an access token.
  /// - Returns: the event for the fetch stage.
  /// - Throws: what `sleep` throws, and `send` but for `TransportFailure`; the refresh is over then.
  package func refresh(
    generation: Int, now: () -> Instant, sleep: (Int) throws -> Void,
    send: (HTTPRequest) throws -> HTTPResponse
  ) throws -> FetchEvent.Kind {
    defer { release() }
    var action = beginRefresh(generation: generation)
    while true {
      switch action {
      case .done(let event): return event
      case .wait(let seconds):
        try sleep(seconds)
        action = woke()
      case .send(let request):
        do {
          let response = try send(request)
          action = answered(response, at: now())
        } catch let failure as TransportFailure {
          action = failed(failure)
        }
      }
    }
  }

  private func perform(_ first: TokenRefresh.Step?) -> Action {
    var step = first ?? .giveUp(.replaced)
    while true {
      switch step {
      case .send(let request): return .send(request)
      case .wait(let seconds): return .wait(seconds: seconds)
      case .use(let newer):
        login = newer
        release()
        return .done(.tokenRefreshed(facts))
      case .giveUp(let reason): return end(reason)
      case .save(let login): step = save(login)
      }
    }
  }

  private func save(_ login: SavedLogin) -> TokenRefresh.Step {
    do {
      try store?.save(login)
      return refresh?.saved() ?? .giveUp(.replaced)
    } catch {
      let isNew = login != self.login
      let problem = ConnectError(storing: error)
      report(isNew ? .newTokenNotKept(problem, store: store?.name ?? "") : problem)
      return refresh?.saveFailed() ?? .giveUp(.replaced)
    }
  }

  private func end(_ reason: TokenRefresh.Reason) -> Action {
    release()
    end = reason
    // A store that keeps nothing was reported when it did not.
    if reason != .storeFailed { report(.notRenewed(reason)) }
    switch reason {
    case .notRefreshable, .noSecret, .replaced, .refused: return .done(.tokenRefusedForGood)
    case .unreachable, .blocked, .storeFailed: return .done(.tokenUnreachable)
    }
  }

  private func release() {
    refresh = nil
    held = nil
  }
}
