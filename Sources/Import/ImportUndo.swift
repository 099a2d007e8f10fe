// The imports of an archive, listed and undone: a wrong file is taken out again as if it had never been imported.

package import Archive
import Bytes
import Disk
package import Model
package import Pipeline

/// The imports of an archive.
package struct ArchiveImports {
  private let disk: SystemDisk
  private let archive: ArchiveFolder<SystemDisk>
  /// What each import was, and what no import of the list brought.
  package let list: ImportList

  /// Reads the log of an archive.
  ///
  /// - Parameter path: the folder of the archive.
  /// - Throws: `PipelineError` when there is no archive; `ArchiveError`.
  package init(_ path: String) throws {
    disk = SystemDisk(path)
    var archive = try ArchiveReading.opened(disk, path)
    try archive.check()
    list = try archive.importList()
    self.archive = archive
  }

  /// Undoes an import.
  ///
  /// - Parameters:
  ///   - number: the import.
  ///   - now: when; nil for finding out only what it would do.
  ///   - observer: who hears of damage.
  ///   - command: who takes the archive's lock, for the one who finds it taken.
  /// - Returns: what it did.
  /// - Throws: `PipelineError` when there is no such import, or not enough is known of it; `ArchiveError`.
  package func undo(
    _ number: Int, at now: Instant?, _ observer: PipelineObserver, command: String
  ) throws -> ImportUndo {
    guard let item = list.items.first(where: { $0.entry.number == number }) else {
      throw PipelineError.unknownImport(number, known: list.items.map(\.entry))
    }
    // What was undone before needs no writing.
    let time = item.entry.isLive ? now : nil
    let lock = try time.map { _ in try DiskLock(disk, command: command) }
    defer { withExtendedLifetime(lock) {} }
    var archive = try lock == nil ? self.archive : ArchiveFolder(writing: disk)
    if lock != nil { observer.report(archive) }
    do {
      let report = try archive.undoImport(number, at: time)
      return ImportUndo(report: report, isDryRun: now == nil, names: try archive.names())
    } catch UndoError.unknown(let number) {
      throw PipelineError.unknownImport(number, known: list.items.map(\.entry))
    } catch UndoError.unreadable(let entry, let path) {
      throw PipelineError.unreadableImport(entry, path: "\(disk.place)/\(path)")
    }
  }

  /// The list, for programs.
  package var json: [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("archive", disk.place)
      json.member("imports", each: list.items) { item, json in
        json.member("number", item.entry.number)
        json.member("imported", "\(item.entry.time)")
        json.member("file", item.entry.file)
        json.member("digest", Digest64.text(item.entry.digest))
        json.member("merged", item.entry.merged?.description)
        json.member("undone", item.entry.undone?.description)
        json.member("only_here", item.ownCount)
        json.member("records", each: item.entry.counts, in: .spaced) { count, json in
          json.member("kind", count.kind)
          json.member("records", count.records)
        }
      }
      json.member("unlogged_rows", list.unloggedCount)
    }
  }
}

/// What undoing an import did, or would do.
package struct ImportUndo {
  /// What goes, returns and stays.
  package let report: UndoReport
  /// Whether nothing was written.
  package let isDryRun: Bool
  /// The slugs of accounts and pots, by id.
  private let names: [String: String]

  init(report: UndoReport, isDryRun: Bool, names: [String: String]) {
    (self.report, self.isDryRun, self.names) = (report, isDryRun, names)
  }

  /// What an account or a pot is called.
  package func slug(_ id: String) -> String { names[id] ?? id }

  /// What it did, for programs.
  package var json: [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("import", report.entry.number)
      json.member("file", report.entry.file)
      json.member("dry_run", isDryRun)
      json.member("undone_before", report.wasUndone)
      json.member("withdrawn", each: report.withdrawn, in: .spaced) { $1.members(of: $0) }
      json.member("returned", each: report.returned, in: .spaced) { $1.members(of: $0) }
      json.member("staying", each: report.staying, in: .spaced) { row, json in
        json.member("account_id", row.account)
        json.member("id", row.id)
        json.member("import", row.otherImport)
      }
      json.member("lines", each: report.lines, in: .spaced) { lines, json in
        json.member("kind", lines.kind)
        json.member("withdrawn", lines.withdrawn)
        json.member("staying", lines.staying)
        json.member("imports", texts: lines.otherImports.sorted().map { "\($0)" })
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of row: UndoReport.Transaction) {
    member("account_id", row.account)
    member("id", row.id)
    member("created", "\(row.created)")
  }
}
