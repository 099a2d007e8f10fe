// Undoing an import: that it is undone is in the log first, then what it brought is moved to the history, then the log
// says that this is done. What may stay follows from the log alone, so a run that is cut off anywhere is carried on by
// the next one that opens the archive for writing, and ends with the same bytes.

internal import Bytes
public import Model

extension ArchiveFolder {
  /// Undoes an import, or only finds out what undoing it would do.
  ///
  /// - Parameters:
  ///   - number: the import.
  ///   - now: the time that the log and the history say; nil when nothing is to be written.
  /// - Returns: what was withdrawn and what stays.
  /// - Throws: `UndoError`; `ArchiveError`.
  public mutating func undoImport(_ number: Int, at now: Instant?) throws -> UndoReport {
    var book = try loadedBook()
    guard let entry = book[number] else { throw UndoError.unknown(number) }
    guard entry.isLive else {
      var report = UndoReport(entry)
      report.wasUndone = true
      return report
    }
    if let lost = book.unreadable {
      throw UndoError.unreadable(lost, path: Layout.brought(lost.number))
    }
    guard let contents = book.contents(of: number) else { throw UndoError.unknown(number) }
    // What came without a line in the log since stays.
    let kept = try unexplained(contents, book)
    if let now {
      try keep(kept)
      book = try loadedBook()
      try files.append(ImportLog.undo(number, now), to: Layout.importLog)
      book.undo(number, at: now)
      self.book = book
      let plan = try undoing(entry, contents, book)
      try perform(plan, at: now)
      try finish(number, at: now)
      try files.seal()
      return plan.report
    }
    book.keep(kept)
    book.undo(number, at: entry.time)
    return try undoing(entry, contents, book).report
  }

  /// Carries on with what an earlier run began to undo.
  mutating func finishUndoing() throws(ArchiveError) {
    guard try files.size(Layout.importLog) != nil else { return }
    let begun = ImportLog.parse(try files.read(Layout.importLog) ?? [])
      .contains { !$0.isLive && !$0.isWithdrawn }
    if begun { try withdrawAgain() }
  }

  /// Withdraws whatever undone imports brought and is in the archive.
  mutating func withdrawAgain() throws(ArchiveError) {
    let book = try loadedBook()
    guard book.unreadable == nil else { return }
    for entry in book.entries {
      guard let time = entry.undone, let contents = book.contents(of: entry.number) else {
        continue
      }
      try perform(try undoing(entry, contents, book), at: time)
      if !entry.isWithdrawn { try finish(entry.number, at: time) }
    }
    try files.seal()
  }

  private mutating func finish(_ number: Int, at time: Instant) throws(ArchiveError) {
    try files.append(ImportLog.withdrawn(number, time), to: Layout.importLog)
    book = nil
  }

  // MARK: Deciding

  /// What undoing an import does, by a book that takes it for undone.
  private func undoing(
    _ entry: LoggedImport, _ contents: ImportContents, _ book: ImportBook
  ) throws(ArchiveError) -> UndoPlan {
    var plan = UndoPlan(entry)
    for account in contents.versions.keys.sorted() {
      let ids = contents.ids(of: account)
      var current: [RowKey: [RawTransaction]] = [:]
      for month in try months(of: account) {
        let path = Layout.partition(of: account, month)
        for row in try parse(try files.read(path) ?? [], path).rows {
          if ids.contains(RowKey(row.id)) { current[RowKey(row.id), default: []].append(row) }
        }
      }
      let past = Dictionary(
        grouping: try history(of: account).filter { ids.contains(RowKey($0.row.id)) }
      ) { RowKey($0.row.id) }
      for id in ids.sorted(by: { $0.bits < $1.bits }) {
        plan.add(account, current[id] ?? [], past[id] ?? [], contents, book)
      }
    }
    for (path, lines) in contents.lines.sorted(by: { $0.key < $1.key }) {
      plan.add(lines, at: path, try files.read(path) ?? [], book)
    }
    plan.finish()
    return plan
  }

  // MARK: Doing

  private mutating func perform(_ plan: UndoPlan, at time: Instant) throws(ArchiveError) {
    try keepLines(plan.historyLines(time))
    for (account, rows) in plan.rows.sorted(by: { $0.key < $1.key }) {
      try keepVersions(rows.removed.map { PastVersion(.withdrawn, time, $0) }, of: account)
      let returning = Set(rows.returned.map { Month(utc: $0.created) })
      let months = returning.union(rows.removed.map { Month(utc: $0.created) })
      // What returns is there before what it takes the place of goes.
      let ordered = months.sorted { one, other in
        let (first, second) = (returning.contains(one), returning.contains(other))
        return first != second ? first : one < other
      }
      var batch = PartitionBatch()
      for month in ordered {
        let path = Layout.partition(of: account, month)
        let old = try files.read(path)
        var partition = try parse(old ?? [], path)
        let gone = Set(rows.removed.map { StableHash.wide($0.body) })
        _ = partition.remove { gone.contains(StableHash.wide($0.body)) }
        _ = partition.upsert(rows.returned.filter { Month(utc: $0.created) == month })
        batch.add(partition, path, over: old)
      }
      try files.write(batch.writes)
    }
    try files.write(plan.files.map { FileWrite($0.path, $0.bytes.isEmpty ? nil : $0.bytes) })
  }

  /// Adds lines to what was withdrawn, unless they are in it.
  private mutating func keepLines(_ lines: [[UInt8]]) throws(ArchiveError) {
    guard !lines.isEmpty else { return }
    let known = JSONLines.set(try files.read(Layout.withdrawn) ?? [])
    let new = lines.filter { !known.contains($0) }
    if !new.isEmpty { try files.append(new.flatMap { $0 + [0x0A] }, to: Layout.withdrawn) }
  }
}
