// What is in a folder, and what of it is the program's: regular files that the marker lists and the folders that
// they are in. Everything else is somebody else's, is not looked into, and stays as it is. A listed file that is a
// link or a pipe by now was put there by somebody else.

/// What a folder holds.
package struct FolderSurvey: Equatable {
  /// The folder itself.
  let root: EntryStatus
  /// What the marker lists; nil when there is none that the program can have written.
  let marker: FolderMarker?
  /// Everything in the folder and in the program's own folders in it, by path; folders of others as one entry.
  package let entries: [String: EntryStatus]
  /// Who the program's files may belong to: the user, the owner of the folder, and whoever wrote the marker.
  private let owners: Set<UInt32>
  private let ownFolderSet: Set<String>

  /// Looks into a folder.
  ///
  /// - Returns: nil when there is no folder.
  /// - Throws: `StorageError` when it, or one of the program's own folders in it, cannot be read.
  package init?(of folder: String, on disk: some FolderDisk) throws(StorageError) {
    guard let root = try disk.status(folder), root.kind == .folder else { return nil }
    self.root = root
    let path = "\(folder)/\(FolderMarker.name)"
    var owners: Set = [disk.user, root.owner]
    var marker: FolderMarker?
    if let status = try disk.status(path), status.kind == .file, let bytes = try disk.read(path) {
      marker = FolderMarker(parsing: bytes)
      owners.insert(status.owner)
    }
    let folders = marker?.folders ?? []
    var entries: [String: EntryStatus] = [:]
    var own: Set<String> = []
    var waiting = [""]
    while let parent = waiting.popLast() {
      for name in try disk.list(parent.isEmpty ? folder : "\(folder)/\(parent)") {
        let path = parent.isEmpty ? name : "\(parent)/\(name)"
        // A name that cannot be looked at is somebody else's.
        let status =
          try disk.status("\(folder)/\(path)")
          ?? EntryStatus(.other, number: 0, device: 0, owner: 0, mode: 0)
        entries[path] = status
        if folders.contains(path), status.kind == .folder, status.device == root.device,
          owners.contains(status.owner)
        {
          waiting.append(path)
          own.insert(path)
        }
      }
    }
    self.marker = marker
    self.entries = entries
    self.owners = owners
    ownFolderSet = own
  }

  /// Whether a path leads to a file that the program wrote.
  package func isOwn(_ path: String) -> Bool {
    guard let status = entries[path], status.kind == .file, owners.contains(status.owner) else {
      return false
    }
    guard path != FolderMarker.name else { return true }
    return marker?.files.contains(path) == true || marker?.pending[path] == status.number
  }

  /// Whether a path leads to a folder that the program made.
  func isOwnFolder(_ path: String) -> Bool { ownFolderSet.contains(path) }

  /// The files that the program wrote, without the marker, sorted.
  package var ownFiles: [String] {
    entries.keys.filter { isOwn($0) && $0 != FolderMarker.name }.sorted()
  }

  /// The folders that the program made, sorted, so that each comes before those in it.
  var ownFolders: [String] { ownFolderSet.sorted() }

  /// The names of others, sorted.
  package var strangers: [String] {
    entries.keys.filter { !isOwn($0) && !isOwnFolder($0) && $0 != FolderDrafts.folder }.sorted()
  }

  /// What the marker should list: what is there of what it lists.
  var settledMarker: FolderMarker {
    FolderMarker(files: Set(ownFiles), folders: Set(ownFolders))
  }

  /// The first of some names, or of the folders that they are in, that somebody else has; nil when all are free.
  func clash(with names: some Sequence<String>) -> String? {
    let names = Array(names)
    let folders = FolderMarker.folders(of: names).filter { entries[$0] != nil && !isOwnFolder($0) }
    let files = (names + [FolderMarker.name]).filter { entries[$0] != nil && !isOwn($0) }
    return (folders + files).min()
  }
}

/// The names under which files are written before they are put in their place.
enum FolderDrafts {
  /// The folder of drafts inside a folder that is not replaced as a whole.
  static let folder = ".monzo-export-new"

  /// The name of a draft.
  static func name(_ number: Int) -> String { "draft-\(number)" }

  /// Whether a name in a folder of drafts is a draft's.
  static func isDraft(_ name: String) -> Bool {
    guard name.hasPrefix("draft-") else { return false }
    let digits = name.utf8.dropFirst(6)
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
