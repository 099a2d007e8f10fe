// What a run that writes does with damage before anything else: time of which rows may be lost becomes a gap, then
// files are taken as they are, with what they lost remembered. Cut off anywhere, the next run does the same again.

internal import Bytes
internal import Model

extension ArchiveFolder {
  /// Makes the list of an archive that has none.
  mutating func makeDigests() throws(ArchiveError) {
    var list = DigestList()
    for path in try filesThatAreRead() {
      guard let bytes = try files.readAsItIs(path) else { continue }
      list.set(path, DigestList.Entry(held: FileFacts(path, bytes)))
    }
    files.digests = list
    files.noteListWhole(false)
    // Older versions of the program refuse the archive from here on, and so never write beside the list.
    try files.replace(Layout.format, with: ArchiveFormat.file)
    try files.seal()
    hasNewDigests = true
  }

  /// Takes in what an earlier run left half done, and what is damaged.
  mutating func takeInDamage() throws(ArchiveError) {
    let list = try files.listOnDisk()
    files.digests = list
    files.noteListWhole(list.map { !$0.isCutShort && $0.damagedLines == 0 } ?? false)
    try settleChanges()
    try check()
    try restore()
    let new = damage.filter { !$0.isKnown }
    if !new.isEmpty {
      try makeGaps(new)
      try accept(new)
    }
    try forgetLosses()
    try files.seal()
  }

  /// Settles files that were just being changed when a run was cut off.
  private mutating func settleChanges() throws(ArchiveError) {
    guard let list = files.digests else { return }
    for path in list.changes.keys.sorted() {
      let bytes = try files.readAsItIs(path)
      if let bytes {
        // What was put in its place may be waited for no more than its run.
        try files.makeDurable(path)
        let whole = JSONLines.whole(bytes)
        if whole != bytes, !list.becomes(path, bytes), list.isGrowing(path, bytes) {
          try files.replace(path, with: whole)
          continue
        }
      }
      files.note(path, list.settled(path, bytes))
    }
  }

  // MARK: Time

  /// Has coverage say, durably, that rows of damaged files may be missing.
  private mutating func makeGaps(_ new: [FileDamage]) throws(ArchiveError) {
    // A hint may claim what is not there any more.
    if try files.size(Layout.hint) != nil { try files.remove(Layout.hint) }
    var writes: [FileWrite] = []
    for coverage in try coverage() {
      let path = Layout.coverage(of: coverage.accountID)
      let bytes = CoverageFile.bytes(coverage)
      if try files.readAsItIs(path) != bytes { writes.append(FileWrite(path, bytes)) }
    }
    let lost = new.filter { $0.coverageAccount != nil }
    for damage in lost {
      var entry = files.digests?[damage.path] ?? DigestList.Entry()
      entry.lost = damage.held ?? .nothing
      files.note(damage.path, entry)
    }
    try files.write(writes)
    files.damaged.subtract(lost.map(\.path))
  }

  /// The coverage of accounts with what damage took of it.
  func distrusting(_ coverage: [AccountCoverage]) -> [AccountCoverage] {
    guard damage.contains(where: { !$0.isKnown }) else { return coverage }
    var accounts = Dictionary(
      coverage.map { ($0.accountID, $0) }, uniquingKeysWith: { one, _ in one })
    for damage in damage where !damage.isKnown {
      if let account = damage.coverageAccount {
        var known = accounts[account] ?? AccountCoverage(accountID: account)
        let spans = [known.span, damage.held?.span].compactMap(\.self)
        known.complete = []
        known.gaps = []
        known.opened = nil
        if let since = spans.map(\.since).min(), let before = spans.map(\.before).max() {
          known.add(CoverageGap(TimeWindow(since: since, before: before), .damaged))
        }
        accounts[account] = known
      } else if let (account, month) = damage.partition {
        accounts[account]?.distrust(month.windowInUTC)
      }
    }
    return accounts.values.sorted {
      $0.accountID.utf8.lexicographicallyPrecedes($1.accountID.utf8)
    }
  }

  // MARK: Files

