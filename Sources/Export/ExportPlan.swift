// Which rows an export of a period gives to its destination, so that all its exports together give every row
// once:
//
// 1. A row of the period is given, unless another export gave it as a late one.
// 2. A row of an earlier day is late when an export of that day gave everything else, and no export gave it:
//    it was pending then, or it was not in the archive. Days that were never exported have no late rows, so
//    the first export of a destination gives its own period only.
// 3. A row stays with the export that gave it: giving a period again gives the same rows.
//
// A row is given with one amount. Importers know it by its id and pass over it when it comes again, so
// a later change is not given but named, by the first export that comes after it.

public import Aggregate
public import Model
internal import Write

/// The decisions of one export.
public struct ExportPlan: Sendable {
  let ledger: ExportHistory
  /// The record that this export had made before.
  let former: Int32?
  private let days: DayRange?
  private let givesLate: Bool

  /// Plans an export.
  ///
  /// - Parameters:
  ///   - period: the period's name.
  ///   - days: the days of the period; nil for everything.
  ///   - ledger: what the destination was given, an earlier export of the same period included.
  ///   - givesLate: whether rows of earlier days are given too.
  public init(
    of period: String, _ days: DayRange?, after ledger: ExportHistory = ExportHistory(),
    givesLate: Bool = true
  ) {
    self.ledger = ledger
    self.days = days
    self.givesLate = givesLate
    former = ledger.heads.firstIndex { $0.period == period && $0.days == days }.map { Int32($0) }
  }

  /// What a row is to the export.
  public func share(of row: Row) -> ExportShare {
    let day = row.date
    guard let days else { return .own }
    if day > days.through { return .later }
    let isMoney = row.status == .settled && row.amountMinor != 0
    if day >= days.from {
      return isMoney && isLateElsewhere(row) ? .exportedElsewhere : .own
    }
    if isMoney && givesLate && isOwed(row) { return .late }
    return .earlier(isBooked: !isMoney || !isGivenLater(row))
  }

  private func others(_ row: Row) -> some Sequence<ExportHistory.Mark> {
    let range = row.key.map(ledger.range(of:)) ?? 0..<0
    return ledger.marks[range].lazy.filter { $0.head != former }
  }

  private func isLateElsewhere(_ row: Row) -> Bool {
    others(row).contains { $0.manner == .late }
  }

  /// Whether another export should have given a row of an earlier day, and none did.
  private func isOwed(_ row: Row) -> Bool {
    guard row.key != nil else { return false }
    let wasExported = ledger.heads.indices.contains {
      Int32($0) != former && ledger.heads[$0].contains(row.date)
    }
    return wasExported
      && !others(row).contains { $0.manner.isGiven || $0.manner == .mirrored }
  }

  /// Whether a row of an earlier day came to the destination with a later period only.
  private func isGivenLater(_ row: Row) -> Bool {
    guard let through = days?.through else { return false }
    return others(row).contains {
      $0.manner == .late && (ledger.heads[Int($0.head)].days?.from ?? through) > through
    }
  }
}
