// What all exports wrote for one destination, by row: the question that is asked of it is "which export had this
// row, and with which amount". Ten years of a busy household are a hundred thousand marks, so a mark is small.

internal import Model
internal import Write

/// The records of one destination, ready to be asked.
public struct ExportHistory: Sendable {
  /// One line of a record.
  struct Mark: Sendable {
    let key: RowKey
    let minor: Int64
    let currency: Currency
    let date: CivilDate
    let register: Int32
    /// The record, as an index into `heads`.
    let head: Int32
    let manner: ExportRecord.Manner
    /// Which correction of the row it is, from 1.
    let number: Int32
  }

  /// What a record says beside its lines.
  struct Head: Sendable {
    let period: String
    let days: DayRange?
    /// The accounts and pots that are complete; all when nil.
    let accounts: Set<String>?

    /// Whether the record is to have a row.
    func covers(_ row: Row, on day: CivilDate) -> Bool {
      guard days?.contains(day) ?? true else { return false }
      guard let accounts else { return true }
      return [row[.accountID], row[.potID]].contains { $0.map(accounts.contains) ?? false }
    }
  }

  /// The records in the order in which they were made; those that are of one time by last day, first day and name.
  let heads: [Head]
  /// Every line, by key, register and record, what a record exported before what it named.
  let marks: [Mark]
  let registers: [String]
  /// Ids that cannot be made from their keys.
  private let ids: [RowKey: String]

  /// Gathers the records of one destination, in any order.
  public init(_ records: [ExportRecord] = []) {
    let records = ExportRecord.joined(records).sorted { ExportHistory.precedes($0, $1) }
    heads = records.map {
      Head(period: $0.period, days: $0.days, accounts: $0.accounts.map { Set($0) })
    }
    var (registers, numbers): ([String], [String: Int32]) = ([], [:])
    var ids: [RowKey: String] = [:]
    var marks: [Mark] = []
    marks.reserveCapacity(records.reduce(0) { $0 + $1.reported.count })
    for (head, record) in records.enumerated() {
      for line in record.reported {
        let key = RowKey(line.id)
        if !key.isExact { ids[key] = line.id }
        if numbers[line.register] == nil {
          numbers[line.register] = Int32(registers.count)
          registers.append(line.register)
        }
        marks.append(
          Mark(
            key: key, minor: line.amount.minorUnits, currency: line.amount.currency,
            date: line.date, register: numbers[line.register] ?? 0, head: Int32(head),
            manner: line.manner, number: Int32(line.number)))
      }
    }
    // What was exported comes before what was named later by the same export.
    marks.sort {
      ($0.key, $0.register, $0.head, $0.manner.isExported ? 0 : 1)
        < ($1.key, $1.register, $1.head, $1.manner.isExported ? 0 : 1)
    }
    self.marks = marks
    self.registers = registers
    self.ids = ids
  }

  /// Whether nothing was exported.
  public var isEmpty: Bool { heads.isEmpty }

  /// Whether a row's account or pot is in a record; of files nobody knows what else there is.
  func hasRegister(of row: Row) -> Bool {
    [row[.accountID], row[.potID]].contains { id in
      id.map { id in registers.contains { $0.prefix { $0 != " " } == id } } ?? false
    }
  }

  /// The marks of a row.
  func range(of key: RowKey) -> Range<Int> {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].key < key { low = middle + 1 } else { high = middle }
    }
    let end = marks[low...].prefix { $0.key == key }.endIndex
    return low..<end
  }

  func id(of mark: Mark) -> String { mark.key.id ?? ids[mark.key] ?? "" }

  private static func precedes(_ one: ExportRecord, _ other: ExportRecord) -> Bool {
    if one.asOf != other.asOf { return one.asOf < other.asOf }
    func order(_ record: ExportRecord) -> (CivilDate, CivilDate, String) {
      let far = CivilDate(days: .max)
      return (record.days?.through ?? far, record.days?.from ?? far, record.name)
    }
    return order(one) < order(other)
  }
}
