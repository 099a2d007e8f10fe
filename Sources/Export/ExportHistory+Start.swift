// Where a destination's books begin.

public import Model

extension ExportHistory {
  /// Whether an export of this period begins the books: none of an earlier one was made, nor of everything.
  public func beginsBooks(with days: DayRange?) -> Bool {
    guard let days else { return false }
    return !heads.contains { head in
      head.accounts?.isEmpty != true && head.days.map { $0.from < days.from } ?? true
    }
  }
}
