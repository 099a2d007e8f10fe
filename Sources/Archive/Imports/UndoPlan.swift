// What undoing an import does to the archive, found out before anything is written. Pure: rows, history and lines in,
// what goes, what returns and what stays out.

internal import Bytes
internal import Model

/// What undoing an import does.
struct UndoPlan {
  /// Rows that go and rows that return, of one account.
  struct Rows {
    var removed: [RawTransaction] = []
    var returned: [RawTransaction] = []
  }

  private(set) var report: UndoReport
  /// By account.
  private(set) var rows: [String: Rows] = [:]
  /// Partitions of other dialects as they are to be; empty ones are to go.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  private var withdrawn: [(path: String, line: [UInt8], times: Int)] = []
  private var lines: [String: UndoReport.Lines] = [:]

  init(_ entry: LoggedImport) { report = UndoReport(entry) }

  /// Takes in one transaction.
  mutating func add(
    _ account: String, _ current: [RawTransaction], _ past: [PastVersion],
    _ contents: ImportContents, _ book: ImportBook
  ) {
    let change = RowWithdrawal(current, past: past) { row in
      book.allows(StableHash.wide(row.body), of: account)
    }
    for row in current where !change.removed.contains(row) {
      let digest = StableHash.wide(row.body)
      guard contents.has(digest, of: account) else { continue }
      let isKept = book.kept.has(digest, of: account)
      report.staying.append(
        UndoReport.Staying(
          account: account, id: row.id,
          otherImport: isKept
            ? nil : book.other(than: report.entry.number, with: digest, of: account)))
    }
    func note(_ row: RawTransaction) -> UndoReport.Transaction {
      UndoReport.Transaction(account: account, id: row.id, created: row.created)
    }
    report.withdrawn += change.removed.map(note)
    if let row = change.returned { report.returned.append(note(row)) }
    guard !change.removed.isEmpty || change.returned != nil else { return }
    rows[account, default: Rows()].removed += change.removed
    rows[account, default: Rows()].returned += change.returned.map { [$0] } ?? []
  }

  /// Takes in the lines of one partition.
  mutating func add(
    _ brought: [UInt128: Int], at path: String, _ bytes: [UInt8], _ book: ImportBook
  ) {
    let kind = path.split(separator: "/").dropFirst().first.map { Layout.unescaped("\($0)") }
    var found = lines[kind ?? path] ?? UndoReport.Lines(kind: kind ?? path)
    var held = CountedLines(bytes)
    let gone = held.limit { line in
      guard brought[line] != nil else { return nil }
      return book.allowedTimes(line, at: path)
    }
    let count = gone.reduce(0) { $0 + $1.times }
    found.withdrawn += count
    for (line, times) in held.digests {
      guard let own = brought[line] else { continue }
      found.staying += min(times, own)
      if book.kept.times(line, at: path) == 0,
        let other = book.other(than: report.entry.number, with: line, at: path)
      {
        found.otherImports.insert(other)
      }
    }
    lines[kind ?? path] = found
    guard count > 0 else { return }
    files.append((path, held.bytes))
    withdrawn += gone.map { (path, $0.line, $0.times) }
  }

  /// Puts what was found in order.
  mutating func finish() {
    report.lines = lines.values.sorted { $0.kind < $1.kind }
    func precedes(_ one: UndoReport.Transaction, _ other: UndoReport.Transaction) -> Bool {
      (one.account, one.created, one.id) < (other.account, other.created, other.id)
    }
    report.withdrawn.sort(by: precedes)
    report.returned.sort(by: precedes)
    report.staying.sort { ($0.account, $0.id) < ($1.account, $1.id) }
  }

  /// The lines that the history keeps of rows of other dialects.
  func historyLines(_ time: Instant) -> [[UInt8]] {
    withdrawn.map { path, line, times in
      var writer = ByteWriter()
      writer.appendJSON { json in
        json.member("withdrawn", "\(time)")
        json.member("import", report.entry.number)
        json.member("path", path)
        json.member("times", times)
        json.member("body", json: line)
      }
      return writer.bytes
    }
  }
}
