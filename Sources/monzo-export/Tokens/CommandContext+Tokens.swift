// Which login a run uses: the token of the environment, else the one in the chosen store.

import Fetch
import Model
import MonzoAPI

extension CommandContext {
  /// The API that logins and tokens are for.
  func apiName() throws(CommandError) -> APIName { try APIName(settings.apiURL) }

  /// The folder of what is known between runs.
  func stateFolder() throws(CommandError) -> String {
    if let folder = settings.state { return folder }
    throw CommandError(
      message: "no folder for the state of logins: set XDG_STATE_HOME or HOME to a full path",
      status: .localStorage)
  }

  /// The place where the login of the API is kept.
  func tokenStore() throws(CommandError) -> any TokenStore {
    let api = try apiName()
    switch settings.tokenStore {
    case .file(let path?): return FileTokenStore(path: path)
    case .file(nil):
      return FileTokenStore(path: "\(try stateFolder())/token-\(api.fileName).json")
    case .echo: return EchoTokenStore(console: console)
    case .helper(let command):
      return HelperTokenStore(
        command: command, login: api.fileName, environment: settings.environment)
    }
  }

  /// The login that the store holds for the API; nil when there is none.
  ///
  /// - Throws: what the store says, or `CommandError` when it holds a login of another API.
  func savedLogin(in store: any TokenStore) throws -> SavedLogin? {
    guard let login = try store.load() else { return nil }
    let api = try apiName().origin
    guard login.api == api else {
      throw CommandError(
        message: """
          \(store.name) holds a login of \(login.api), and its token is not sent to \(api): choose another \
          token_store in the configuration for this API, or leave it out to have a file for each
          """, status: .logInAgain)
    }
    return login
  }

  /// The login of this run, ready to be renewed.
  ///
  /// - Throws: `CommandError` when nobody is logged in.
  func tokenKeeper() throws -> TokenKeeper {
    if let token = settings.accessToken { return try keeper(of: bareLogin(token), store: nil) }
    let store = try tokenStore()
    if store is EchoTokenStore {
      throw CommandError(
        message: "token_store is 'echo', which keeps nothing: give a token in MONZO_ACCESS_TOKEN",
        status: .logInAgain)
    }
    guard let login = try savedLogin(in: store), login.token != nil else {
      throw CommandError(
        message: "not logged in to \(try apiName().origin): run 'monzo-export login'",
        status: .logInAgain)
    }
    return try keeper(of: login, store: store)
  }

  /// A login of nothing but an access token.
  func bareLogin(_ token: Secret) throws(CommandError) -> SavedLogin {
    SavedLogin(
      api: try apiName().origin, client: .init(id: "", secret: nil),
      token: .init(access: token, refresh: nil, generation: 1, obtained: Instant(seconds: 0)))
  }

  /// Takes a login that has a token into use.
  func keeper(of login: SavedLogin, store: (any TokenStore)?) throws -> TokenKeeper {
    precondition(login.token != nil, "a login without a token")
    let lock = store == nil ? nil : try tokenLockPath()
    return TokenKeeper(
      login, store: store, secret: givenSecret(of: login),
      lock: { try lock.map(lockToken) }, tell: { console.fault($0.message, $0.status) })
  }

  /// Waits until no other run renews the token of the API, and keeps others from it.
  func lockToken() throws -> TokenLock { try lockToken(tokenLockPath()) }

  private func lockToken(_ path: String) throws -> TokenLock {
    try PrivateFile(path: path).makeFolder()
    return try TokenLock(path) { console.note("waiting for another run to renew the token") }
  }

  private func tokenLockPath() throws(CommandError) -> String {
    "\(try stateFolder())/token-\(try apiName().fileName).lock"
  }

  /// The client secret of the environment or the configuration, for a login that was made with its client.
  func givenSecret(of login: SavedLogin) -> Secret? {
    let id = settings.clientID
    return id == nil || id == login.client.id ? settings.clientSecret : nil
  }
}

extension String {
  /// The text without white space around it.
  var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
