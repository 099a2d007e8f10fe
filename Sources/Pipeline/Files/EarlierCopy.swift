// A folder that is to take a copy of an archive: a new or an empty one, or an earlier copy of the same archive that
// nobody has written to since. Everything else is refused, since what is there would be lost.

import Archive
import Disk

/// What of an earlier copy is in a folder.
struct EarlierCopy {
  /// The folder as the system's disk sees it.
  let disk: SystemDisk
  /// The files that the copy had.
  private(set) var names: Set<String> = []

  /// Looks into a folder, and takes away what commands that read a copy leave in it.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - guarded: where no copy may go.
  ///   - record: what the copy will say of itself.
  /// - Throws: `PipelineError.copyRefused`; `StorageError`.
  init(
    _ folder: String, guarding guarded: OutputFolder.Guarded, as record: CopyRecord
  ) throws {
    let (parent, name) = try OutputFolder.checked(folder, guarded)
    let above = SystemDisk(parent)
    disk = SystemDisk(above.absolute(name))
    // A run that was cut off may have left the folder under another name.
    if try above.status(name) == nil { _ = try OutputFolder(at: folder, guarding: guarded) }
    guard let survey = try FolderSurvey(of: name, on: above), !survey.entries.isEmpty else {
      return
    }
    func refused(_ why: CopyRefusal) -> PipelineError { .copyRefused(path: folder, why) }
    guard survey.isOwn(CopyRecord.name), let bytes = try disk.read(CopyRecord.name),
      let earlier = CopyRecord(bytes)
    else {
      throw refused(.stranger(name: survey.strangers.first ?? CopyRecord.name))
    }
    guard earlier.archive == record.archive, earlier.user == nil || earlier.user == record.user
    else { throw refused(.ofOther(archive: earlier.archive)) }
    guard CopyRecord.digest(try disk.read(Layout.digests)) == earlier.list else {
      throw refused(.writtenSince)
    }
    let made = [Layout.cache, DiskLock.name]
    if let stranger = survey.strangers.first(where: { !made.contains($0) }) {
      throw refused(.stranger(name: stranger))
    }
    names = Set(survey.ownFiles)
    if try disk.status(DiskLock.name)?.kind == .file {
      let lock = try DiskLock(disk, command: "monzo-export archive copy")
      try disk.remove(DiskLock.name)
      withExtendedLifetime(lock) {}
    }
    try removeCache()
  }

  /// Whether the copy holds a file with some bytes.
  func holds(_ name: String, _ bytes: [UInt8]) throws(StorageError) -> Bool {
    names.contains(name) ? try disk.read(name) == bytes : false
  }

  /// Whether the copy holds what a file of the archive lost.
  func holds(_ damage: FileDamage) throws -> Bool {
    guard names.contains(damage.path), let lost = damage.held, lost.bytes > 0,
      damage.found?.digest != lost.digest, let bytes = try disk.read(damage.path)
    else { return false }
    return lost.isOf(bytes)
  }

  private func removeCache() throws {
    guard try disk.status(Layout.cache)?.kind == .folder else { return }
    var folders: [String] = []
    var waiting = [Layout.cache]
    while let parent = waiting.popLast() {
      folders.append(parent)
      for name in try disk.list(parent) {
        let path = "\(parent)/\(name)"
        if try disk.status(path)?.kind == .folder {
          waiting.append(path)
        } else {
          try disk.remove(path)
        }
      }
    }
    for folder in folders.sorted().reversed() { try disk.removeFolder(folder) }
  }
}
