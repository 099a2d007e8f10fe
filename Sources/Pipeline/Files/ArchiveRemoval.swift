// How an archive that can be made again is removed: the files that an archive has, and no other. What somebody
// put beside them keeps all of it where it is.

import Archive
package import Disk

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Removes an archive.
package enum ArchiveRemoval {
  /// What an archive has at its root, beside a marker: `true` for folders.
  private static let root: [String: Bool] = [
    Layout.format: false, Layout.identity: false, Layout.names: false, DiskLock.name: false,
    "accounts": true, "balances": true, "transactions": true, "history": true, "imports": true,
    "coverage": true, Layout.exports: true, Layout.cache: true, "damaged": true,
    Layout.digests: false, "\(Layout.digests).new": false,
  ]

  /// Removes the archive in a folder, and the folder.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - marker: the file that says that it may be removed; it goes last, so that a run that is cut short can be
  ///     done again.
  /// - Throws: `StorageError` that names something that no archive has; then nothing is removed.
  package static func remove(_ path: String, marker: String) throws(StorageError) {
    let disk = SystemDisk(path)
    var files: [String] = []
    var folders: [String] = []
    var waiting = [""]
    while let parent = waiting.popLast() {
      for name in try disk.list(parent) {
        let path = parent.isEmpty ? name : "\(parent)/\(name)"
        let kind = try disk.status(path)?.kind
        guard kind != nil else { continue }
        switch kind {
        case .file where isOfArchive(path, marker, isFolder: false): files.append(path)
        case .folder where isOfArchive(path, marker, isFolder: true):
          folders.append(path)
          waiting.append(path)
        default: throw notOfArchive(disk.place, path)
        }
      }
    }
    for file in files where file != marker { try disk.remove(file) }
    for folder in folders.sorted().reversed() { try disk.removeFolder(folder) }
    try disk.remove(marker)
    try disk.removeFolder("")
  }

  /// The archive that would be removed holds something that no archive has.
  private static func notOfArchive(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "make the demo's archive anew", path: "\(place)/\(name)", code: EEXIST,
      advice: "no demo made it: move it away, or name another folder")
  }

  private static func isOfArchive(_ path: String, _ marker: String, isFolder: Bool) -> Bool {
    guard let slash = path.firstIndex(of: "/") else {
      return path == marker ? !isFolder : root[path] == isFolder
    }
    let top = String(path[..<slash])
    guard root[top] == true else { return false }
    if isFolder || top == Layout.cache { return true }
    return [".json", ".jsonl", ".new"].contains { path.hasSuffix($0) }
  }
}
