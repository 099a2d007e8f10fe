// The token store of people who have a keeper of secrets already: any program that is called with `get`,
// `store` or `erase` as its last argument. Its input is one line that names the login and, for `store`, a
// second line to keep; `get` prints that line again, or nothing when there is none.

import Archive
import Bytes
import Fetch

/// Keeps a login with a credential helper.
struct HelperTokenStore: TokenStore {
  /// The program and its arguments.
  let command: [String]
  /// What the login is called, such as `api.monzo.com`.
  let login: String
  let environment: [String: String]

  var name: String { "the credential helper '\(command.first ?? "")'" }

  func load() throws -> SavedLogin? {
    let line = try run("get", "").filter { $0 != 0x0A && $0 != 0x0D }
    if line.isEmpty { return nil }
    guard let saved = SavedLogin(json: line) else {
      throw CommandError(
        message: """
          \(name) gave something that monzo-export has not stored: expected the line that it was given \
          last, found \(line.count) bytes of something else
          """, status: .localStorage)
    }
    return saved
  }

  func save(_ saved: SavedLogin) throws {
    _ = try run("store", String(decoding: saved.json, as: UTF8.self) + "\n")
  }

  func erase() throws { _ = try run("erase", "") }

  /// Calls the helper and gives what it prints.
  private func run(_ verb: String, _ lines: String) throws -> [UInt8] {
    let helper = ChildProcess(command: command + [verb], environment: environment)
    do {
      let (output, status) = try helper.run(Array("\(login)\n\(lines)".utf8))
      if status == 0 { return output }
      throw CommandError(
        message: "\(name) failed to \(verb) the login: it ended with exit code \(status)",
        status: .localStorage)
    } catch let error as StorageError {
      throw CommandError(
        message: "the credential helper of token_store: \(error)", status: .localStorage)
    }
  }
}
