// Where a command talks to people: notes and faults to stderr, data to stdout. Nothing else prints.

import Model

/// The streams and settings of one run.
final class Console {
  let input: File
  let output: File
  private let errors: File
  /// Whether notes are wanted; faults always are.
  var isQuiet = false
  private(set) var statuses: [ExitStatus] = []

  init(input: File, output: File, errors: File) {
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Tells something that is good to know.
  func note(_ text: String) {
    if !isQuiet { say(text) }
  }

  /// Tells a fault and remembers it for the exit code.
  func fault(_ text: String, _ status: ExitStatus) {
    say("monzo-export: \(text)")
    statuses.append(status)
  }

  /// Tells a complete message of its own form and remembers its cause.
  func say(_ text: String, _ status: ExitStatus) {
    say(text)
    statuses.append(status)
  }

  /// Remembers a cause for the exit code that something else has told.
  func record(_ status: ExitStatus) { statuses.append(status) }

  /// Writes data.
  func write(_ bytes: [UInt8]) throws(StorageError) { try output.write(bytes) }

  /// Writes a text and a line feed as data.
  func print(_ text: String) throws(StorageError) { try output.write(Array((text + "\n").utf8)) }

  private func say(_ text: String) {
    // Names and texts of the input are shown here: none of their control characters reaches the terminal.
    let safe = text.unicodeScalars.map {
      $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F ? "\u{FFFD}" : $0
    }
    let text = String(String.UnicodeScalarView(safe))
    // When even stderr cannot be written there is nobody left to tell.
    try? errors.write(Array((text + "\n").utf8))
  }
}

extension Console {
  /// Tells every fault of the input, at most `limit` of them one by one.
  func report(_ diagnostics: [Diagnostic], total: Int) {
    for diagnostic in diagnostics { fault("\(diagnostic)", .badInput) }
    if total > diagnostics.count {
      fault("\(total - diagnostics.count) more records could not be read", .badInput)
    }
  }
}
