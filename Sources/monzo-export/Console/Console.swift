// Where a command talks to people: notes and faults to stderr, data to stdout. Nothing else prints.

import Archive
import Model

/// The streams and settings of one run.
final class Console {
  let input: File
  let output: File
  private let errors: File
  /// Whether notes are wanted; faults always are.
  var isQuiet = false
  private(set) var statuses: [ExitStatus] = []
  private var showsProgress = false

  init(input: File, output: File, errors: File) {
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Says something that is good to know.
  func note(_ text: String) {
    if !isQuiet { say(Console.onOneLine(text)) }
  }

  /// Says something that is good to know even to those who want no notes.
  func insist(_ text: String) { say("monzo-export: \(Console.onOneLine(text))") }

  /// Asks a person at the terminal something, without a line feed; also those who want no notes.
  func ask(_ text: String) {
    progress(nil)
    try? errors.write(Array(text.utf8))
  }

  /// Runs something without its notes.
  func quietly<Result>(_ body: () throws -> Result) rethrows -> Result {
    let wasQuiet = isQuiet
    isQuiet = true
    defer { isQuiet = wasQuiet }
    return try body()
  }

  /// How many characters of progress are shown: a line that wraps could not be taken back.
  var progressWidth: Int { errors.columns.map { max($0 - 1, 0) } ?? 79 }

  /// Shows a user at a terminal how far long work is; nil when it is done.
  func progress(_ text: String?) {
    guard errors.isTerminal, !isQuiet, text != nil || showsProgress else { return }
    let shown = text.map {
      String(String.UnicodeScalarView($0.unicodeScalars.prefix(progressWidth).map(Console.safe)))
    }
    try? errors.write(Array("\r\u{1B}[K\(shown ?? "")".utf8))
    showsProgress = text != nil
  }

  /// Reports an error and remembers it for the exit code.
  func fault(_ text: String, _ status: ExitStatus) {
    say("monzo-export: \(Console.onOneLine(text))")
    statuses.append(status)
  }

  /// Says a complete message of its own form and remembers its cause.
  func say(_ text: String, _ status: ExitStatus) {
    say(text)
    statuses.append(status)
  }

  /// Remembers a cause for the exit code that something else has reported.
  func record(_ status: ExitStatus) { statuses.append(status) }

  /// Writes data.
  func write(_ bytes: [UInt8]) throws(StorageError) { try output.write(bytes) }

  /// Writes a text and a line feed as data.
  func print(_ text: String) throws(StorageError) { try output.write(Array((text + "\n").utf8)) }

  /// A name with a line feed in it must not look like a message of its own.
  private static func onOneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? "\u{FFFD}" : $0 }))
  }

  private func say(_ text: String) {
    progress(nil)
    let text = String(String.UnicodeScalarView(text.unicodeScalars.map(Console.safe)))
    // When even stderr cannot be written there is nobody left to report to.
    try? errors.write(Array((text + "\n").utf8))
  }

  /// Names and texts of strangers are shown here: nothing in them may move the cursor, or turn or hide text.
  private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x0A: scalar
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: scalar
    }
  }
}

extension Console {
  /// Reports every error of the input, at most `limit` of them one by one.
  func report(_ diagnostics: [Diagnostic], total: Int) {
    for diagnostic in diagnostics { fault("\(diagnostic)", .badInput) }
    if total > diagnostics.count {
      fault("\(total - diagnostics.count) more records could not be read", .badInput)
    }
  }
}
