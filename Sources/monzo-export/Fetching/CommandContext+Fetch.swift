// A run of fetching from the real bank: opens the archive under its lock, makes sure whose it is, and runs the
// loop over HTTPS.

import Archive
import Arguments
import Fetch
import Model
import MonzoAPI

extension CommandContext {
  /// Fetches from the bank into the archive.
  ///
  /// - Parameters:
  ///   - wishes: what is wanted.
  ///   - keeper: the login.
  ///   - lock: the right to write to the archive; taken here when nil.
  /// - Returns: how it ended; faults are told and recorded for the exit code.
  /// - Throws: what the archive or local storage refuse, and when nobody tells whose token it is.
  func fetch(
    _ wishes: FetchRequest, _ keeper: TokenKeeper, holding lock: DiskLock? = nil
  ) throws -> FetchEnd {
    let carrier = HTTPCarrier(
      try BaseAddress(settings.apiURL), connections: wishes.options.concurrency + 1)
    let owner = TokenOwner(HTTPWorld(carrier), keeper, console)
    let user = try owner.user()
    let disk = SystemDisk(try archivePath())
    if wishes.options.isDryRun {
      let archive = try ArchiveFolder(planning: disk)
      try archive.check(user: user)
      return try run(FetchLoop(owner.world, archive, keeper), wishes)
    }
    let lock = try lock ?? lockArchive()
    defer { withExtendedLifetime(lock) {} }
    var archive = try ArchiveFolder(writing: disk)
    try archive.bind(user: user)
    return try run(FetchLoop(owner.world, archive, keeper), wishes)
  }

  /// Takes the right to write to the archive.
  func lockArchive() throws -> DiskLock {
    try DiskLock(SystemDisk(archivePath()), command: "monzo-export \(invocation.command.name)")
  }
}
