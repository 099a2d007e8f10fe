// A copy of an archive before it has its name: opened as an archive is, so that what is put in its place is known to be
// one, and every file to hold what was written into it.

import Archive
import Bytes

/// The files of a copy before they are in their place, as a disk to read from.
struct DraftedCopy: Disk {
  let folder: OutputFolder
  /// The digests of what was written.
  let written: [String: UInt64]

  var place: String { folder.path }

  func read(_ path: String) throws(StorageError) -> [UInt8]? {
    guard let draft = folder.draft(path) else { return nil }
    let bytes = try SystemDisk("/").read(String(draft.dropFirst()))
    guard let bytes, written[path] == Digest64.of(bytes) else {
      throw StorageError.notAsWritten("\(place)/\(path)")
    }
    return bytes
  }

  func size(_ path: String) throws(StorageError) -> Int? { try read(path)?.count }

  func state(_: String) -> FileState? { nil }

  func list(_ folder: String) throws(StorageError) -> [String] {
    let start = folder.isEmpty ? "" : folder + "/"
    let names = self.folder.names.filter { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count).prefix { $0 != "/" }) }
    return Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Nothing is written

  private func refuse(_ path: String) throws(StorageError) {
    throw StorageError.readOnly("\(place)/\(path)")
  }

  func write(_: [UInt8], to path: String) throws(StorageError) { try refuse(path) }
  func append(_: [UInt8], to path: String) throws(StorageError) { try refuse(path) }
  func synchronize(_ path: String) throws(StorageError) { try refuse(path) }
  func rename(_ path: String, to _: String) throws(StorageError) { try refuse(path) }
  func synchronizeFolder(_ folder: String) throws(StorageError) { try refuse(folder) }
  func remove(_ path: String) throws(StorageError) { try refuse(path) }
  func makeFolder(_ folder: String) throws(StorageError) { try refuse(folder) }
}
