// One API of a bank and the login for it: where the login is kept, which token a run uses, and a line to the bank.

public import Fetch
internal import Model
public import MonzoAPI

/// Where a login is kept.
public enum TokenStoreChoice {
  /// A file of the user's own, at the usual place or at a given one.
  case file(String?)
  /// A program that keeps secrets, with its arguments.
  case helper([String])
  /// A store of the caller's own.
  case other(any TokenStore)
}

/// What a connection to a bank goes by.
public struct BankConnection {
  /// The API.
  public let api: APIName
  /// Where its login is kept.
  public var tokenStore = TokenStoreChoice.file(nil)
  /// The folder of what is known between runs, such as tokens; nil when there is none.
  public var stateFolder: String?
  /// The client that logs in; nil for the one of the saved login.
  public var clientID: String?
  /// The secret of that client.
  public var clientSecret: Secret?
  /// An access token that serves one run, without a store.
  public var accessToken: Secret?
  /// The environment of programs that are started.
  public var environment: [String: String] = [:]
  /// What the program calls itself to the bank.
  public var agent = "monzo-export"
  /// Takes what happens meanwhile.
  public var report: ConnectReport = { _ in }

  /// Creates a connection; nothing is sent or read yet.
  public init(api: APIName) { self.api = api }

  /// The place where the login of the API is kept.
  public func store() throws(ConnectError) -> any TokenStore {
    switch tokenStore {
    case .file(let path?): FileTokenStore(path: path)
    case .file(nil): FileTokenStore(path: try statePath("token", "json"))
    case .helper(let command):
      HelperTokenStore(command: command, login: api.fileName, environment: environment)
    case .other(let store): store
    }
  }

  /// The login that the store holds for the API; nil when there is none.
  ///
  /// - Throws: what the store throws, or `ConnectError` when it holds a login of another API.
  public func savedLogin(in store: any TokenStore) throws -> SavedLogin? {
    guard let login = try store.load() else { return nil }
    guard login.api == api.origin else {
      throw ConnectError.otherLogin(store: store.name, api: login.api, wanted: api.origin)
    }
    return login
  }

  /// The login of a run, ready to be renewed.
  ///
  /// - Throws: `ConnectError` when nobody is logged in, and what the store throws.
  public func tokenKeeper() throws -> TokenKeeper {
    if let token = accessToken {
      guard TokenImport.isToken(token) else {
        throw ConnectError.noToken(source: "MONZO_ACCESS_TOKEN", .token)
      }
      return try keeper(of: bareLogin(token), store: nil)
    }
    let store = try store()
    guard store.keepsLogins else { throw ConnectError.storeKeepsNothing }
    guard let login = try savedLogin(in: store), login.token != nil else {
      throw ConnectError.notLoggedIn(api: api.origin)
    }
    return try keeper(of: login, store: store)
  }

  /// A login of nothing but an access token.
  private func bareLogin(_ token: Secret) -> SavedLogin {
    SavedLogin(
      api: api.origin, client: .init(id: "", secret: nil),
      token: .init(access: token, refresh: nil, generation: 1, obtained: Instant(seconds: 0)))
  }

  /// Takes a login that has a token into use.
  func keeper(of login: SavedLogin, store: (any TokenStore)?) throws(ConnectError) -> TokenKeeper {
    precondition(login.token != nil, "a login without a token")
    let lock = store == nil ? nil : try statePath("token", "lock")
    return TokenKeeper(
      login, store: store, secret: secret(of: login), lock: { try lock.map(lockToken) },
      report: { [report] in report(.tokenProblem($0)) })
  }

  /// Waits until no other run renews the token of the API, and keeps others from it.
  func lockToken() throws -> TokenLock { try lockToken(statePath("token", "lock")) }

  private func lockToken(_ path: String) throws -> TokenLock {
    try PrivateFile(path: path).makeFolder()
    return try TokenLock(path) { report(.waitingForOtherRun) }
  }

  /// The client secret that was given, for a login that was made with its client.
  func secret(of login: SavedLogin) -> Secret? {
    clientID == nil || clientID == login.client.id ? clientSecret : nil
  }

  /// The path of something that is known of the API between runs.
  func statePath(_ name: String, _ suffix: String) throws(ConnectError) -> String {
    guard let stateFolder else { throw .noStateFolder }
    return "\(stateFolder)/\(name)-\(api.fileName).\(suffix)"
  }
}

// MARK: - The consent clock

extension BankConnection {
  // No secret: it lies beside the token and is read without asking a credential helper for anything.
  private func consentFile() throws(ConnectError) -> PrivateFile {
    PrivateFile(path: try statePath("consent", "json"))
  }

  /// What is known of the consent for the API; nil when nothing is.
  public func consent() -> Consent? {
    (try? consentFile().read()).flatMap { $0 }.flatMap { Consent(json: $0) }
  }

  /// Keeps what is known of the consent; nil forgets it.
  public func keep(_ consent: Consent?) throws {
    let file = try consentFile()
    if let consent { try file.write(consent.json) } else { try file.remove() }
  }
}
