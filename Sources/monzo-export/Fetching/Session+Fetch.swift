// A run of fetching from the real bank: opens the archive under its lock, makes sure whose it is, and runs the
// loop over HTTPS.

import Archive
import Arguments
import Fetch
import Model
import MonzoAPI

extension Session {
  /// Fetches from the bank into the archive.
  ///
  /// - Parameters:
  ///   - wishes: what is wanted.
  ///   - keeper: the login.
  ///   - lock: the right to write to the archive; taken here when nil.
  /// - Returns: how it ended; faults are told and recorded for the exit code.
  /// - Throws: what the archive or local storage refuse.
  func fetch(
    _ wishes: FetchWishes, _ keeper: TokenKeeper, holding lock: DiskLock? = nil
  ) throws -> FetchEnd {
    let carrier = HTTPCarrier(
      try BaseAddress(apiURL), connections: wishes.options.concurrency + 1)
    var world = HTTPWorld(carrier)
    let user = try identify(&world, keeper)
    let disk = SystemDisk(try archivePath())
    if wishes.options.isDryRun {
      let archive = try ArchiveFolder(planning: disk)
      if let user { try archive.check(user: user) }
      return try run(FetchLoop(world, archive, keeper), wishes)
    }
    let lock = try lock ?? lockArchive()
    defer { withExtendedLifetime(lock) {} }
    var archive = try ArchiveFolder(writing: disk)
    if let user { try archive.bind(user: user) }
    return try run(FetchLoop(world, archive, keeper), wishes)
  }

  /// Takes the right to write to the archive.
  func lockArchive() throws -> DiskLock {
    try DiskLock(SystemDisk(archivePath()), command: "monzo-export \(invocation.command.name)")
  }

  /// Asks the bank whose token it is, which tells the bank's time as well.
  ///
  /// - Returns: the bank's user; the one of the login when the bank does not answer that now. The run itself
  ///   finds out what is wrong then.
  private func identify(_ world: inout HTTPWorld, _ keeper: TokenKeeper) throws -> String? {
    let known = keeper.login.token?.userID
    world.send(0, AskWhoAmI().request, token: keeper.accessToken)
    guard case .answered(_, let response) = world.next(until: nil),
      let answer = try? AskWhoAmI.answer(to: response)
    else { return known }
    return answer.userID ?? known
  }
}
