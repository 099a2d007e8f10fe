// A folder of one test, gone when the test is over. Tests run at the same time in one process, so none of
// them changes the working directory.

internal import Connect
internal import Foundation

/// A temporary folder.
package final class Scratch {
  /// The folder's path, without a slash at its end.
  package let path: String

  package init() throws {
    path = "\(ScratchPlace.path)/commands-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder.
  package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and gives its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return self(name)
  }

  /// Writes a shell script that can be run and gives its path.
  ///
  /// Another program writes it: a file that this one has open for writing, and with it for a moment every
  /// program that a test starts meanwhile, cannot be run.
  @discardableResult
  package func script(_ body: String, to name: String) throws -> String {
    try FileManager.default.createDirectory(
      at: URL(filePath: self(name)).deletingLastPathComponent(), withIntermediateDirectories: true)
    let writer = ChildProcess(
      command: ["/bin/sh", "-c", "cat > \"$0\" && chmod 755 \"$0\"", self(name)],
      environment: ["PATH": "/usr/bin:/bin"])
    _ = try writer.run(Array("#!/bin/sh\n\(body)\n".utf8))
    return self(name)
  }

  /// Whether something exists at a name.
  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// The bytes of a file, nil when there is none.
  package func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: self(name)).map { Array($0) }
  }

  /// The text of a file, empty when there is none.
  package func text(_ name: String) -> String { String(decoding: bytes(name) ?? [], as: UTF8.self) }

  /// Every file below a folder with its bytes.
  package func files(in name: String = "") throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let walk = FileManager.default.enumerator(atPath: self(name))
    while let file = walk?.nextObject() as? String {
      guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      files[file] = bytes("\(name)/\(file)")
    }
    return files
  }
}
