// Records that turn out to be of one export: of one folder under two spellings, or of several parts of a period.

internal import Model

extension ExportRecord {
  /// Joins the records that are of the same period and of the same part of it.
  public static func joined(_ records: [ExportRecord]) -> [ExportRecord] {
    var all: [ExportRecord] = []
    for record in records.sorted(by: { $0.asOf < $1.asOf }) {
      if let index = all.firstIndex(where: { $0.isOfSame(record) }) {
        all[index] = all[index].joined(with: record)
      } else {
        all.append(record)
      }
    }
    return all
  }

  /// Whether another record is of the same period, and of all or of some of its rows as this one.
  public func isOfSame(_ other: ExportRecord) -> Bool {
    period == other.period && days == other.days && isComplete == other.isComplete
  }

  /// The record with what a later one reported, too; what both have stays as it was first.
  public func joined(with later: ExportRecord) -> ExportRecord {
    struct Place: Hashable {
      let id, register: String
      let manner: Manner
      let number: Int

      init(_ line: Line) {
        (id, register) = (line.id, line.register)
        (manner, number) = (line.manner, line.number)
      }
    }
    var joined = self
    joined.asOf = max(asOf, later.asOf)
    if let accounts, let others = later.accounts {
      joined.accounts = Set(accounts).union(others).sorted()
    }
    var places = Set(reported.map { Place($0) })
    joined.reported += later.reported.filter { places.insert(Place($0)).inserted }
    return joined
  }
}
