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

  /// Everything that was exported, by the names of destinations; a relative name, which earlier versions kept, is
  /// as it was kept.
  package func destinations(_ home: String?) throws -> [String: [ExportRecord]] {
    var records: [String: [ExportRecord]] = [:]
    for folder in try archive.list(Layout.exports) {
      for (_, record) in try entries(in: folder) {
        let name = Destination(recorded: record.destination, home: home)?.name
        records[name ?? record.destination, default: []].append(record)
      }
    }
    return records
  }

  /// What was exported to a destination, under whatever name of it that was recorded.
  ///
  /// - Parameters:
  ///   - destination: the destination.
  ///   - home: the home folder.
  ///   - isMeant: whether the record of a relative name, which earlier versions kept, is of it.
  /// - Returns: the records, and the files of those that are under another name than today's.
  /// - Throws: `ArchiveError` when one cannot be read.
  func records(
    of destination: Destination, home: String?, isMeant: (ExportRecord) -> Bool
  ) throws -> (records: [ExportRecord], misnamed: [String]) {
    var (all, misnamed): ([ExportRecord], [String]) = ([], [])
    for folder in try archive.list(Layout.exports) {
      let isOwn = folder == destination.folderName
      guard try isOwn || mayBe(destination, folder, home: home) else { continue }
      for (name, record) in try entries(in: folder) {
        let known = Destination(recorded: record.destination, home: home)?.name
        if record.destination == destination.name || known == destination.name
          || known == nil && isMeant(record)
        {
          all.append(record)
          if !isOwn { misnamed.append(name) }
        }
      }
    }
    return (ExportRecord.joined(all), misnamed)
  }

  /// Whether the records of a folder may be of a destination, by the first of them.
  private func mayBe(_ destination: Destination, _ folder: String, home: String?) throws -> Bool {
    let names = try archive.list("\(Layout.exports)/\(folder)").filter { $0.hasSuffix(".jsonl") }
    guard let first = names.first,
      let bytes = try? archive.read("\(Layout.exports)/\(folder)/\(first)"),
      let name = ExportRecord.destination(of: bytes)
    else { return false }
    guard let known = Destination(recorded: name, home: home) else {
      return destination.ends(with: name)
    }
    return known == destination
  }

  /// The files of a folder with what they say.
  private func entries(in folder: String) throws -> [(path: String, record: ExportRecord)] {
    var records: [(path: String, record: ExportRecord)] = []
    for name in try archive.list("\(Layout.exports)/\(folder)") where name.hasSuffix(".jsonl") {
      let path = "\(Layout.exports)/\(folder)/\(name)"
      guard let bytes = try archive.read(path) else { continue }
      do throws(ExportRecord.Unreadable) {
        records.append((path, try ExportRecord(parsing: bytes)))
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
    var record = record
    record.destination = destination.name
    try archive.replace(
      "\(Layout.exports)/\(destination.folderName)/\(record.name).jsonl", record.lines)
  }

  /// Removes records that were kept under another name.
  mutating func remove(_ paths: [String]) throws {
    for path in paths { try archive.remove(path) }
  }

  /// Keeps the slugs of accounts and pots, for good.
  mutating func keep(names: [String: String]) throws {
    let known = try archive.names()
    if names != known { try archive.setNames(names.merging(known) { $1 }) }
  }
}
