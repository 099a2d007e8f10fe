// Command lines run inside the test process: the same code as the binary's, without a process to start.

import Foundation

@testable import monzo_export

/// What one command line gave.
struct CommandLineRun {
  let output: [UInt8]
  let errors: String
  let status: Int32

  /// Runs the program.
  init(_ arguments: [String], input: [UInt8] = []) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["in", "out", "err"].map { folder.appending(path: $0).path() }
    try Data(input).write(to: URL(filePath: paths[0]))
    status = MonzoExport.run(
      arguments: arguments, environment: [:], input: try .reading(paths[0]),
      output: try .writing(paths[1]), errors: try .writing(paths[2]))
    output = Array(try Data(contentsOf: URL(filePath: paths[1])))
    errors = String(decoding: try Data(contentsOf: URL(filePath: paths[2])), as: UTF8.self)
  }
}
