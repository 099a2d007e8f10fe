// What becomes of one transaction when an import is undone. Pure: what is there and what may stay in, what goes and what
// returns out.

internal import Model

/// What is done to one transaction.
struct RowWithdrawal {
  /// Versions that were the row and may not be.
  private(set) var removed: [RawTransaction] = []
  /// The version that is the row again.
  private(set) var returned: RawTransaction?

  /// Decides.
  ///
  /// - Parameters:
  ///   - current: the row; in two months at once while a run is cut off.
  ///   - past: its history.
  ///   - allows: whether a version may be the row.
  init(
    _ current: [RawTransaction], past: [PastVersion], allows: (RawTransaction) -> Bool
  ) {
    removed = current.filter { !allows($0) }
    if removed.count < current.count { return }
    // A row that the bank dropped does not come back.
    if current.isEmpty && past.contains(where: { $0.fate == .vanished }) { return }
    let candidates = past.filter { $0.fate != .vanished && $0.fate != .damaged && allows($0.row) }
    for candidate in candidates.map(\.row) {
      guard let best = returned else {
        returned = candidate
        continue
      }
      if RawTransaction.isWorse(best, than: candidate) { returned = candidate }
    }
  }
}