  /// Takes files as they are, and remembers what they lost.
  private mutating func accept(_ new: [FileDamage]) throws(ArchiveError) {
    var unreadable: [FileWrite] = []
    for damage in new where damage.coverageAccount == nil && damage.path != Layout.digests {
      let bytes = try files.readAsItIs(damage.path)
      let isOfRows = damage.partition != nil
      if let bytes, bytes.isEmpty, isOfRows {
        // A partition without rows has no file.
        unreadable.append(FileWrite(damage.path, nil))
      } else if let bytes, let readable = ArchiveFolder.readable(damage.path, bytes) {
        unreadable.append(FileWrite(damage.path, readable.isEmpty && isOfRows ? nil : readable))
        try files.replace("\(Layout.damaged)/\(damage.path)", with: bytes)
      }
      files.note(
        damage.path, DigestList.Entry(held: damage.found, lost: damage.held ?? .nothing))
    }
    if new.contains(where: { $0.path == Layout.digests }) { try makeListAnew() }
    (files.damaged, files.unknown) = ([], [])
    // The losses are on the disk before the files are written that would make them forgotten.
    try files.seal()
    for write in unreadable { try files.write([write]) }
    if files.digests?[Layout.format].lost != nil {
      try files.replace(Layout.format, with: ArchiveFormat.file)
    }
  }

  /// What of a damaged file of lines can be read, without what cannot; nil when all of it can.
  private static func readable(_ path: String, _ bytes: [UInt8]) -> [UInt8]? {
    let readable: [UInt8]
    if case .partition(let account, let month) = ArchivePath(path) {
      // In order, each once, and only what belongs here: other files may have been mixed up with it.
      var partition = Partition()
      _ = partition.upsert(Partition(readable: bytes, of: account).rows)
      _ = partition.remove { Month(utc: $0.created) != month }
      readable = partition.bytes
    } else if path.hasSuffix(".jsonl") {
      readable = JSONLines.whole(bytes)
    } else {
      return nil
    }
    return readable == bytes ? nil : readable
  }

  /// Makes the list of the files as they are, where it cannot say what they were.
  private mutating func makeListAnew() throws(ArchiveError) {
    var list = files.digests ?? DigestList()
    list.forgetDamage()
    files.digests = list
    for path in try filesThatAreRead() where list.entries[path] == nil {
      guard let bytes = try files.readAsItIs(path) else { continue }
      files.note(path, DigestList.Entry(held: FileFacts(path, bytes)))
    }
    files.noteListWhole(false)
  }

  /// Files that hold again what they lost: a copy was put back.
  private mutating func restore() throws(ArchiveError) {
    guard let list = files.digests else { return }
    for (path, entry) in list.entries.sorted(by: { $0.key < $1.key }) {
      guard let lost = entry.lost, let bytes = try files.readAsItIs(path),
        lost.bytes == bytes.count, lost.digest == Digest64.of(bytes)
      else { continue }
      if case .partition(let account, let month) = ArchivePath(path),
        var coverage = try coverage(of: account)
      {
        coverage.trust(month.windowInUTC)
        try files.replace(Layout.coverage(of: account), CoverageFile.bytes(coverage))
      }
      files.note(path, DigestList.Entry(held: lost))
      damage.removeAll { $0.path == path }
      files.damaged.remove(path)
    }
  }

  /// Forgets losses of rows that are complete again.
  mutating func forgetLosses() throws(ArchiveError) {
    for (path, entry) in files.digests?.entries ?? [:] where entry.lost != nil {
      guard try isFetchedAgain(path, entry) else { continue }
      files.note(path, DigestList.Entry(held: entry.held))
      damage.removeAll { $0.path == path && $0.isKnown }
    }
  }

  /// Whether the bank gave again what a file lost.
  private func isFetchedAgain(
    _ path: String, _ entry: DigestList.Entry
  ) throws(ArchiveError) -> Bool {
    switch ArchivePath(path) {
    case .coverage(let account):
      return try coverage(of: account)?.gaps.contains { $0.reason == .damaged } == false
    case .partition(let account, let month):
      guard let coverage = try coverage(of: account) else { return false }
      if coverage.isDamaged(in: month.windowInUTC) { return false }
      let times = [entry.lost?.first, entry.lost?.last, entry.held?.first, entry.held?.last]
        .compactMap(\.self)
      return times.allSatisfy { time in coverage.complete.contains { $0.contains(time) } }
    case .format: return true
    default: return false
    }
  }

  /// Whether rows of a partition may be wrong: it was damaged, and its time is not complete since.
  func isDistrusted(_ path: String) -> Bool { files.digests?[path].lost != nil }
}

extension FileFacts {
  /// From the first time that it holds to the last.
  var span: TimeWindow? {
    guard let first, let last, first < last else { return nil }
    return TimeWindow(since: first, before: last)
  }
}
