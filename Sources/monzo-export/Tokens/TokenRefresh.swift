// How an expired token becomes a new one, decided without I/O. A refresh token is good for one answer, and
// losing that answer means a new login, so a new token is kept before it is used, and a store that cannot
// keep one is found out before the old token is spent.

import Fetch
import Model
import MonzoAPI

/// One refresh, from the wish to its end: call `begin`, do what it asks, tell how that went.
struct TokenRefresh {
  /// What to do next; each but the last two is answered by one call.
  enum Step: Equatable {
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
  enum Reason: Equatable {
    /// The bank gave none to refresh with: the client is not confidential, or only a bare token was imported.
    case notRefreshable
    /// Nobody knows the client's secret.
    case noSecret
    /// The login in the store is gone or another person's.
    case replaced
    /// The bank does not take the refresh token.
    case refused(BankError)
    /// The bank was not reached, or failed, too often.
    case unreachable(String)
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

  /// How often the bank is asked: waits of 1, 2 and 4 seconds lie between.
  private static let triesMax = 4
  /// A longer wish to wait is for another run.
  private static let waitMaxSeconds = 60
  /// How long it can take: every answer comes at the last moment, and every wish to wait is the longest.
  static let secondsMax =
    triesMax * Int(HTTPCarrier.Limits().whole.components.seconds) + (triesMax - 1) * waitMaxSeconds

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
  static func begin(
    inUse: SavedLogin, stored: SavedLogin?, secret: Secret?
  ) -> (refresh: TokenRefresh?, step: Step) {
    guard let login = stored, let token = login.token, login.api == inUse.api,
      login.client.id == inUse.client.id, token.userID == inUse.token?.userID
    else { return (nil, .giveUp(.replaced)) }
    if token.generation > inUse.token?.generation ?? 0 { return (nil, .use(login)) }
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
  mutating func saved() -> Step {
    if case .keeping(let login) = stage { return .use(login) }
    return send()
  }

  /// The store did not keep what it was given.
  ///
  /// A new token is used all the same: this run may go on with it.
  mutating func saveFailed() -> Step {
    if case .keeping(let login) = stage { return .use(login) }
    return .giveUp(.storeFailed)
  }

  /// The time has passed.
  mutating func woke() -> Step { send() }

  /// The bank has answered.
  mutating func answered(_ response: HTTPResponse, at now: Instant) -> Step {
    if response.isSuccess {
      guard let answer = try? RefreshToken.answer(to: response) else {
        return again("its answer holds no token")
      }
      let new = old.renewed(by: answer, at: now)
      stage = .keeping(new)
      return .save(new)
    }
    let error = BankError(response)
    guard error.mayRetry || error.isRateLimited || error.family == .timeout else {
      return .giveUp(.refused(error))
    }
    return again("\(error)", response.retryAfter(now: now))
  }

  /// The bank has not answered; it may have spent the refresh token all the same, and then says so next.
  mutating func failed(_ failure: TransportFailure) -> Step {
    failure.mayRetry ? again(failure.reason) : .giveUp(.unreachable(failure.reason))
  }

  private mutating func send() -> Step {
    stage = .sending
    tries += 1
    return .send(request)
  }

  private mutating func again(_ reason: String, _ seconds: Int? = nil) -> Step {
    let wait = max(seconds ?? 0, 1 << (tries - 1))
    guard tries < TokenRefresh.triesMax, wait <= TokenRefresh.waitMaxSeconds else {
      return .giveUp(.unreachable(reason))
    }
    stage = .waiting
    return .wait(seconds: wait)
  }
}
