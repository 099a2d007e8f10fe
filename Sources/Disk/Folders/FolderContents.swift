// What folders hold, where nobody's layout says it.

/// Looks into folders.
package enum FolderContents {
  /// The names in a folder, sorted.
  ///
  /// - Throws: `StorageError` when it cannot be read.
  package static func names(in folder: String) throws(StorageError) -> [String] {
    let disk = SystemDisk(folder)
    guard try disk.status("")?.kind != nil else { throw StorageError.missing(folder) }
    return try disk.list("")
  }

  /// The bytes of all files in a folder and the folders in it; links are not followed.
  package static func byteCount(of folder: String) -> Int {
    let disk = SystemDisk(folder)
    var sum = 0
    var waiting = [""]
    while let parent = waiting.popLast() {
      for name in (try? disk.list(parent)) ?? [] {
        let path = parent.isEmpty ? name : "\(parent)/\(name)"
        guard let status = try? disk.status(path) else { continue }
        if status.kind == .file { sum += Int(status.bytes) }
        if status.kind == .folder { waiting.append(path) }
      }
    }
    return sum
  }
}
