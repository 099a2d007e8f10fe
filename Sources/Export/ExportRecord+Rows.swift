// How an export fills its record: row by row, as rows are put into registers.

public import Aggregate
public import Model
internal import Write

extension ExportRecord {
  /// Notes how a row is in the export.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - share: what it is to the export; only rows of the period and late ones are noted.
  ///   - places: the entries that it makes, each with the id of its register.
  ///   - includingPending: whether the files hold what is pending.
  public mutating func report(
    _ row: Row, _ share: ExportShare, in places: [(register: String, entry: Register.Entry)],
    includingPending: Bool = false
  ) {
    guard share == .own || share == .late, let id = row[.id] else { return }
    var manner = Manner(row, includingPending: includingPending)
    if places.isEmpty {
      reported.append(
        Line(
          id: id, register: row[.accountID] ?? "", manner == .exported ? .mirrored : manner,
          date: row.date, amount: row.amount))
    }
    if share == .late && manner == .exported { manner = .late }
    for place in places {
      reported.append(
        Line(
          id: id, register: place.register, manner, date: row.date,
          amount: Money(place.entry.amountMinor, row.currency)))
    }
  }
}
