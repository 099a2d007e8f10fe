// Questions to the user at a terminal. Without one nothing is ever asked.

import Bytes
import Connect
import Disk
import MonzoAPI

struct Prompt {
  let console: Console

  /// Whether there is a terminal to ask at.
  var isPossible: Bool { console.input.isTerminal }

  /// Asks for a line of text; nil when the user ends the input instead.
  func text(_ question: String) throws -> String? {
    console.ask(question)
    var lines = LineInput(console.input)
    return try lines.next()?.trimmed.nonEmpty
  }

  /// Asks for a secret, which is not shown while it is typed or pasted.
  func secret(_ question: String) throws -> Secret? {
    defer { console.ask("\n") }
    let line = try console.input.readHiddenLine { console.ask(question) }
    return line.flatMap { String(decoding: $0, as: UTF8.self).trimmed.nonEmpty }.map(Secret.init)
  }
}
