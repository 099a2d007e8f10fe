// A folder of results that appears whole or not at all: everything is written into a new folder beside it,
// which then takes its place. A folder that holds anything that this program did not write is refused, and
// nothing in it is touched: replacing it would lose modes, owners and times, and a kill could lose files.

package import Archive
import Foundation

/// A folder being prepared to replace another.
package struct OutputFolder {
  /// The list of what the program wrote, kept inside the folder, so that the next run knows what is its own.
  static let listName = ".monzo-export-files"

  let path: String
  private let staging: String
  private let old: String
  private var written: Set<String> = []
  private var draft: Draft?

  /// The new folder until it is in its place: one that is given up is removed, so that it takes no room.
  private final class Draft {
    private let path: String
    var isInPlace = false

    init(_ path: String) { self.path = path }

    deinit { if !isInPlace { try? FileManager.default.removeItem(atPath: path) } }
  }

  /// Prepares a new folder that will be at `path`.
  ///
  /// - Throws: `StorageError` when a file is there, or a folder that holds anything of somebody else.
  init(replacing path: String) throws(StorageError) {
    self.path = try OutputFolder.named(File.followed(path))
    staging = SiblingPath.of(self.path, .new)
    old = SiblingPath.of(self.path, .old)
    try recover()
    try refuseStrangers()
    try clear(staging)
    draft = Draft(staging)
    try make(staging)
  }

  /// Makes sure that a folder may be replaced, before anything is written anywhere.
  ///
  /// - Throws: `StorageError` when a file is there, or a folder that holds anything of somebody else.
  static func check(_ path: String) throws(StorageError) {
    try OutputFolder(checking: path).refuseStrangers()
  }

  private init(checking path: String) throws(StorageError) {
    self.path = try OutputFolder.named(File.followed(path))
    staging = SiblingPath.of(self.path, .new)
    old = SiblingPath.of(self.path, .old)
    try recover()
  }

  /// The path without slashes at its end; one that does not end in a name cannot be replaced.
  private static func named(_ path: String) throws(StorageError) -> String {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    let name = path.split(separator: "/").last ?? ""
    guard !["", ".", ".."].contains(name) else {
      throw StorageError(
        action: "replace this folder", path: path, code: EBUSY, advice: "name a folder inside it")
    }
    return path
  }

  /// Puts back the old folder where a run was ended between moving it aside and putting the new one there.
  private func recover() throws(StorageError) {
    switch OutputFolder.kind(of: path) {
    case .typeDirectory?: return
    case nil where OutputFolder.kind(of: old) != nil: try move(old, to: path)
    case nil: return
    default:
      throw StorageError(
        action: "write a folder", path: path, code: ENOTDIR, advice: "name another place for it")
    }
  }

  /// Makes a folder that only its owner may enter, with the folders above it.
  private func make(_ folder: String) throws(StorageError) {
    try OutputFolder.attempt("make the folder", path) {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
  }

  /// Writes a file; `name` may hold folders.
  mutating func write(_ bytes: [UInt8], to name: String) throws(StorageError) {
    let file = try open(name)
    try file.write(bytes)
    try file.synchronize()
  }

  /// Opens a file for writing piece by piece.
  mutating func open(_ name: String) throws(StorageError) -> File {
    if let slash = name.lastIndex(of: "/") { try make("\(staging)/\(name[..<slash])") }
    written.insert(name)
    return try File.creating("\(staging)/\(name)")
  }

  /// Puts the new folder in the place of the old one.
  mutating func commit() throws(StorageError) {
    try write(
      Array((written.sorted().joined(separator: "\n") + "\n").utf8), to: OutputFolder.listName)
    try refuseStrangers()
    try clear(old)
    if OutputFolder.kind(of: path) != nil { try move(path, to: old) }
    try move(staging, to: path)
    draft?.isInPlace = true
    try clear(old)
  }

  /// Refuses a folder that holds anything that an earlier run did not write.
  private func refuseStrangers() throws(StorageError) {
    guard let name = firstStranger else { return }
    throw StorageError(
      action: "replace the folder", path: path, code: ENOTEMPTY,
      advice:
        "it holds '\(name)', which this program did not write: move it away, or name another folder"
    )
  }

  /// The first name in the folder that an earlier run did not write; of its folders the empty ones, since
  /// others come with what is in them.
  private var firstStranger: String? {
    let manager = FileManager.default
    guard let walk = manager.enumerator(atPath: path) else { return nil }
    let list = (try? File.reading("\(path)/\(OutputFolder.listName)").readAll()) ?? []
    let own = Set(
      list.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        + [OutputFolder.listName])
    var names: [String] = []
    while let name = walk.nextObject() as? String {
      if own.contains(name) { continue }
      let isFolder = walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
      if isFolder, (try? manager.contentsOfDirectory(atPath: "\(path)/\(name)"))?.isEmpty != true {
        continue
      }
      names.append(name)
    }
    return names.min()
  }

  // MARK: The file system

  /// What is at a path, links not followed; nil for nothing.
  private static func kind(of path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  private func move(_ source: String, to target: String) throws(StorageError) {
    try OutputFolder.attempt("replace", path) {
      try FileManager.default.moveItem(atPath: source, toPath: target)
    }
  }

  /// Removes a folder with all that it holds.
  package static func remove(_ path: String) throws(StorageError) {
    try attempt("clear", path) { try FileManager.default.removeItem(atPath: path) }
  }

  private func clear(_ path: String) throws(StorageError) {
    guard OutputFolder.kind(of: path) != nil else { return }
    try OutputFolder.remove(path)
  }

  private static func attempt(_ action: String, _ path: String, _ body: () throws -> Void)
    throws(StorageError)
  {
    do { try body() } catch {
      let cause = error as? POSIXError ?? (error as? CocoaError)?.underlying as? POSIXError
      throw StorageError(action: action, path: path, code: cause?.code.rawValue ?? EIO)
    }
  }
}
