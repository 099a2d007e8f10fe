// How the cells of a statement are to be read where its numbers and dates can mean two things. The bank writes
// DD/MM/YYYY and 1234.56; a spreadsheet writes what its country does. That is found out over the whole file, by the
// first cell that can mean only one thing, and never cell by cell: 03/04/2026 is not guessed.

/// The order of day and month in dates such as 03/04/2026.
public enum DateOrder: String, CaseIterable, Sendable {
  /// As the bank and most of the world write it.
  case dayFirst = "day-first"
  /// As in the United States.
  case monthFirst = "month-first"
}

/// How the cells of one statement are to be read.
package struct StatementForm: Equatable, Sendable {
  /// What is between whole units and their fractions.
  package enum DecimalMark: String, Sendable {
    case point = "decimal-point"
    case comma = "decimal-comma"
  }

  package var dates = DateOrder.dayFirst
  package var decimals = DecimalMark.point
  /// Whether times without a zone are those of the user's clock, as the app shows them, and not UTC.
  package var isLocal = false

  /// The form of the bank's own statements.
  package static let ofBank = StatementForm()

  /// The form in words, which an archive keeps with a line; nil for the bank's own.
  package var words: String? {
    let isPlain = dates == .dayFirst && decimals == .point
    return isPlain ? nil : "\(dates.rawValue) \(decimals.rawValue)"
  }

  package init() {}

  /// The form of words that `words` gave; nil for others.
  package init?(_ words: String) {
    let parts = words.split(separator: " ").map(String.init)
    guard parts.count == 2, let dates = DateOrder(rawValue: parts[0]),
      let decimals = DecimalMark(rawValue: parts[1])
    else { return nil }
    (self.dates, self.decimals) = (dates, decimals)
  }
}
