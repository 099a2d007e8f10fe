// Which rows an export of a period has, so that all exports of a destination together have every row once:
//
// 1. A row of the period is exported, unless another export had it as a late one.
// 2. A row of an earlier day is late when an export of that day had everything else, and no export had it:
//    it was pending then, or it was not in the archive. Days that were never exported have no late rows, so
//    the first export of a destination has its own period only.
// 3. A row stays with the export that had it: exporting a period again exports the same rows.
// 4. An export of some rows of a period (some accounts, categories, tags or kinds) makes no period complete.
//
// A row is exported with one amount. Importers know it by its id and skip it when it comes again, so a later
// change is named by the first export that comes after it, and an adjustment exports the difference.
//
// An export of what is new alone has, of its period and of earlier ones, what no export of the destination had.

public import Aggregate
public import Model
internal import Write

/// The decisions of one export.
public struct ExportPlan: Sendable {
  let history: ExportHistory
  /// The record that this export had made before.
  let former: Int32?
  private let days: DayRange?
  private let includesLate: Bool
  /// Whether the export has only what the destination never got.
  public let isOnlyNew: Bool
  /// Whether rows that are not there are no more: so of an archive, not of files.
  let knowsAll: Bool
  private let basis: DateBasis
  let includesPending: Bool

  /// Plans an export.
  ///
  /// - Parameters:
  ///   - period: the period's name.
  ///   - days: the days of the period; nil for everything.
  ///   - history: what was exported to the destination, an earlier export of the same period included.
  ///   - includesLate: whether rows of earlier days are exported too.
  ///   - isComplete: whether it has all rows of the period.
  ///   - isOnlyNew: whether it has only what the destination never got.
  ///   - knowsAll: whether rows that are not there are no more.
  ///   - basis: which of a row's days is the one of the period.
  ///   - includesPending: whether the files hold what is pending.
  public init(
    of period: String, _ days: DayRange?, after history: ExportHistory = ExportHistory(),
    includesLate: Bool = true, isComplete: Bool = true, isOnlyNew: Bool = false,
    knowsAll: Bool = true, basis: DateBasis = .created, includesPending: Bool = false
  ) {
    self.basis = basis
    self.includesPending = includesPending
    self.history = history
    self.days = days
    self.includesLate = includesLate
    self.isOnlyNew = isOnlyNew
    self.knowsAll = knowsAll
    former = history.heads.firstIndex {
      $0.period == period && $0.days == days && ($0.accounts == nil) == isComplete
    }.map { Int32($0) }
  }

  /// What a row is to the export.
  public func share(of row: Row) -> ExportShare {
    let day = row.day(basis)
    if let days, day > days.through { return .later }
    let isMoney = row.reasonToLeaveOut(includingPending: includesPending) == nil
    if days?.contains(day) ?? true {
      if isOnlyNew {
        return isNew(row) ? .own : .earlier(isBooked: !isMoney || !isLateElsewhere(row))
      }
      if isMoney && isLateElsewhere(row) { return .exportedElsewhere }
      return isMoney && isExportedByOtherDay(row) ? .earlier(isBooked: true) : .own
    }
    if isMoney && includesLate && isOwed(row) { return .late }
    return .earlier(isBooked: !isMoney || !isLateElsewhere(row))
  }

  /// Whether an export left a row out because it was pending.
  public func wasPending(_ row: Row) -> Bool { others(row).contains { $0.manner == .pending } }

  private func others(_ row: Row) -> some Sequence<ExportHistory.Mark> {
    let range = row.key.map(history.range(of:)) ?? 0..<0
    return history.marks[range].lazy.filter { $0.head != former }
  }

  /// Whether an export of later days had a row.
  private func isLateElsewhere(_ row: Row) -> Bool {
    guard let through = days?.through else { return false }
    return others(row).contains {
      $0.manner.isExported && (history.heads[Int($0.head)].days?.from ?? through) > through
    }
  }

  /// Whether an export of earlier days had a row, by the other of its days.
  private func isExportedByOtherDay(_ row: Row) -> Bool {
    let day = row.day(basis)
    return others(row).contains {
      $0.manner.isExported && history.heads[Int($0.head)].days.map { $0.through < day } ?? false
    }
  }

  /// Whether no export had the row as what it is now.
  private func isNew(_ row: Row) -> Bool {
    guard let key = row.key else { return true }
    let manner = ExportRecord.Manner(row, includingPending: includesPending)
    return !history.marks[history.range(of: key)].contains {
      $0.manner == .mirrored
        || (manner == .exported ? $0.manner.isExported : $0.manner == manner)
    }
  }

  /// Whether another export should have had a row of an earlier day, and none did.
  private func isOwed(_ row: Row) -> Bool {
    guard row.key != nil, knowsAll || history.hasRegister(of: row) else { return false }
    let wasExported = history.heads.indices.contains {
      Int32($0) != former && history.heads[$0].covers(row, on: row.day(basis))
    }
    return wasExported
      && !others(row).contains { $0.manner.isExported || $0.manner == .mirrored }
  }
}
