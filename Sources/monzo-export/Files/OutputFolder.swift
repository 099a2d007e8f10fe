// A folder of results that appears whole or not at all: everything is written into a new folder beside it,
// which then takes its place. Files in the old folder that this program did not write move along.

import Foundation

/// A folder being prepared to replace another.
struct OutputFolder {
  /// The list of what the program wrote, kept inside the folder, so that the next run knows what is its own.
  static let listName = ".monzo-export-files"

  let path: String
  private let staging: String
  private var written: Set<String> = []

  /// Prepares a new folder that will stand at `path`.
  init(replacing path: String) throws(StorageError) {
    self.path = path
    staging = path + ".new"
    try OutputFolder.recover(path)
    try OutputFolder.attempt("clear", staging) {
      if FileManager.default.fileExists(atPath: staging) {
        try FileManager.default.removeItem(atPath: staging)
      }
    }
    try OutputFolder.make(staging)
  }

  /// Puts back the old folder where a run was ended between taking it away and putting the new one there.
  private static func recover(_ path: String) throws(StorageError) {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: path), manager.fileExists(atPath: path + ".old") else {
      return
    }
    try attempt("restore", path) { try manager.moveItem(atPath: path + ".old", toPath: path) }
  }

  /// Makes a folder that only its owner may enter, with the folders above it.
  static func make(_ path: String) throws(StorageError) {
    try attempt("make the folder", path) {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
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
    if let slash = name.lastIndex(of: "/") { try OutputFolder.make("\(staging)/\(name[..<slash])") }
    written.insert(name)
    return try File.writing("\(staging)/\(name)")
  }

  /// Puts the new folder in the place of the old one.
  mutating func commit() throws(StorageError) {
    try write(
      Array((written.sorted().joined(separator: "\n") + "\n").utf8), to: OutputFolder.listName)
    let old = path + ".old"
    let manager = FileManager.default
    let (path, staging) = (path, staging)
    let strangers = OutputFolder.strangers(in: path)
    try OutputFolder.attempt("replace", path) {
      if manager.fileExists(atPath: old) { try manager.removeItem(atPath: old) }
      if manager.fileExists(atPath: path) { try manager.moveItem(atPath: path, toPath: old) }
      try manager.moveItem(atPath: staging, toPath: path)
      for name in strangers where !manager.fileExists(atPath: "\(path)/\(name)") {
        let folder = (("\(path)/\(name)") as NSString).deletingLastPathComponent
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try manager.moveItem(atPath: "\(old)/\(name)", toPath: "\(path)/\(name)")
      }
      if manager.fileExists(atPath: old) { try manager.removeItem(atPath: old) }
    }
  }

  /// The files of a folder that an earlier run did not write, in order.
  private static func strangers(in path: String) -> [String] {
    let manager = FileManager.default
    guard let walk = manager.enumerator(atPath: path) else { return [] }
    let list = (try? String(contentsOfFile: "\(path)/\(listName)", encoding: .utf8)) ?? ""
    let own = Set(list.split(separator: "\n").map(String.init) + [listName])
    var names: [String] = []
    for case let name as String in walk where !own.contains(name) {
      var isFolder: ObjCBool = false
      if manager.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder), !isFolder.boolValue
      {
        names.append(name)
      }
    }
    return names.sorted()
  }

  private static func attempt(_ action: String, _ path: String, _ body: () throws -> Void)
    throws(StorageError)
  {
    do { try body() } catch {
      let posix = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw StorageError(action: action, path: path, code: Int32(posix?.code ?? Int(EIO)))
    }
  }
}
