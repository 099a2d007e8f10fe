// One run of the program inside the test process: arguments and input in, exit code and both streams out.

import Disk
import Foundation
import Model

@testable import monzo_export

/// What a command line did.
struct Run {
  let status: Int32
  let output: [UInt8]
  let errors: String

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }
  /// The lines of standard output; CSV ends them with CR LF.
  var lines: [Substring] { text.split(whereSeparator: \.isNewline) }

  /// Runs a command line.
  ///
  /// - Parameters:
  ///   - arguments: what follows the program's name.
  ///   - input: what standard input holds.
  ///   - environment: the environment variables.
  ///   - clock: what time it is.
  /// - Throws: what the temporary files of the three streams refuse.
  init(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    clock: @escaping @Sendable () -> Instant = { Instant.ofSystem }
  ) throws {
    let (stdin, stdout, stderr) = (
      try File.temporary(), try File.temporary(), try File.temporary()
    )
    try stdin.write(input)
    try stdin.rewind()
    status = MonzoExport.run(
      arguments: arguments, environment: environment, input: stdin, output: stdout, errors: stderr,
      clock: clock)
    try stdout.rewind()
    try stderr.rewind()
    output = try stdout.readAll()
    errors = String(decoding: try stderr.readAll(), as: UTF8.self)
  }

  init(_ arguments: String..., input: String = "") throws {
    try self.init(arguments, input: Array(input.utf8))
  }

  /// The ids of the rows on standard output, which is JSON Lines.
  var ids: [String] {
    lines.compactMap { line in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["reference"] == nil ? object?["id"] as? String : nil
    }
  }
}
