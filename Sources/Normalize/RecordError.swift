// Why a record is no row, and the words for it. Every message says what was found and what was expected.

internal import Bytes

/// An error of one member of a record.
struct RecordError: Error {
  /// What was found against what was expected, in lower case.
  let message: String
  /// The token that is wrong, nil when it is missing or the whole record is meant.
  let token: Int?
  /// Whether nothing is wrong with the record, which only holds nothing for a row.
  private(set) var isNote = false

  init(_ message: String, at token: Int? = nil) {
    self.message = message
    self.token = token
  }

  /// A record that is left out although nothing is wrong with it.
  static func note(_ message: String) -> RecordError {
    var note = RecordError(message)
    note.isNote = true
    return note
  }

  static func missing(_ name: String, expected: String) -> RecordError {
    RecordError("'\(name)' is missing, expected \(expected)")
  }
}

/// What a member must be.
enum Expected {
  static let id = "the bank's id, a text"
  static let time = "YYYY-MM-DDThh:mm:ss[.fff]Z"
  static let day = "YYYY-MM-DD"
  static let minorUnits = "whole minor units within 64 bits, such as -510"
  static let currency = "a currency code of three letters, such as GBP"
  static let decimal = "a decimal number, such as 12.34"
  static let indicator = "Credit or Debit"
  static let bookingStatus = "one of Booked, Pending, Rejected"
  static let statementDate = "DD/MM/YYYY or YYYY-MM-DD"
  static let monthFirstDate = "MM/DD/YYYY as in the rest of the file, or YYYY-MM-DD"
  static let form = "words such as 'month-first decimal-comma'"
  static let timeOfDay = "HH:MM:SS"
}
