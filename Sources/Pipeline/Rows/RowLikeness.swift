// Whether two rows are of one payment although they share no id: the same time, as exactly as the less exact of them
// says it, the same amount and a name in common.

import Bytes
import Model

/// What of a row shows that it is of the same payment as another one.
struct RowLikeness {
  /// How exact the time of a row is.
  enum Precision: Int, Comparable {
    case second, minute, day

    static func < (one: Precision, other: Precision) -> Bool { one.rawValue < other.rawValue }
  }

  /// Rows of equal worth: those of one source and one kind of id.
  struct Rank: Hashable, Comparable {
    let source: UInt8
    let isMadeUp: Bool

    static func < (one: Rank, other: Rank) -> Bool {
      one.source == other.source ? !one.isMadeUp && other.isMadeUp : one.source < other.source
    }
  }

  /// What must be equal before anything else is looked at.
  struct Money: Hashable {
    let amountMinor: Int64
    let currency: UInt32
  }

  let created: Instant
  let date: CivilDate
  let money: Money
  /// Nil for a row with the bank's own id.
  let rank: Rank?
  let precision: Precision
  private let account: UInt64?
  private let names: [String]
  /// Whether the row knows its other side by an id only.
  private let isNameless: Bool
  private let isPotMove: Bool
  private let isDeclined: Bool
  private let isByClock: Bool

  /// What a row shows; pots are also known by their names.
  init(_ row: Row, _ pots: PotNames = PotNames()) {
    created = row.created
    date = row.date
    money = Money(amountMinor: row.amountMinor, currency: row.currency.packed)
    let isOfBank = row.hasIDOfBank
    rank = isOfBank ? nil : Rank(source: row.source.rawValue, isMadeUp: row.hasMadeUpID)
    isByClock = !isOfBank && row.source == .statementCSV && !row.hasMadeUpID
    account =
      row.namesAccountOfBank
      ? StatementAccount.hash(row) : nil
    names = RowLikeness.names(of: row, pots)
    isNameless =
      names.isEmpty || (row.merchant.map { $0.fields.name == nil } ?? false)
    isPotMove = row.kind == .potTransfer
    isDeclined = row.status == .declined
    let isWholeSecond = created.nanoseconds == 0
    if isOfBank || !isWholeSecond {
      precision = .second
    } else if created.seconds % 86_400 == 0 {
      precision = .day
    } else {
      precision = isByClock && created.seconds % 60 == 0 ? .minute : .second
    }
  }

  /// Whether two rows can be of one payment.
  func isLike(_ other: RowLikeness) -> Bool {
    guard money == other.money, isDeclined == other.isDeclined else { return false }
    if let account, let second = other.account, account != second { return false }
    return isOfSameTime(other) && hasNameOf(other)
  }

  /// Whether the rows have a name in common: the same, or one that the other's card descriptor begins with.
  ///
  /// A row that has only the id of its merchant is known by its time, unless that is no more than a day.
  private func hasNameOf(_ other: RowLikeness) -> Bool {
    if isPotMove && other.isPotMove { return true }
    let isCommon = names.contains { name in
      other.names.contains { second in
        name == second
          || (min(name.utf8.count, second.utf8.count) >= RowLikeness.beginningMin
            && (name.hasPrefix(second) || second.hasPrefix(name)))
      }
    }
    return isCommon || ((isNameless || other.isNameless) && max(precision, other.precision) != .day)
  }

  /// How long the beginning of a name must be to stand for it.
  private static let beginningMin = 6

  private func isOfSameTime(_ other: RowLikeness) -> Bool {
    switch max(precision, other.precision) {
    case .second: return created.seconds == other.created.seconds
    case .minute:
      let apart = RowLikeness.minute(created) - RowLikeness.minute(other.created)
      // The clock of the app may have been in summer time, or the file in UTC.
      return apart == 0 || ((isByClock || other.isByClock) && abs(apart) == 60)
    case .day: return date == other.date || day == other.day
    }
  }

  /// The day of the time in UTC.
  var day: Int64 { created.seconds.dividedDown(by: 86_400) }

  private static func minute(_ time: Instant) -> Int64 { time.seconds.dividedDown(by: 60) }

  // MARK: Names

  private static func names(of row: Row, _ pots: PotNames) -> [String] {
    var names = [
      row[.payee], row.merchant?.fields.name, row[.counterpartyName], row[.description],
    ]
    if row.kind == .potTransfer, let pot = row[.potID] {
      names += pots.names(ofPot: pot).flatMap { [$0, "\($0) pot"] }
    }
    return names.compactMap { $0.map(plain) }.filter { !$0.isEmpty }
  }

  /// A name without case, signs and spaces.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

private enum StatementAccount {
  static func hash(_ row: Row) -> UInt64 {
    StableHash.of(row.storage, row.range(.accountID) ?? .empty)
  }
}
