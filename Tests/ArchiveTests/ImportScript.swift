// Files that are imported, made from a seed: versions of few transactions and lines of few statements, so that files
// overlap in every way; and how an archive takes them.

import Archive
import Bytes
import Disk
import Model
import TestSupport

/// A file that is imported.
struct MadeFile {
  let name: String
  var rows: [RawTransaction] = []
  var lines: [ImportedRow] = []

  static let dialects = ["open_banking", "statement_csv-acc_1"]

  /// A file of one version of some rows, and of lines of which some come twice.
  static func random(_ name: String, _ random: inout SeededRandom) -> MadeFile {
    var file = MadeFile(name: name)
    for id in 0..<5 where Int.random(in: 0..<2, using: &random) == 0 {
      file.rows.append(version(id, Int.random(in: 0..<4, using: &random)))
    }
    for line in 0..<4 {
      for _ in 0..<Int.random(in: 0..<3, using: &random) {
        file.lines.append(
          ImportedRow(
            created: time("2026-0\(1 + line % 2)-05T00:00:00Z"),
            line: Array("{\"line\":\(line)}".utf8)))
      }
    }
    if file.rows.isEmpty { file.rows = [version(0, 1)] }
    return file
  }

  /// One of four versions of a transaction, each of another time; the last is of another month.
  static func version(_ id: Int, _ version: Int) -> RawTransaction {
    row(
      "tx_\(id)", version == 3 ? "2026-02-0\(1 + id)T08:00:00Z" : "2026-01-0\(1 + id)T08:00:00Z",
      amount: -10 * (1 + id) - version, updated: "2026-03-0\(1 + version)T00:00:00Z")
  }

  var contents: ImportContents {
    var contents = ImportContents()
    for row in rows { contents.add(row, of: "acc_1") }
    for line in lines { contents.add(line, of: "open_banking") }
    return contents
  }

  /// Imports the file.
  func take<Storage: Disk>(
    into archive: inout ArchiveFolder<Storage>, at now: Instant, isLogged: Bool = true
  ) throws {
    if isLogged {
      try archive.noteImport(contents, of: name, digest: 0, [], at: now)
    }
    try archive.add(rows: rows, of: "acc_1", at: now)
    _ = try archive.flush(now: now)
    var file = ImportedFile(dialect: "open_banking")
    try archive.add(imported: lines, from: &file)
    _ = try archive.flush(now: now)
  }
}

/// What is done to an archive.
enum ImportStep {
  case file(MadeFile)
  /// A file that is imported without a line in the log, as earlier versions did.
  case unlogged(MadeFile)
  /// The bank sends a version of each row, in a window that is complete.
  case fetch([RawTransaction])
}

extension ArchiveFolder where Storage == MemoryDisk {
  /// Takes steps, a second apart.
  mutating func take(_ steps: [ImportStep]) throws {
    for (index, step) in steps.enumerated() {
      let now = Instant(seconds: time("2026-04-01T00:00:00Z").seconds + Int64(index))
      switch step {
      case .file(let file): try file.take(into: &self, at: now)
      case .unlogged(let file): try file.take(into: &self, at: now, isLogged: false)
      case .fetch(let rows):
        let window = TimeWindow(
          since: time("2026-01-01T00:00:00Z"), before: time("2026-03-01T00:00:00Z"))
        let key = AccountCoverage.Key(accountID: "acc_1", potID: nil, opened: nil)
        try add(rows: rows, of: "acc_1", window: window, isFirstPage: true, at: now)
        complete(key, window)
        _ = try flush(now: now)
      }
    }
  }

  /// The number of the import of a file that counts.
  func number(of file: String) throws -> Int? {
    try importList().items.last { $0.entry.file == file && $0.entry.isLive }?.entry.number
  }
}

/// What is in an archive but for history and log: files, and the rows of accounts.
///
/// A row that came with another time is in two months until the bank lists it; the better version is read.
func holdings(_ disk: MemoryDisk) -> [String: String] {
  var found: [String: String] = [:]
  var best: [String: RawTransaction] = [:]
  for (path, bytes) in disk.contents {
    if path.hasPrefix("transactions/") {
      for row in (try? Partition(bytes))?.rows ?? [] {
        if let known = best[row.id], !RawTransaction.isWorse(known, than: row) { continue }
        best[row.id] = row
      }
    } else if !["history/", "cache/", "digests"].contains(where: path.hasPrefix) {
      found[path] = String(decoding: bytes, as: UTF8.self)
    }
  }
  for (id, row) in best { found[id] = String(decoding: row.body, as: UTF8.self) }
  return found
}
