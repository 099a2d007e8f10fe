// A copy of an archive before it has its name, as a disk: it can be opened as an archive is, so that what is put in its
// place is known to be one, and every file to hold what was written into it.

internal import Bytes

/// The files of a copy before they are in their place, as a disk to read from.
package struct DraftedCopy: Disk {
  private let folder: OutputFolder
  /// The digests of what was written.
  private let written: [String: UInt64]

  /// Reads the drafts of a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder that is being written.
  ///   - written: the digests of what was written, by name.
  package init(_ folder: OutputFolder, written: [String: UInt64]) {
    self.folder = folder
    self.written = written
  }

  /// The folder that the copy will be.
  package var place: String { folder.path }

  /// The bytes of a draft.
  ///
  /// - Throws: `StorageError` when they are not what was written.
  package func read(_ path: String) throws(StorageError) -> [UInt8]? {
    guard let draft = folder.draft(path) else { return nil }
    let bytes = try SystemDisk("/").read(String(draft.dropFirst()))
    guard let bytes, written[path] == Digest64.of(bytes) else {
      throw StorageError.notAsWritten("\(place)/\(path)")
    }
    return bytes
  }

  /// The number of bytes of a draft.
  package func size(_ path: String) throws(StorageError) -> Int? { try read(path)?.count }

  /// Nothing is known without reading.
  package func state(_: String) -> FileState? { nil }

  /// The names in a folder of the copy.
  package func list(_ folder: String) throws(StorageError) -> [String] {
    let start = folder.isEmpty ? "" : folder + "/"
    let names = self.folder.names.filter { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count).prefix { $0 != "/" }) }
    return Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Nothing is written

  private func refuse(_ path: String) throws(StorageError) {
    throw StorageError.readOnly("\(place)/\(path)")
  }

  /// Refuses to write.
  package func write(_: [UInt8], to path: String) throws(StorageError) { try refuse(path) }
  /// Refuses to append.
  package func append(_: [UInt8], to path: String) throws(StorageError) { try refuse(path) }
  /// Refuses to wait for bytes.
  package func synchronize(_ path: String) throws(StorageError) { try refuse(path) }
  /// Refuses to rename.
  package func rename(_ path: String, to _: String) throws(StorageError) { try refuse(path) }
  /// Refuses to wait for names.
  package func synchronizeFolder(_ folder: String) throws(StorageError) { try refuse(folder) }
  /// Refuses to remove.
  package func remove(_ path: String) throws(StorageError) { try refuse(path) }
  /// Refuses to make a folder.
  package func makeFolder(_ folder: String) throws(StorageError) { try refuse(folder) }
}
