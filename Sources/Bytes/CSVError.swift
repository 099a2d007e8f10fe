// What can be wrong with a CSV file, as facts with a line, and the one place that words them.

/// Why a CSV record could not be read.
public struct CSVError: Error, Equatable, Sendable {
  /// The kinds of error.
  public enum Kind: Equatable, Sendable {
    /// A quoted cell had no closing quote when the input ended.
    case unclosedQuote
    /// A closing quote was followed by something else than a separator or a line end.
    case textAfterQuote
    /// The record holds bytes that are not UTF-8.
    case invalidUTF8
    /// The record is longer than `CSVReader.recordBytesMax`.
    case recordTooLong
  }

  /// What is wrong.
  public let kind: Kind

  /// The line of the error, from 1: for an unclosed quote where it opened, for a record that is too
  /// long where it began.
  public let line: Int

  /// Creates the error of a line.
  public init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }

  /// The error in words, without the line, for callers that print `file:line: wording`.
  public var wording: String {
    switch kind {
    case .unclosedQuote: "the quote that opens here is never closed"
    case .textAfterQuote:
      "text after a closing quote; expected a comma or the end of the line"
        + " (a quote inside of a quoted cell is written twice)"
    case .invalidUTF8: "not valid UTF-8"
    case .recordTooLong:
      "the record is longer than \(CSVReader.recordBytesMax >> 20) MiB; is a quote not closed?"
    }
  }
}

extension CSVError: CustomStringConvertible {
  /// The line and the error, for people.
  public var description: String { "line \(line): \(wording)" }
}
