// The token store of people who have a keeper of secrets already: any program that is called with `get`,
// `store` or `erase` as its last argument. Its input is one line that names the login and, for `store`, a
// second line to keep; `get` prints that line again, or nothing when there is none.

public import Fetch

/// Keeps a login with a credential helper.
public struct HelperTokenStore: TokenStore {
  /// The program and its arguments.
  public let command: [String]
  /// What the login is called, such as `api.monzo.com`.
  public let login: String
  /// The environment of the program.
  public let environment: [String: String]
  /// How long it may take, and how much it may print.
  var limits = ChildProcess.Limits()

  /// Names the helper; it is not started.
  public init(command: [String], login: String, environment: [String: String]) {
    (self.command, self.login, self.environment) = (command, login, environment)
  }

  /// How messages name it.
  public var name: String { "the credential helper '\(command.first ?? "")'" }

  /// The login that the helper gives; nil when it gives nothing.
  public func load() throws -> SavedLogin? {
    let line = try run("get", "").filter { $0 != 0x0A && $0 != 0x0D }
    if line.isEmpty { return nil }
    guard let saved = SavedLogin(json: line) else {
      throw ConnectError.noLoginFromHelper(name: name, bytes: line.count)
    }
    return saved
  }

  /// Lets the helper keep a login.
  public func save(_ saved: SavedLogin) throws {
    _ = try run("store", String(decoding: saved.json, as: UTF8.self) + "\n")
  }

  /// Lets the helper forget the login.
  public func erase() throws { _ = try run("erase", "") }

  /// Calls the helper and gives what it prints.
  private func run(_ verb: String, _ lines: String) throws(ConnectError) -> [UInt8] {
    let helper = ChildProcess(command: command + [verb], environment: environment)
    let (output, exitCode): ([UInt8], Int32)
    do {
      (output, exitCode) = try helper.run(Array("\(login)\n\(lines)".utf8), limits: limits)
    } catch {
      switch error {
      case .notStarted(let error): throw .helperNotStarted(error)
      case .tooSlow(let seconds): throw .helperTooSlow(name: name, verb: verb, seconds: seconds)
      case .tooMuch(let bytes): throw .helperTooLong(name: name, bytes: bytes)
      }
    }
    guard exitCode == 0 else { throw .helperFailed(name: name, verb: verb, exitCode: exitCode) }
    return output
  }
}
