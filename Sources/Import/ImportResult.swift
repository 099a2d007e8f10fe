// What an import came to, file by file and dialect by dialect.

package import Archive
import Bytes
import Model
import Pipeline

/// What became of one file.
package struct ImportResult {
  /// Records of one kind.
  package struct Count: Equatable {
    /// A dialect, or `references` for accounts, pots, balances and names of categories.
    package let kind: String
    package let records: Int
    package let added: Int
    package let changed: Int
    /// Records that taught nothing new: the archive has them, or a better version of them.
    package var known: Int { records - added - changed }
  }

  /// The file or folder.
  package let name: String
  /// What came of its records, by kind.
  package private(set) var counts: [Count] = []
  /// How many records could not be read.
  package private(set) var unreadable = 0

  /// The number of the import in the archive's log; nil of other archives and of files that bring nothing.
  package internal(set) var number: Int?

  /// What two archives had that the other had not; nil for files.
  package private(set) var merge: MergeReport?
  /// The slugs of accounts and pots, by id.
  private var names: [String: String] = [:]

  /// What an account or a pot is called.
  package func slug(_ id: String) -> String { names[id] ?? id }

  init(file name: String, _ survey: ImportSurvey) {
    self.name = name
    unreadable = survey.unreadableCount
  }

  init(archive name: String, _ merge: ArchiveMerge, names: [String: String]) {
    self.name = name
    self.merge = merge.report
    self.names = names
    let (changes, total) = (merge.changes, merge.changes.total)
    let changed = total.changed + total.settled
    counts = [
      Count(
        kind: "archive", records: total.added + changed + changes.imported,
        added: total.added + changes.imported, changed: changed)
    ]
  }

  mutating func add(_ dialect: String, rows: Int, _ changes: ArchiveChanges) {
    let total = changes.total
    counts.append(
      Count(
        kind: dialect, records: rows, added: total.added + changes.imported,
        changed: total.changed + total.settled))
  }

  mutating func add(references count: Int, _ changes: ArchiveChanges) {
    counts.append(
      Count(kind: ImportRecord.references, records: count, added: changes.imported, changed: 0))
  }
}

extension [ImportResult] {
  /// What came of all files, for programs.
  package func json(archive: String) -> [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("archive", archive)
      json.member("files", each: self) { result, json in
        json.member("name", result.name)
        json.member("import", result.number)
        json.member("unreadable", result.unreadable)
        json.member("records", each: result.counts, in: .spaced) { count, json in
          json.member("kind", count.kind)
          json.member("records", count.records)
          json.member("new", count.added)
          json.member("changed", count.changed)
          json.member("already_there", count.known)
        }
        if let merge = result.merge { result.write(merge, &json) }
      }
    }
  }
}
