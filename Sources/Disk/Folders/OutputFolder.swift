// A folder of results on the system's disk. Where nothing else is in it, it appears whole or not at all; among
// files of others only the program's own are written, each whole or not at all, and nothing else is touched.

/// A folder being written.
package final class OutputFolder {
  /// What files must never be written into or above, beside the system's folders.
  package struct Guarded {
    /// The home folder.
    var home: String?
    /// The archives that are read and written.
    var archives: [String]

    /// Names what is guarded.
    package init(home: String? = nil, archives: [String] = []) {
      self.home = home
      self.archives = archives
    }
  }

  private var update: FolderUpdate<SystemDisk>
  /// The folder that the folder is in, as the user names it.
  private let parent: String
  private var isCommitted = false
  /// Held while drafts are being made, so that no other run takes them for a broken run's.
  private let lock: FileLock

  /// Prepares to write into the folder at `path`, which is made when it is not there.
  ///
  /// - Throws: `StorageError` when a file is there, or a folder that is never written into.
  package init(at path: String, guarding guarded: Guarded = Guarded()) throws(StorageError) {
    let (parent, name) = try OutputFolder.checked(path, guarded)
    self.parent = parent
    let disk = SystemDisk(parent)
    do {
      // What another run is at work on is no leftover.
      let held = try OutputFolder.locks(name, disk)
      update = try FolderUpdate(of: name, on: disk)
      withExtendedLifetime(held) {}
      lock = try FileLock(folder: disk.absolute(update.staging))
      _ = try lock.take()
    } catch {
      throw error.inFolder(disk.place, namedAs: parent)
    }
  }

  /// Holds the drafts that are there, so that they can be cleared.
  private static func locks(_ name: String, _ disk: SystemDisk) throws(StorageError) -> [FileLock] {
    var locks: [FileLock] = []
    for drafts in FolderUpdate<SystemDisk>.draftFolders(of: name) {
      guard try disk.status(drafts)?.kind == .folder else { continue }
      let lock = try FileLock(folder: disk.absolute(drafts))
      guard try lock.take() else { throw .inUse(disk.place, name) }
      locks.append(lock)
    }
    return locks
  }

  deinit {
    if !isCommitted { update.abandon() }
  }

  /// Makes sure that a folder is not one that is never written into, before anything is written anywhere.
  ///
  /// - Throws: `StorageError` that says why it is.
  package static func check(_ path: String, guarding guarded: Guarded) throws(StorageError) {
    _ = try checked(path, guarded)
  }

  /// Opens a file for writing piece by piece; `name` may hold folders.
  package func open(_ name: String) throws(StorageError) -> File {
    try naming { () throws(StorageError) in
      try File.creating(update.disk.absolute(update.draft(name)))
    }
  }

  /// Writes a file; `name` may hold folders.
  package func write(_ bytes: [UInt8], to name: String) throws(StorageError) {
    try open(name).write(bytes)
  }

  // MARK: Drafts

  /// The folder.
  package var path: String { update.disk.absolute(update.folder) }

  /// The names of the files that were written.
  package var names: [String] { update.drafts.keys.sorted() }

  /// Where a file is before it is in its place; nil when it was not written.
  package func draft(_ name: String) -> String? { update.drafts[name].map(update.disk.absolute) }

  /// Has a file that is in the folder stay as it is; false where it has to be written again.
  package func keep(_ name: String) throws(StorageError) -> Bool {
    try naming { () throws(StorageError) in try update.keep(name) }
  }

  /// Takes back a file that was written.
  package func discard(_ name: String) throws(StorageError) {
    try naming { () throws(StorageError) in try update.discard(name) }
  }

  /// Makes sure that no file takes the place of one that somebody else has.
  ///
  /// - Throws: `StorageError` that names it.
  package func check() throws(StorageError) {
    try naming { () throws(StorageError) in try update.check() }
  }

  /// Puts the files in their place.
  package func commit() throws(StorageError) {
    try naming { () throws(StorageError) in try update.commit() }
    isCommitted = true
  }

  /// Names paths in errors as the user does.
  private func naming<Result>(_ body: () throws(StorageError) -> Result) throws(StorageError)
    -> Result
  {
    do { return try body() } catch { throw error.inFolder(update.disk.place, namedAs: parent) }
  }

  // MARK: Paths

  /// The folder that a folder is in, and its name there; refuses what is never written into.
  package static func checked(_ path: String, _ guarded: Guarded) throws(StorageError)
    -> (parent: String, name: String)
  {
    var path = File.followed(path)
    while path.count > 1, path.last == "/" { path.removeLast() }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    let disk = SystemDisk(parent ?? ".")
    let place = OutputPlace(
      path: SystemDisk.canonical(path), home: guarded.home.map(SystemDisk.canonical),
      archives: guarded.archives.map(SystemDisk.canonical), user: disk.user,
      status: try disk.status(name),
      deviceAbove: try disk.status("")?.device)
    if let refusal = place.refusal {
      throw StorageError.neverWritten(path, advice: refusal.advice)
    }
    guard !["", ".", ".."].contains(name) else {
      throw StorageError.unnamed(path)
    }
    return (parent ?? ".", name)
  }
}
