// A run of fetching from the real bank: makes sure whose the token is, opens the archive under its lock, and runs
// the loop over HTTPS.

public import Archive
public import Disk
internal import Fetch

extension BankConnection {
  /// Fetches from the bank into an archive.
  ///
  /// - Parameters:
  ///   - request: what is wanted.
  ///   - keeper: the login.
  ///   - disk: the archive's folder.
  ///   - lock: takes the right to write to the archive; not called when nothing is to be kept.
  ///   - watching: makes what shows how far it is, given what the archive has.
  /// - Returns: how it ended.
  /// - Throws: what the archive or local storage refuse, and `ConnectError` when nobody says whose token it is.
  public func fetch(
    _ request: FetchRequest, _ keeper: TokenKeeper, into disk: SystemDisk,
    lock: () throws -> DiskLock, watching: (FetchBeginning) -> FetchWatch = { _ in { _, _ in } }
  ) throws -> FetchEnd {
    let carrier = try HTTPCarrier(api.base, agent: agent)
    let owner = TokenOwner(HTTPWorld(carrier), keeper, report)
    let user = try owner.user()
    if request.options.isDryRun {
      let archive = try ArchiveFolder(planning: disk)
      try archive.check(user: user)
      var loop = FetchLoop(owner.world, archive, keeper)
      return try loop.fetch(request, watching: watching)
    }
    let held = try lock()
    defer { withExtendedLifetime(held) {} }
    var archive = try ArchiveFolder(writing: disk)
    try archive.bind(user: user)
    var loop = FetchLoop(owner.world, archive, keeper)
    return try loop.fetch(request, watching: watching)
  }
}
