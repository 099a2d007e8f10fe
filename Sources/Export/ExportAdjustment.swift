// Entries that correct what a destination was given: importers skip an id that they know, so when a row changes after
// it was exported, the difference is an entry of its own, with an id that is made of the row's id and of what it
// corrects, so that the same file again adds nothing. An adjustment stays with the export that had it.
//
// Once a row has an adjustment, every file goes on giving it as it was first given: all files together then sum to
// what is, whichever of them are exported again.

public import Model
internal import Write

/// An entry that corrects the amount of a row that was exported.
public struct ExportAdjustment: Equatable, Sendable {
  /// The id of the row.
  public var row: String
  /// The id of the register.
  public var register: String
  /// Which correction of the row it is, from 1.
  public var number: Int
  /// The day that the row was exported with.
  public var date: CivilDate
  /// What the destination has of the row without it.
  public var was: Money
  /// What the destination has of the row with it.
  public var now: Money
  /// Whom the row was paid to or came from, where it is still there.
  public var payee: String?
  /// The category of the row, where it is still there.
  public var category: String?

  /// The difference.
  public var amount: Money { Money(now.minorUnits - was.minorUnits, now.currency) }

  /// The id of the entry.
  public var id: String {
    let version = StableHash.of("\(was.minorUnits) \(now.minorUnits)") & 0xFFFF_FFFF
    return "\(row)-adjust-\(number)-\(String(version, radix: 16))"
  }

  /// The line of the record.
  var line: ExportRecord.Line {
    var line = ExportRecord.Line(
      id: row, register: register, .adjusted, date: date, amount: amount)
    line.number = number
    return line
  }

  /// The entry as a row of its register.
  public var entry: Row {
    var entry = Row()
    entry[.id] = id
    entry[.accountID] = String(register.prefix { $0 != " " })
    entry.created = Instant(seconds: Int64(date.days) * 86_400)
    entry.date = date
    entry.postedDate = date
    entry.amount = amount
    entry.kind = .adjustment
    entry[.payee] = payee ?? "Adjustment"
    entry[.category] = category
    entry[.memo] = "Adjustment: \(was) is now \(now), \(row)"
    return entry
  }
}

extension ExportedChanges {
  /// The adjustments that the export has: those that it had before, and what else is to be corrected.
  ///
  /// To be asked when all rows were visited.
  ///
  /// - Parameters:
  ///   - offersMore: whether rows are corrected that no export has corrected.
  ///   - accounts: the accounts and pots whose rows are wanted; all when nil.
  /// - Returns: the adjustments, by day and id.
  public func adjustments(
    offeringMore offersMore: Bool, of accounts: [String]? = nil
  ) -> [ExportAdjustment] {
    let wanted = accounts.map { Set($0) }
    return groups.filter {
      wanted?.contains(history.owner(of: history.marks[$0.lowerBound])) ?? true
    }
    .flatMap { adjustments(in: $0, offersMore) }
    .sorted { ($0.date, $0.id, $0.register) < ($1.date, $1.id, $1.register) }
  }

  private func adjustments(in range: Range<Int>, _ offersMore: Bool) -> [ExportAdjustment] {
    let marks = history.marks[range]
    guard let exported = marks.first(where: { $0.manner.isExported }) else { return [] }
    let texts = range.compactMap { found[$0] }.first { $0.payee != nil || $0.category != nil }
    var given = exported.minor
    var all: [ExportAdjustment] = []
    func adjust(_ number: Int, to minor: Int64, isOfThis: Bool) {
      if isOfThis {
        all.append(
          ExportAdjustment(
            row: history.id(of: exported), register: history.registers[Int(exported.register)],
            number: number, date: exported.date, was: Money(given, exported.currency),
            now: Money(minor, exported.currency), payee: texts?.payee, category: texts?.category))
      }
      given = minor
    }
    let earlier = marks.filter { $0.manner == .adjusted }.sorted { $0.number < $1.number }
    for mark in earlier {
      adjust(Int(mark.number), to: given &+ mark.minor, isOfThis: mark.head == former)
    }
    if offersMore, let now = now(range), (now.minor ?? 0) != given {
      adjust(Int(earlier.last?.number ?? 0) + 1, to: now.minor ?? 0, isOfThis: true)
    }
    return all
  }

  /// What is given as it was first given, because adjustments correct it.
  public struct Kept: Sendable {
    fileprivate var amounts: [RowKey: (register: String, minor: Int64)] = [:]
    /// Rows of the export that move no money any more, as they were given.
    public fileprivate(set) var gone: [Row] = []

    /// Nothing is kept.
    public init() {}

    /// The row with the amount that it was given with; nil when it has no other.
    ///
    /// - Parameters:
    ///   - row: the row.
    ///   - home: the id of the register of its account.
    /// - Returns: the row as files go on giving it.
    public func row(_ row: Row, in home: String) -> Row? {
      guard let key = row.key, let (register, minor) = amounts[key] else { return nil }
      var row = row
      row.amountMinor = register == home ? minor : 0 &- minor
      return row
    }
  }

  /// What is given as it was first given.
  ///
  /// - Parameter adjustments: the adjustments of this export.
  /// - Returns: it.
  public func kept(with adjustments: [ExportAdjustment]) -> Kept {
    var kept = Kept()
    guard !history.isEmpty else { return kept }
    let corrected = Set(adjustments.map { RowKey($0.row) })
    for range in groups {
      let marks = history.marks[range]
      guard let exported = marks.first(where: { $0.manner.isExported }),
        corrected.contains(exported.key) || marks.contains(where: { $0.manner == .adjusted })
      else { continue }
      let register = history.registers[Int(exported.register)]
      if found[range.lowerBound]?.minor != nil {
        kept.amounts[exported.key] = (history.owner(of: exported), exported.minor)
      } else if marks.contains(where: { $0.manner.isExported && $0.head == former }) {
        kept.gone.append(gone(exported, register, found[range.lowerBound]))
      }
    }
    return kept
  }

  private func gone(_ mark: ExportHistory.Mark, _ register: String, _ found: Found?) -> Row {
    let amount = Money(mark.minor, mark.currency)
    var row = ExportAdjustment(
      row: "", register: register, number: 0, date: mark.date, was: Money(0, mark.currency),
      now: amount, payee: found?.payee ?? "Monzo", category: found?.category
    ).entry
    row[.id] = history.id(of: mark)
    row[.memo] = nil
    return row
  }
}
