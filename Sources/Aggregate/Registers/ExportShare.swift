// What a row is to an export of a period. The history of a destination decides it; here it says which rows a
// register has, and which of its money other files have.

/// What a row is to an export.
public enum ExportShare: Equatable, Sendable {
  /// A row of the period.
  case own
  /// A row of the period that another export had as a late one.
  case exportedElsewhere
  /// A row of an earlier day that no export had: it is in the accounting files.
  case late
  /// Another row of an earlier day; not booked by the end of the period when only a later export had it.
  case earlier(isBooked: Bool)
  /// A row of a later day.
  case later
}
