// What broken JSON costs. A broken line costs that line. A broken element of an array costs that element when
// the comma after it can be reported; otherwise the document is given up, and reading goes on with the next line
// that begins with `{` or `[`.

internal import Bytes
internal import Model
internal import Statements

extension Normalizer {
  /// Says of a value that is not JSON and passes over it, or asks for more bytes when there may be more of it.
  mutating func unreadable(
    _ error: JSONError, _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Step {
    if mayGoOn(error, rest, isLast: isLast) { return .needsMore }
    let isCut = rest.count > Normalizer.recordBytesMax
    var line = framing.line + error.line - 1
    var message = "not JSON: \(error.wording)"
    if isCut && error.kind == .endOfText {
      message =
        "a record of more than \(Normalizer.recordBytesMax >> 20) MiB; is a bracket not closed?"
    } else if framing.frames.isEmpty, isCutLine(bytes, rest, before: error.offset) {
      line = framing.line
      message = "not JSON: the line ends inside a value"
    }
    let outcome = Outcome.diagnostic(
      Diagnostic(file: file, line: line, id: reader.idOfRecord(bytes), message: message))
    if framing.frames.isEmpty {
      framing.recovery = error.line == 1 ? .line : .opening
      framing.hasGivenUp = true
      return .outcome(outcome)
    }
    guard case .list = framing.frames.last else {
      framing.giveUp()
      return .outcome(outcome)
    }
    switch endOfElement(bytes, rest) {
    case .found(let end, let lineFeeds):
      framing.advance(end - rest.lowerBound, &rest)
      framing.line += lineFeeds
      framing.endValue()
    case .incomplete where !isLast && !isCut: return .needsMore
    case .incomplete, .none: framing.giveUp()
    }
    return .outcome(outcome)
  }

  /// Whether an error may be no more than the end of the chunk, and more of it is worth waiting for.
  func mayGoOn(_ error: JSONError, _ rest: Range<Int>, isLast: Bool) -> Bool {
    // A character of up to four bytes may be cut by the end of the chunk.
    let isAtEnd = error.kind == .endOfText || error.offset + 4 >= rest.count
    return isAtEnd && !isLast && rest.count <= Normalizer.recordBytesMax
  }

  /// Whether a line before the error begins a value of its own: then the error is that of the first line.
  private func isCutLine(_ bytes: [UInt8], _ rest: Range<Int>, before offset: Int) -> Bool {
    var at = rest.lowerBound
    let end = min(rest.lowerBound + offset, rest.upperBound - 1)
    while at < end {
      if bytes[at] == 0x0A && (bytes[at + 1] == 0x7B || bytes[at + 1] == 0x5B) { return true }
      at += 1
    }
    return false
  }

  /// Says of text that is neither object nor array where one of them is expected.
  mutating func other(_ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool) -> Step {
    if framing.frames.isEmpty {
      if framing.hasGivenUp, [0x2C, 0x5D, 0x7D].contains(bytes[rest.lowerBound]) {
        framing.advance(1, &rest)
        return .moved
      }
      guard let found = QuotedRecord.line(bytes, rest, isLast: isLast) else { return .needsMore }
      framing.recovery = framing.hasRead ? .line : .opening
      return .outcome(
        diagnostic(
          framing.hasRead
            ? "expected a JSON object, found \(found)"
            : "expected JSON, or a statement with 'Date' and 'Amount' in its first line, found \(found)"
        ))
    }
    do {
      let (end, _) = try reader.tape.parsePrefix(bytes, Normalizer.text(rest))
      guard end < rest.upperBound || isLast else { return .needsMore }
      let outcome = diagnostic(
        "expected an object, found \(QuotedRecord.value(0, reader.tape, bytes))")
      framing.advance(end - rest.lowerBound, &rest)
      framing.endValue()
      return .outcome(outcome)
    } catch {
      return unreadable(error, bytes, &rest, isLast: isLast)
    }
  }

  /// Gives up the document at the next byte.
  mutating func giveUp(
    _ wording: String, _ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool
  ) -> Step {
    guard let found = QuotedRecord.line(bytes, rest, isLast: isLast) else { return .needsMore }
    let outcome = diagnostic(
      "not JSON: \(wording), found \(found); the rest of this document cannot be read")
    framing.giveUp()
    return .outcome(outcome)
  }

  private enum ElementEnd {
    case found(Int, lineFeeds: Int)
    case incomplete
    case none
  }

  /// Finds the comma or bracket behind a broken element, by counting brackets outside of strings.
  ///
  /// A string ends at a line feed too: there is none inside of a valid one.
  private func endOfElement(_ bytes: [UInt8], _ rest: Range<Int>) -> ElementEnd {
    let text = Normalizer.text(rest)
    var depth = 0
    var lineFeeds = 0
    var isString = false
    var at = text.start
    while at < text.end {
      let byte = bytes[at]
      if byte == 0x0A {
        lineFeeds += 1
        isString = false
      } else if isString {
        if byte == 0x5C { at += 1 }
        if byte == 0x22 { isString = false }
      } else if byte == 0x22 {
        isString = true
      } else if byte == 0x7B || byte == 0x5B {
        depth += 1
      } else if depth == 0 && (byte == 0x2C || byte == 0x5D) {
        return .found(at, lineFeeds: lineFeeds)
      } else if byte == 0x7D || byte == 0x5D {
        depth -= 1
        if depth < 0 { return .none }
      }
      at += 1
    }
    return .incomplete
  }
}
