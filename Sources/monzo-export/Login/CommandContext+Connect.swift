// The connection to the bank of one run: its settings, and this console for what happens meanwhile.

import Archive
import Arguments
import Connect
import Disk
import Fetch
import Model
import MonzoAPI
import Wording

extension CommandContext {
  func bank() throws(ConnectError) -> BankConnection {
    var bank = BankConnection(api: try APIName(settings.apiURL))
    bank.tokenStore =
      switch settings.tokenStore {
      case .file(let path): .file(path)
      case .helper(let command): .helper(command)
      case .echo: .other(echoTokenStore)
      }
    bank.stateFolder = settings.state
    bank.clientID = settings.clientID
    bank.clientSecret = settings.clientSecret
    bank.accessToken = settings.accessToken
    bank.environment = settings.environment
    bank.agent = "monzo-export/\(MonzoExport.version)"
    bank.report = { [console] in console.show($0.message) }
    return bank
  }

  private var echoTokenStore: EchoTokenStore {
    EchoTokenStore(isTerminal: console.output.isTerminal) { [console] token in
      console.note(
        "the access token, shown this once; give it to other runs in MONZO_ACCESS_TOKEN:")
      try console.print(token.reveal())
    }
  }

  func bankCalls() throws -> BankCalls {
    let bank = try bank()
    return try BankCalls(line: bank.line(), keeper: bank.tokenKeeper())
  }

  /// Fetches from the bank into the archive.
  ///
  /// - Parameters:
  ///   - request: what is wanted.
  ///   - keeper: the login; the saved one when nil.
  ///   - lock: the right to write to the archive; taken here when nil.
  /// - Returns: how it ended; errors are reported and recorded for the exit code.
  /// - Throws: what the archive or local storage refuse, and when nobody says whose token it is.
  func fetch(
    _ request: FetchRequest, _ keeper: TokenKeeper? = nil, holding lock: DiskLock? = nil
  ) throws -> FetchEnd {
    let bank = try bank()
    let keeper = try keeper ?? bank.tokenKeeper()
    let reporter = FetchReporter(
      timeZone, isLogin: invocation.command.name == CommandRunner.login.definition.name,
      progressWidth: { [console] in console.progressWidth }, show: { [console] in console.show($0) }
    )
    let end = try bank.fetch(
      request, keeper, into: SystemDisk(try archivePath()), lock: { try lock ?? lockArchive() },
      watching: reporter.watch)
    reporter.report(end, isDryRun: request.options.isDryRun)
    return end
  }

  func lockArchive() throws -> DiskLock {
    try DiskLock(SystemDisk(archivePath()), command: "monzo-export \(invocation.command.name)")
  }
}
