// A copy of an archive, made while other commands use it. It is prepared beside the folder that it will be, opened as
// an archive is, and put in its place as a whole; so there is no half copy, whenever the run ends.

package import Archive
import Bytes
import Disk

/// A copy of an archive that was made.
package struct ArchiveCopy {
  /// The archive.
  package let archive: String
  /// The folder of the copy.
  package let folder: String
  /// How many files the copy has.
  package private(set) var files = 0
  /// How many bytes they hold.
  package private(set) var bytes = 0
  /// How many transactions are in it.
  package private(set) var rows = 0
  /// How many files were written, the others being those of an earlier copy.
  package private(set) var written = 0
  /// What of the archive does not hold what was written into it; the copy has it as it is.
  package private(set) var damage: [FileDamage] = []

  /// Copies an archive.
  ///
  /// - Parameters:
  ///   - archive: the folder of the archive.
  ///   - folder: a new or an empty folder, or one with an earlier copy of the same archive.
  ///   - settings: what the run goes by.
  ///   - observer: who follows the copying.
  ///   - command: who takes the archive's lock where it is needed, for the one who finds it taken.
  /// - Throws: `PipelineError`, `ArchiveError`, `StorageError`; the folder is then as it was.
  package init(
    of archive: String, to folder: String, _ settings: PipelineSettings,
    _ observer: PipelineObserver, command: String
  ) throws {
    (self.archive, self.folder) = (archive, folder)
    let disk = SystemDisk(archive)
    let source = try ArchiveReading.opened(disk, archive)
    let guarded = OutputFolder.Guarded(
      home: settings.home, archives: [archive, settings.archive].compactMap(\.self))
    try OutputFolder.check(folder, guarding: guarded)
    // Without a list that says what files become, nobody may write while they are read.
    let lock = source.isListWhole ? nil : try DiskLock(disk, command: command)
    defer { withExtendedLifetime(lock) {} }
    let user = try? source.identity()
    let earlier = try EarlierCopy(
      folder, guarding: guarded, as: CopyRecord(archive: disk.place, user: user, list: nil))
    do {
      let output = try OutputFolder(at: folder, guarding: guarded)
      var draft = Draft(output, earlier, observer)
      try source.copy(pause: ShortWait.pass) { step throws(StorageError) in try draft.take(step) }
      observer.progress(nil)
      try check(draft, observer)
      (files, bytes, written) = (draft.digests.count, draft.byteCount, draft.written.count)
      let list = try output.draft(Layout.digests) == nil ? nil : draft.read(Layout.digests)
      try output.write(
        CopyRecord(archive: disk.place, user: user, list: list).bytes, to: CopyRecord.name)
      try output.commit()
    } catch let error as StorageError {
      throw error.ofCopy(folder)
    } catch ArchiveError.disk(let error) {
      throw error.ofCopy(folder)
    }
    if !damage.isEmpty { observer.finding(.damaged(damage)) }
  }

  /// Opens the copy as an archive, and looks for what is damaged in it as it is in the archive.
  private mutating func check(_ draft: Draft, _ observer: PipelineObserver) throws {
    var copy = try ArchiveFolder(reading: draft.disk)
    try copy.check(readingAll: true)
    damage = copy.damage
    rows = copy.listedRowCount
    let restorable = try damage.filter { try draft.earlier.holds($0) }.map(\.path)
    guard restorable.isEmpty else {
      observer.finding(.damaged(damage))
      throw PipelineError.copyRefused(path: folder, .holdsLost(restorable))
    }
  }
}

/// The files of a copy that is being made.
private struct Draft {
  let output: OutputFolder
  let earlier: EarlierCopy
  private let observer: PipelineObserver
  /// The digests of the files.
  private(set) var digests: [String: UInt64] = [:]
  /// The files that are not those of an earlier copy.
  private(set) var written: Set<String> = []
  private var sizes: [String: Int] = [:]
  private var done = 0

  init(_ output: OutputFolder, _ earlier: EarlierCopy, _ observer: PipelineObserver) {
    (self.output, self.earlier, self.observer) = (output, earlier, observer)
  }

  var byteCount: Int { sizes.values.reduce(0, +) }

  var disk: DraftedCopy { DraftedCopy(output, written: digests) }

  func read(_ name: String) throws -> [UInt8]? { try disk.read(name) }

  mutating func take(_ step: CopyStep) throws(StorageError) {
    switch step {
    case .gone(let name):
      (digests[name], sizes[name]) = (nil, nil)
      written.remove(name)
      try output.discard(name)
    case .file(let name, let bytes):
      digests[name] = Digest64.of(bytes)
      sizes[name] = bytes.count
      done += bytes.count
      observer.progress(PipelineObserver.Progress(file: name, bytes: done))
      if try earlier.holds(name, bytes), try output.keep(name) {
        written.remove(name)
      } else {
        written.insert(name)
        try output.write(bytes, to: name)
      }
    }
  }
}

extension StorageError {
  /// The same error, with what a full disk means to a copy.
  fileprivate func ofCopy(_ folder: String) -> StorageError {
    isDiskFull ? .inArchive(action: "copy the archive", path: folder, code: code) : self
  }
}
