// How an expired token becomes a new one, decided without I/O. A refresh token is good for one answer, and
// losing that answer means a new login, so a new token is kept before it is used, and a store that cannot
// keep one is found out before the old token is spent.

public import Model
public import MonzoAPI

/// One refresh, from the request to its end: call `begin`, do what it asks, report how that went.
public struct TokenRefresh {
  /// What to do next; each but the last two is answered by one call.
  public enum Step: Equatable {
    /// Keep a login in the store; answered by `saved` or `saveFailed`.
    case save(SavedLogin)
    /// Send without an access token; answered by `answered` or `failed`.
    case send(HTTPRequest)
    /// Let so much time pass; answered by `woke`.
    case wait(seconds: Int)
    /// Use a login from now on.
    case use(SavedLogin)
    /// There is no new token.
    case giveUp(Reason)
  }

  /// Why there is no new token.
  public enum Reason: Equatable, Sendable {
    /// The bank gave none to refresh with: the client is not confidential, or only a bare token was imported.
    case notRefreshable
    /// Nobody knows the client's secret.
    case noSecret
    /// The login in the store is gone or another user's.
    case replaced
    /// The bank does not take the refresh token.
    case refused(BankError)
    /// The bank was not reached, or failed, too often.
    case unreachable(String)
    /// The bank is not reached, and waiting does not change that.
    case blocked(String)
    /// The store keeps nothing; the refresh token is unspent.
    case storeFailed
  }

  private enum Stage {
    /// The old login is written once more, to see whether the store takes it. Next: sending.
    case rehearsing
    /// The request is on its way. Next: waiting, keeping, or the end.
    case sending
    /// Time passes before another try. Next: sending.
    case waiting
    /// The new login is being written. Next: the end.
    case keeping(SavedLogin)
  }

  private static let policy = RetryPolicy.attended

  /// How long it can take at most: every answer comes at the last moment, and every wait is the longest.
  ///
  /// - Parameter answerSeconds: how long one answer may take.
  /// - Returns: seconds.
  public static func secondsMax(answerSeconds: Int) -> Int {
    policy.triesMax * answerSeconds
      + (policy.triesMax - 1) * Int(policy.waitMaxMilliseconds / 1_000)
  }

  private let old: SavedLogin
  private let request: HTTPRequest
  private var stage = Stage.rehearsing
  private var tries = 0

  /// Begins a refresh.
  ///
  /// - Parameters:
  ///   - inUse: the login that this run sends.
  ///   - stored: what the store holds now, read under the lock.
  ///   - secret: the client secret; nil for the one beside the token.
  /// - Returns: the refresh and its first step; no refresh when that step is the end already.
  public static func begin(
    inUse: SavedLogin, stored: SavedLogin?, secret: Secret?
  ) -> (refresh: TokenRefresh?, step: Step) {
    guard let login = stored, let token = login.token, login.isOfSameUser(as: inUse) else {
      return (nil, .giveUp(.replaced))
    }
    if login.isSuccessor(of: inUse) { return (nil, .use(login)) }
    guard let refreshToken = token.refresh else { return (nil, .giveUp(.notRefreshable)) }
    guard let secret = secret ?? login.client.secret else { return (nil, .giveUp(.noSecret)) }
    let call = RefreshToken(
      clientID: login.client.id, clientSecret: secret, refreshToken: refreshToken)
    return (TokenRefresh(old: login, request: call.request), .save(login))
  }

  private init(old: SavedLogin, request: HTTPRequest) {
    self.old = old
    self.request = request
  }

  /// The store has kept what it was given.
  public mutating func saved() -> Step {
    if case .keeping(let login) = stage { return .use(login) }
    return send()
  }

  /// The store did not keep what it was given.
  ///
  /// A new token is used all the same: this run may go on with it.
  public mutating func saveFailed() -> Step {
    if case .keeping(let login) = stage { return .use(login) }
    return .giveUp(.storeFailed)
  }

  /// The time has passed.
  public mutating func woke() -> Step { send() }

  /// The bank has answered.
  public mutating func answered(_ response: HTTPResponse, at now: Instant) -> Step {
    if response.isSuccess {
      guard let answer = try? RefreshToken.answer(to: response) else {
        return again("its answer holds no token")
      }
      let new = old.renewed(by: answer, at: now)
      stage = .keeping(new)
      return .save(new)
    }
    let error = BankError(response)
    guard error.mayPass || response.isPage else {
      return .giveUp(.refused(error))
    }
    return again("\(error)", response.retryAfter(now: now))
  }

  /// The bank has not answered; it may have spent the refresh token all the same, and then says so next.
  public mutating func failed(_ failure: TransportFailure) -> Step {
    failure.mayRetry ? again(failure.reason) : .giveUp(.blocked(failure.reason))
  }

  private mutating func send() -> Step {
    stage = .sending
    tries += 1
    return .send(request)
  }

  private mutating func again(_ reason: String, _ seconds: Int? = nil) -> Step {
    switch TokenRefresh.policy.decide(afterFailures: tries, retryAfter: seconds) {
    case .giveUp: return .giveUp(.unreachable(reason))
    case .again(let milliseconds):
      stage = .waiting
      return .wait(seconds: Int(milliseconds / 1_000))
    }
  }
}
