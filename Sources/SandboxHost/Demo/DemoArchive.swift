// The demo's archive: a login to the bank in memory and a fetch of its whole history, by the same stage, loop
// and archive as with the real bank.

import Archive
package import Connect
import Disk
import Fetch
import Model
import MonzoAPI
import Pipeline
package import Sandbox

/// The archive that the demo makes.
package enum DemoArchive {
  /// Leaves out of a finished archive what is of this machine's disk only, so that the same seed gives the same bytes.
  package static func forgetStates(at path: String) throws {
    try SystemDisk(path).remove(Layout.states)
  }

  /// Why there is no archive.
  package enum Failure: Error {
    /// The folder holds something that no demo made.
    case foreignFolder(path: String)
    /// The bank in memory does not let anybody in.
    case noLogin
  }

  private static let redirect = "http://127.0.0.1:8912/callback"
  /// The file that distinguishes an archive of the demo, which may be made anew, from a user's own.
  private static let marker = "DEMO"

  /// Fetches everything that a bank has into a new archive.
  ///
  /// - Parameters:
  ///   - bank: the household's bank.
  ///   - seed: what its tokens are made from.
  ///   - path: the archive's folder; an earlier archive of the demo is replaced.
  ///   - report: takes what happens meanwhile.
  ///   - watching: makes what shows how far it is.
  /// - Returns: how it ended.
  /// - Throws: what local storage refuses; `Failure` when something else is in the way.
  package static func fill(
    from bank: DemoBank, seed: UInt64, at path: String, report: @escaping ConnectReport,
    watching: (FetchBeginning) -> FetchWatch
  ) throws -> FetchEnd {
    let folder = try cleared(path)
    var rules = BankServer.Rules()
    // A household that has fetched all along would have these rows; the demo begins today.
    rules.limitsPotHistory = false
    var world = BankWorld(
      BankServer(BankHistory(bank), seed: seed, rules: rules), at: DemoBank.asOf)
    let login = try logIn(&world)
    let keeper = TokenKeeper(login, store: nil, report: { report(.tokenProblem($0)) })
    var archive = try ArchiveFolder(writing: SystemDisk(folder))
    try archive.replace(marker, Array("an archive of the demo; every demo makes it anew\n".utf8))
    if let user = login.token?.userID { try archive.bind(user: user) }
    var request = FetchRequest()
    request.options.awaitsApproval = true
    var loop = FetchLoop(world, archive, keeper)
    return try loop.fetch(request, watching: watching)
  }

  /// The path, with no earlier archive of the demo there.
  private static func cleared(_ path: String) throws -> String {
    let path = File.followed(path)
    let disk = SystemDisk(path)
    guard try !disk.list("").isEmpty else { return path }
    guard try disk.read(marker) != nil else {
      throw Failure.foreignFolder(path: path)
    }
    try ArchiveRemoval.remove(path, marker: marker)
    return path
  }

  /// Logs in to the bank in memory, with nobody to ask.
  private static func logIn(_ world: inout BankWorld) throws -> SavedLogin {
    let client = world.bank.clients[0]
    guard let code = world.bank.approveLogin(of: client.id, redirectURI: redirect) else {
      throw Failure.noLogin
    }
    let call = ExchangeCode(
      clientID: client.id, clientSecret: client.secret, redirectURI: redirect, code: code)
    let answer = try ExchangeCode.answer(to: world.bank.answer(call.request, at: world.now))
    return SavedLogin(
      api: "demo", client: .init(id: client.id, secret: nil),
      token: .init(
        access: answer.accessToken, refresh: nil, generation: 1, obtained: world.now, expires: nil,
        userID: answer.userID))
  }
}
