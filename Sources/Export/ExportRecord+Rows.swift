// How an export fills its record: row by row, as rows take their places in registers.

public import Aggregate
public import Model
internal import Write

extension ExportRecord {
  /// Takes down how a row is in the export.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - share: what it is to the export; only rows of the period and late ones are taken down.
  ///   - places: the entries that it makes, each with its register.
  public mutating func tell(
    _ row: Row, _ share: ExportShare, in places: [(register: Register, entry: Register.Entry)]
  ) {
    guard share == .own || share == .late, let id = row[.id] else { return }
    var manner = Manner(row)
    if places.isEmpty {
      told.append(
        Line(
          id: id, register: row[.accountID] ?? "", manner == .given ? .mirrored : manner,
          date: row.date, amount: row.amount))
    }
    if share == .late && manner == .given { manner = .late }
    for place in places {
      told.append(
        Line(
          id: id, register: place.register.id, manner, date: row.date,
          amount: Money(place.entry.amountMinor, row.currency)))
    }
  }
}
