// The records of exports on disk: in the archive, a folder a destination, a file a period, written anew when the
// period is exported again, and after the files that it describes are in their place. A run that ends between the
// two has exported rows that no record knows of, and exporting the period again exports the same.

package import Archive
package import Disk
package import Export
import Write

/// The records of exports in an archive.
package struct ExportStore<Storage: Disk> {
  private var archive: ArchiveFolder<Storage>

  /// Opens the records.
  package init(_ archive: ArchiveFolder<Storage>) { self.archive = archive }

  /// Everything that was exported, by destination.
  package func records() throws -> [String: [ExportRecord]] {
    var records: [String: [ExportRecord]] = [:]
    for folder in try archive.list(Layout.exports) {
      for record in try self.records(in: folder) {
        records[record.destination, default: []].append(record)
      }
    }
    return records
  }

  /// What was exported to a destination.
  package func records(of destination: Destination) throws -> [ExportRecord] {
    try records(in: destination.folderName).filter { $0.destination == destination.name }
  }

  private func records(in folder: String) throws -> [ExportRecord] {
    var records: [ExportRecord] = []
    for name in try archive.list("\(Layout.exports)/\(folder)") where name.hasSuffix(".jsonl") {
      let path = "\(Layout.exports)/\(folder)/\(name)"
      guard let bytes = try archive.read(path) else { continue }
      do throws(ExportRecord.Unreadable) {
        records.append(try ExportRecord(parsing: bytes))
      } catch {
        // That it is damaged is reported; the others still say what they can.
        if archive.isDamaged(path) { continue }
        throw ArchiveError.damaged(
          place: archive.disk.place, path: path, line: error.line, expected: error.expected)
      }
    }
    return records
  }

  /// Keeps the record of an export, in place of the one of an earlier export of the same period.
  mutating func keep(_ record: ExportRecord, of destination: Destination) throws {
    try archive.replace(
      "\(Layout.exports)/\(destination.folderName)/\(record.period).jsonl", record.lines)
  }

  /// Keeps the slugs of accounts and pots, for good.
  mutating func keep(names: [String: String]) throws {
    let known = try archive.names()
    if names != known { try archive.setNames(names.merging(known) { $1 }) }
  }
}
