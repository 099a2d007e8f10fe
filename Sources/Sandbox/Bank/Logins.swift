// Who may ask: codes, tokens, one-time refresh tokens, the approval in the app, and when each of them ends
// (Monzo docs, "Authentication"). Token texts come from the seed and a counter.

internal import Model

/// The state of everything that has to do with logging in.
struct Logins: Sendable {
  /// How long an access token lives, in seconds.
  static let tokenLife: Int64 = 21_600
  /// How long the whole history can be read after the approval, in seconds.
  static let openTime: Int64 = 300
  /// How long a consent holds, in seconds.
  static let consentLife: Int64 = 90 * 86_400

  /// One login: from the exchange of a code to the next one of the same client.
  struct Login {
    /// When the user approves it in the app; nil when never.
    var approved: Instant?
    /// When the user gave or renewed the consent.
    var consented: Instant?
  }

  struct Pair {
    var client: Int
    var access: String
    var refresh: String?
    var expires: Instant
    var login: Login
  }

  enum Death {
    case evicted
    case replaced
    case loggedOut
  }

  private let seed: UInt64
  private var counter: Int64 = 0
  /// The codes that wait to be exchanged: the client and the address that each was sent to.
  private var codes: [String: (client: Int, redirect: String)] = [:]
  /// The live pair of each client; the household has one user.
  private(set) var pairs: [Int: Pair] = [:]
  private var dead: [String: (death: Death, expires: Instant)] = [:]

  init(seed: UInt64) { self.seed = seed }

  mutating func makeCode(client: Int, redirect: String) -> String {
    let code = makeText("code")
    codes[code] = (client, redirect)
    return code
  }

  /// Exchanges a code, once.
  ///
  /// - Returns: nil when there is no such code of this client for this address.
  mutating func exchange(
    _ code: String, client: Int, redirect: String, login: Login, isConfidential: Bool,
    at now: Instant
  ) -> Pair? {
    guard let known = codes.removeValue(forKey: code), known.client == client,
      known.redirect == redirect
    else { return nil }
    return start(login, client: client, isConfidential: isConfidential, at: now)
  }

  /// Begins a login, which ends an earlier one of the same client.
  mutating func start(
    _ login: Login, client: Int, isConfidential: Bool, at now: Instant
  ) -> Pair {
    if let earlier = pairs[client] { bury(earlier, .evicted) }
    return makePair(login, client: client, isConfidential: isConfidential, at: now)
  }

  /// Gives a new pair for a refresh token, once; the old pair is dead.
  mutating func refresh(_ token: String, client: Int, at now: Instant) -> Pair? {
    guard let old = pairs[client], old.refresh == token else { return nil }
    bury(old, .replaced)
    return makePair(old.login, client: client, isConfidential: true, at: now)
  }

  /// Ends the login that a token belongs to.
  mutating func logOut(_ client: Int) {
    if let pair = pairs.removeValue(forKey: client) { bury(pair, .loggedOut) }
  }

  mutating func expireTokens(at now: Instant) {
    for client in pairs.keys { pairs[client]?.expires = now }
  }

  /// Renews the consent of every login, as a person can in the app.
  mutating func extendConsent(at now: Instant) {
    for client in pairs.keys where pairs[client]?.login.consented != nil {
      pairs[client]?.login.consented = now
    }
  }

  /// The pair that an access token belongs to.
  ///
  /// - Throws: The bank's refusal, which says what became of the token.
  func pair(_ access: String, at now: Instant) throws(Refusal) -> Pair {
    guard let pair = pairs.values.first(where: { $0.access == access }) else {
      throw Logins.refusal(of: dead[access], at: now)
    }
    guard now < pair.expires else { throw .token(".expired", "Access token has expired") }
    return pair
  }

  private static func refusal(
    of dead: (death: Death, expires: Instant)?, at now: Instant
  ) -> Refusal {
    switch dead {
    case (.evicted, _)?: .token(".evicted", "Access token has been evicted by a newer login")
    case (.replaced, let expires)? where expires <= now:
      .token(".expired", "Access token has expired")
    default: .token("", "Bad access token")
    }
  }

  private mutating func makePair(
    _ login: Login, client: Int, isConfidential: Bool, at now: Instant
  ) -> Pair {
    let pair = Pair(
      client: client, access: makeText("access"),
      refresh: isConfidential ? makeText("refresh") : nil,
      expires: now.adding(seconds: Logins.tokenLife), login: login)
    pairs[client] = pair
    return pair
  }

  private mutating func bury(_ pair: Pair, _ death: Death) {
    dead[pair.access] = (death, pair.expires)
  }

  private mutating func makeText(_ kind: String) -> String {
    counter += 1
    var random = Random(seed: seed, .login, counter)
    return "sandbox.\(kind).\(String(random.next(), radix: 36))\(String(random.next(), radix: 36))"
  }
}

extension Logins.Login {
  /// Whether the user approved it, and still consents.
  func isApproved(at now: Instant) -> Bool {
    guard let approved, let consented, approved <= now else { return false }
    return now < consented.adding(seconds: Logins.consentLife)
  }

  /// Whether the whole history can be read.
  func isOpen(at now: Instant) -> Bool {
    approved.map { now < $0.adding(seconds: Logins.openTime) } ?? false
  }
}

extension Instant {
  /// A time so many seconds later.
  func adding(seconds more: Int64) -> Instant {
    Instant(seconds: seconds + more, nanoseconds: nanoseconds)
  }

  /// The first whole millisecond that is not before this time.
  var millisecondsRoundedUp: Milliseconds {
    seconds * 1000 + Milliseconds((nanoseconds + 999_999) / 1_000_000)
  }

  /// The last whole millisecond that is not after this time.
  package var milliseconds: Milliseconds { seconds * 1000 + Milliseconds(nanoseconds / 1_000_000) }
}
