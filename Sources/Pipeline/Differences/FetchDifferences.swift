// How rows differ from what the archive held after an earlier fetch: superseded versions say what rows were,
// and the mark of the fetch says which rows could be known then.

package import Archive
import Bytes
package import Disk
package import Export
package import Model
import Normalize
import Write

/// A comparison of rows with those after an earlier fetch.
package struct FetchDifferences {
  private let mark: FetchMark?
  /// Rows that came late since.
  private let late: Set<String>
  /// What rows were after the fetch, of those that have changed or vanished since.
  private var past: [String: Past] = [:]
  private var all: [RowDifference] = []

  private struct Past {
    let account: String
    let created: Instant
    let date: CivilDate
    let state: RowDifference.State
    var isGone: Bool
  }

  /// Begins a comparison.
  ///
  /// - Parameters:
  ///   - mark: the fetch; nil for before the first one.
  ///   - marks: all fetches.
  ///   - archive: whose history says what rows were.
  ///   - zone: whose days rows have.
  /// - Throws: `ArchiveError` when the history cannot be read.
  package init(
    since mark: FetchMark?, of marks: [FetchMark], _ archive: ArchiveFolder<some Disk>,
    _ zone: TimeZoneRules
  ) throws {
    self.mark = mark
    guard let mark else {
      late = Set(marks.flatMap(\.late))
      return
    }
    // Those of a run that was cut off are in no mark.
    late = Set(marks.filter { $0.time > mark.time }.flatMap(\.late))
      .union(try archive.fetchLog().lateRows.filter { $0.time > mark.time }.flatMap(\.ids))
    for account in mark.complete.keys.sorted() {
      // The first version that was superseded since is the one of then; an outdated one never was.
      let withdrawn = try archive.withdrawn(of: account, after: mark.time)
      for version in try archive.history(of: account)
      where version.time > mark.time && (version.fate.wasRow || withdrawn.contains(version)) {
        if past[version.row.id] == nil, let row = FetchDifferences.row(version, account, zone) {
          past[version.row.id] = Past(
            account: account, created: version.row.created, date: row.date,
            state: RowDifference.State(row), isGone: true)
        }
      }
    }
  }

  private static func row(
    _ version: PastVersion, _ account: String, _ zone: TimeZoneRules
  ) -> Row? {
    var normalizer = Normalizer(.init(file: "history", zone: zone, account: account))
    let bytes = version.row.body + [0x0A]
    var rest = bytes.indices
    guard case .row? = normalizer.next(in: bytes, &rest, isLast: true) else { return nil }
    return normalizer.row
  }

  /// Takes in a row as it is now.
  package mutating func learn(_ row: Row, in register: String) {
    guard row.source == .monzo, let id = row[.id] else { return }
    past[id]?.isGone = false
    let wasKnown = isKnown(id, row.created, row[.accountID] ?? "")
    if wasKnown && past[id] == nil { return }
    let was = wasKnown ? past[id]?.state : nil
    if let difference = RowDifference(row, in: register, since: was) { all.append(difference) }
  }

  private func isKnown(_ id: String, _ created: Instant, _ account: String) -> Bool {
    mark?.covers(created, of: account) ?? false && !late.contains(id)
  }

  /// The rows that are no more, and all others, in order.
  ///
  /// - Parameter register: the account or pot of an account's rows.
  /// - Returns: the differences, to be asked for once.
  package mutating func finish(_ register: (String) -> String) -> [RowDifference] {
    for (id, past) in past where past.isGone && isKnown(id, past.created, past.account) {
      all.append(
        RowDifference(vanished: id, in: register(past.account), on: past.date, past.state))
    }
    return all.sorted(by: RowDifference.precedes)
  }
}
