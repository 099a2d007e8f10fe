// What an import came to, file by file and dialect by dialect, for people and for programs.

import Archive
import Model
import Write

/// What became of one file.
struct ImportResult {
  /// Records of one kind.
  struct Count: Equatable {
    /// A dialect, or `references` for accounts, pots, balances and names of categories.
    let kind: String
    let records: Int
    let added: Int
    let changed: Int
    /// Records that taught nothing new: the archive has them, or a better version of them.
    var known: Int { records - added - changed }
  }

  let name: String
  private(set) var counts: [Count] = []
  private(set) var unreadable = 0

  init(file name: String, _ survey: ImportSurvey) {
    self.name = name
    unreadable = survey.unreadableCount
  }

  init(archive name: String, _ changes: ArchiveChanges) {
    self.name = name
    let total = changes.total
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

  /// One line a kind: `answers.json: monzo: 120 records, 100 new, 3 changed, 17 already there`.
  var lines: [String] {
    if counts.isEmpty { return ["\(name): nothing to import"] }
    return counts.map { count in
      if count.kind == "archive" {
        return "\(name): \(count.added) new, \(count.changed) changed"
      }
      let records = count.records == 1 ? "1 record" : "\(count.records) records"
      return "\(name): \(count.kind): \(records), \(count.added) new, \(count.changed) changed, "
        + "\(count.known) already there"
    }
  }

  func write(to json: inout IndentedJSON) {
    json.object { json in
      json.member("name") { $0.string(name) }
      json.member("unreadable") { $0.integer(Int128(unreadable)) }
      json.member("records") { json in
        json.array { json in
          for count in counts {
            json.element { json in
              json.line { json in
                json.member("kind") { $0.string(count.kind) }
                json.member("records") { $0.integer(Int128(count.records)) }
                json.member("new") { $0.integer(Int128(count.added)) }
                json.member("changed") { $0.integer(Int128(count.changed)) }
                json.member("already_there") { $0.integer(Int128(count.known)) }
              }
            }
          }
        }
      }
    }
  }
}
