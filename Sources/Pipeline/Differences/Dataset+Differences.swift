// How the rows of a dataset differ from an earlier state: an export's, or the archive's after a fetch.

package import Archive
package import Disk
package import Export
package import Model
import Write

extension Dataset {
  /// How rows differ from what a destination got.
  package func differences(from exported: ExportHistory) throws -> [RowDifference] {
    var comparison = ExportDifferences(exported)
    try EnrichedRowSource(self).visit { row, _ in
      comparison.learn(row, in: register(of: row[.accountID] ?? ""))
    }
    return comparison.finish()
  }

  /// How rows differ from what the archive held after a fetch; nil for before the first one.
  package func differences(
    since mark: FetchMark?, of marks: [FetchMark], in archive: ArchiveFolder<some Disk>
  ) throws -> [RowDifference] {
    var comparison = try FetchDifferences(since: mark, of: marks, archive, settings.timeZone)
    try EnrichedRowSource(self).visit { row, _ in
      comparison.learn(row, in: register(of: row[.accountID] ?? ""))
    }
    return comparison.finish(register)
  }
}
