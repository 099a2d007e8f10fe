// The demo's archive: a login to the bank in memory and a fetch of its whole history, by the same stage, loop
// and archive as with the real bank.

import Archive
import Connect
import Fetch
import Model
import MonzoAPI
import Pipeline
import Sandbox

/// The archive that the demo makes.
enum DemoArchive {
  private static let redirect = "http://127.0.0.1:8912/callback"
  /// The file that distinguishes an archive of the demo, which may be made anew, from a person's own.
  private static let marker = "DEMO"

  /// Fetches everything that a bank has into a new archive.
  ///
  /// - Parameters:
  ///   - bank: the household's bank.
  ///   - seed: what its tokens are made from.
  ///   - path: the archive's folder; an earlier archive of the demo is replaced.
  ///   - context: whom progress and faults are reported to.
  /// - Throws: what local storage refuses; a refusal when something else is in the way.
  static func fill(from bank: DemoBank, seed: UInt64, at path: String, _ context: CommandContext)
    throws
  {
    let folder = try cleared(path)
    var rules = BankServer.Rules()
    // A household that has fetched all along would have these rows; the demo begins today.
    rules.limitsPotHistory = false
    var world = BankWorld(
      BankServer(BankHistory(bank), seed: seed, rules: rules), at: DemoBank.asOf)
    let login = try logIn(&world)
    let keeper = TokenKeeper(
      login, store: nil, report: { context.console.show(.tokenProblem($0)) })
    var archive = try ArchiveFolder(writing: SystemDisk(folder))
    try archive.replace(marker, Array("an archive of the demo; every demo makes it anew\n".utf8))
    if let user = login.token?.userID { try archive.bind(user: user) }
    var request = FetchRequest()
    request.options.awaitsApproval = true
    var loop = FetchLoop(world, archive, keeper)
    let reporter = FetchReporter(context.console, context.timeZone)
    reporter.report(try loop.fetch(request, watching: reporter.watch), isDryRun: false)
  }

  /// The path, with no earlier archive of the demo there.
  private static func cleared(_ path: String) throws -> String {
    let path = File.followed(path)
    let disk = SystemDisk(path)
    guard try !disk.list("").isEmpty else { return path }
    guard try disk.read(marker) != nil else {
      throw CommandError(
        message: "\(path): holds something that no demo made; name another folder with --out",
        status: .localStorage)
    }
    try OutputFolder.remove(path)
    return path
  }

  /// Logs in to the bank in memory, with nobody to ask.
  private static func logIn(_ world: inout BankWorld) throws -> SavedLogin {
    let client = world.bank.clients[0]
    guard let code = world.bank.approveLogin(of: client.id, redirectURI: redirect) else {
      throw CommandError(message: "the demo bank gives no code")
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
