// The list of what the program wrote into a folder, kept inside it: what the next run may replace or remove, and
// nothing else. A name is listed before its file is there, together with the number that the file will have, so that
// a file that somebody else puts there after a kill is not taken for the program's.

/// The names that the program wrote in a folder.
struct FolderMarker: Equatable {
  /// The name of the file that holds the list.
  static let name = ".monzo-export-files"

  /// The files that are there, as paths in the folder.
  private(set) var files: Set<String>
  /// The files that were about to be put there, with their numbers on the disk.
  private(set) var pending: [String: UInt64]
  /// The folders that the program made and that may hold no file of it.
  private(set) var bareFolders: Set<String> = []

  init(files: Set<String> = [], pending: [String: UInt64] = [:], folders: Set<String> = []) {
    self.files = files
    self.pending = pending
    bareFolders = folders.subtracting(FolderMarker.folders(of: files.union(pending.keys)))
  }

  /// Reads a list; lines that name no file inside the folder are ignored.
  init(parsing bytes: [UInt8]) {
    self.init()
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let isFolder = parts[0].hasSuffix("/")
      let name = String(isFolder ? parts[0].dropLast() : parts[0])
      guard FolderMarker.isInside(name) else { continue }
      if isFolder {
        bareFolders.insert(name)
      } else if parts.count == 1 {
        files.insert(name)
      } else if let number = UInt64(parts[1]) {
        pending[name] = number
      }
    }
    for name in files { pending[name] = nil }
  }

  /// The list as it is written: one name a line, sorted; folders end in a slash.
  var bytes: [UInt8] {
    let lines =
      Array(files) + pending.map { "\($0)\t\($1)" } + bareFolders.map { "\($0)/" }
    return Array((lines.sorted().joined(separator: "\n") + "\n").utf8)
  }

  /// The folders that the program made.
  var folders: Set<String> {
    FolderMarker.folders(of: files.union(pending.keys).union(bareFolders)).union(bareFolders)
  }

  /// The folders that some names are in, and those that these are in.
  static func folders(of names: some Sequence<String>) -> Set<String> {
    names.reduce(into: []) { folders, name in
      for at in name.indices where name[at] == "/" { folders.insert(String(name[..<at])) }
    }
  }

  /// Whether a name leads to something inside the folder.
  private static func isInside(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !["", ".", ".."].contains($0) } && name != FolderMarker.name
  }
}
