// Command lines run inside the test process: the same code as the binary's, without a process to start.

import Disk

@testable import monzo_export

/// What one command line gave.
struct CommandLineRun {
  let output: [UInt8]
  let errors: String
  let status: Int32

  /// Runs the program.
  init(_ arguments: [String], input bytes: [UInt8] = []) throws {
    let (input, output, errors) = try (File.temporary(), File.temporary(), File.temporary())
    try input.write(bytes)
    try input.rewind()
    status = MonzoExport.run(
      arguments: arguments, environment: [:], input: input, output: output, errors: errors)
    try output.rewind()
    try errors.rewind()
    self.output = try output.readAll()
    self.errors = String(decoding: try errors.readAll(), as: UTF8.self)
  }
}
