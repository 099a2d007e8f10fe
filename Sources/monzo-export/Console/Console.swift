// Where a command prints: notes and errors to stderr, data to stdout. Nothing else prints.

import Disk
import Wording

final class Console {
  let input: File
  let output: File
  private let errors: File
  /// Whether notes are left out; errors never are.
  var isQuiet = false
  private(set) var statuses: [ExitStatus] = []
  private var showsProgress = false
  private var reportedOnce: Set<String> = []

  init(input: File, output: File, errors: File) {
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Shows what was put into words.
  func show(_ message: Message) {
    switch message {
    case .note(let text): note(text)
    case .error(let text, let status): fault(text, status)
    case .errorOnce(let text, let status): faultOnce(text, status)
    case .question(let text): ask(text)
    case .progress(let text): progress(text)
    case .status(let status): record(status)
    }
  }

  func show(_ messages: [Message]) {
    for message in messages { show(message) }
  }

  func note(_ text: String) {
    if !isQuiet { say(Console.onOneLine(text)) }
  }

  /// Prints a note that also those read who want none.
  func insist(_ text: String) { say("monzo-export: \(Console.onOneLine(text))") }

  /// Asks the user at the terminal, without a line feed and however quiet the run is.
  func ask(_ text: String) {
    progress(nil)
    try? errors.write(Array(text.utf8))
  }

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

  /// Reports an error that several parts of a run come upon, once.
  private func faultOnce(_ text: String, _ status: ExitStatus) {
    if reportedOnce.insert(text).inserted { fault(text, status) }
  }

  /// Prints a message that has a form of its own and remembers its cause.
  func say(_ text: String, _ status: ExitStatus) {
    say(text)
    statuses.append(status)
  }

  func record(_ status: ExitStatus) { statuses.append(status) }

  func write(_ bytes: [UInt8]) throws(StorageError) { try output.write(bytes) }

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
