// Questions to a person at a terminal. Without one nothing is ever asked.

import Archive
import Bytes
import Connect
import Foundation
import MonzoAPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks a person.
struct Prompt {
  let console: Console

  /// Whether there is a person to ask.
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
    return try readUnseen(question).flatMap { String(decoding: $0, as: UTF8.self).trimmed.nonEmpty }
      .map(Secret.init)
  }

  /// Asks, and reads a line byte by byte.
  ///
  /// The terminal gives every key at once, Ctrl-C too, so that it can be put right again before the program
  /// ends.
  private func readUnseen(_ question: String) throws -> [UInt8]? {
    let descriptor = console.input.descriptor
    var usual = termios()
    guard tcgetattr(descriptor, &usual) == 0 else {
      throw StorageError(action: "read", path: console.input.path, code: errno)
    }
    var unseen = usual
    unseen.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    // Only then is the question asked: what comes after it must be neither shown nor lost.
    tcsetattr(descriptor, TCSAFLUSH, &unseen)
    defer { tcsetattr(descriptor, TCSADRAIN, &usual) }
    console.ask(question)
    var line: [UInt8] = []
    var key: [UInt8] = []
    while try console.input.read(upTo: 1, appendingTo: &key) == 1, let byte = key.popLast() {
      switch byte {
      case 0x0A, 0x0D: return line
      case 0x03:
        tcsetattr(descriptor, TCSADRAIN, &usual)
        raise(SIGINT)
      case 0x04: return nil
      case 0x08, 0x7F: _ = line.popLast()
      case 0x15: line = []
      default: line.append(byte)
      }
    }
    return nil
  }
}
