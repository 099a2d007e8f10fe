// What folders hold, where the archive's own layout does not say.

import Archive
import Foundation

/// Looks into folders.
enum FolderContents {
  /// The names in a folder, sorted.
  ///
  /// - Throws: `StorageError` when it cannot be read.
  static func names(in folder: String) throws(StorageError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
      throw StorageError(action: "read", path: folder, code: ENOENT)
    }
  }

  /// The bytes of all files in a folder and the folders in it.
  static func byteCount(of folder: String) -> Int {
    let walk = FileManager.default.enumerator(atPath: folder)
    var sum = 0
    while walk?.nextObject() != nil {
      guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      sum += (walk?.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    return sum
  }
}
