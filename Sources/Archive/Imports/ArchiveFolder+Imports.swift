// The log of imports on the disk. An import is in the log, with what it brings, before its records are in the archive,
// so whenever a run is cut off nothing is there that nobody brought; importing the file again carries on.

internal import Bytes
public import Model

extension ArchiveFolder {
  /// Notes that a file is about to be imported, durably.
  ///
  /// A file that brings the same as an import that counts is that import.
  ///
  /// - Parameters:
  ///   - contents: what it brings.
  ///   - file: its name without folders.
  ///   - digest: the digest of its bytes.
  ///   - counts: what is in it, by kind.
  ///   - time: when it is imported.
  /// - Returns: the number of the import; nil when the file brings nothing.
  /// - Throws: `ArchiveError`.
  @discardableResult
  public mutating func noteImport(
    _ contents: ImportContents, of file: String, digest: UInt64, _ counts: [LoggedImport.Count],
    at time: Instant
  ) throws(ArchiveError) -> Int? {
    guard !contents.isEmpty else { return nil }
    var book = try loadedBook()
    let bytes = contents.bytes
    let brought = Digest64.of(bytes)
    if let known = book.entries.first(where: { $0.isLive && $0.brought == brought }) {
      return known.number
    }
    try keep(try unexplained(contents, book))
    book = try loadedBook()
    let entry = LoggedImport(
      number: book.nextNumber, time: time, file: file, digest: digest, counts: counts,
      brought: brought)
    try note(entry, bytes)
    book.add(entry, contents)
    self.book = book
    try files.seal()
    return entry.number
  }

  /// Writes what an import brings, then its line of the log.
  mutating func note(_ entry: LoggedImport, _ brought: [UInt8]) throws(ArchiveError) {
    try files.replace(Layout.brought(entry.number), brought)
    try files.append(ImportLog.imported(entry), to: Layout.importLog)
  }

  /// All imports and what they brought, read once.
  mutating func loadedBook() throws(ArchiveError) -> ImportBook {
    if let book { return book }
    let loaded = try importBook()
    book = loaded
    return loaded
  }

  /// All imports and what they brought, as the files say.
  func importBook() throws(ArchiveError) -> ImportBook {
    let entries = ImportLog.parse(try files.read(Layout.importLog) ?? [])
    var contents: [Int: ImportContents] = [:]
    for entry in entries {
      guard let bytes = try files.read(Layout.brought(entry.number)),
        Digest64.of(bytes) == entry.brought
      else { continue }
      contents[entry.number] = ImportContents(bytes)
    }
    return ImportBook(
      entries, contents, kept: ImportContents(try files.read(Layout.kept) ?? []))
  }

  // MARK: What is there without an import

  /// Notes, durably, what is in the archive without an import.
  mutating func keep(_ contents: ImportContents) throws(ArchiveError) {
    guard !contents.isEmpty else { return }
    try files.append(contents.bytes, to: Layout.kept)
    var book = try loadedBook()
    book.keep(contents)
    self.book = book
  }

  /// What of something is in the archive and not because of an import.
  func unexplained(
    _ contents: ImportContents, _ book: ImportBook
  ) throws(ArchiveError) -> ImportContents {
    var found = ImportContents()
    for (path, lines) in contents.lines {
      guard let bytes = try files.read(path) else { continue }
      found.hold(book.unexplained(lines.keys, at: path, in: CountedLines(bytes).digests))
    }
    for (account, versions) in contents.versions {
      var current: Set<UInt128> = []
      for month in Set(versions.values.map(\.month)) {
        let bytes = try files.read(Layout.partition(of: account, month)) ?? []
        for row in Partition(readable: bytes).rows { current.insert(StableHash.wide(row.body)) }
      }
      var past: Set<UInt128> = []
      for version in try history(of: account)
      where version.fate == .replaced || version.fate == .outdated {
        past.insert(StableHash.wide(version.row.body))
      }
      found.hold(book.unexplained(versions, of: account, current: current, past: past))
    }
    return found
  }

  /// Remembers which rows that an import brought the bank has sent itself; they wait for `flush`.
  mutating func noteSent(
    _ rows: [RawTransaction], of account: String
  ) throws(ArchiveError) {
    let book = try loadedBook()
    guard !book.entries.isEmpty else { return }
    for row in rows {
      let digest = StableHash.wide(row.body)
      guard !book.kept.has(digest, of: account), book.isBrought(digest, of: account) else {
        continue
      }
      pending.kept.add(row, of: account)
    }
  }

  /// Writes which rows the bank has sent itself.
  mutating func writeKept() throws(ArchiveError) {
    try keep(pending.kept)
    pending.kept = ImportContents()
  }
}

extension ArchiveFolder {
  /// The versions that were withdrawn after a time, with imports of before it.
  ///
  /// - Throws: `ArchiveError`.
  public func withdrawn(
    of account: String, after time: Instant
  ) throws(ArchiveError) -> [PastVersion] {
    let versions = try history(of: account).filter { $0.fate == .withdrawn && $0.time > time }
    guard !versions.isEmpty else { return [] }
    let book = try importBook()
    return versions.filter {
      book.isBrought(StableHash.wide($0.row.body), of: account, before: time)
    }
  }
}

/// The imports of an archive.
public struct ImportList: Equatable, Sendable {
  /// An import, and how many of its rows nothing else in the archive has.
  public struct Item: Equatable, Sendable {
    /// The import.
    public let entry: LoggedImport
    /// How many of its rows neither another import brought nor the bank sent.
    public let ownCount: Int
  }

  /// The imports by number.
  public let items: [Item]
  /// How many rows of other dialects no import of the list brought.
  public let unloggedCount: Int
}

extension ArchiveFolder {
  /// The imports that the log knows.
  public func importList() throws(ArchiveError) -> ImportList {
    let book = try importBook()
    var unlogged = 0
    for file in try imports() {
      let held = CountedLines(try files.read(file.path) ?? []).digests
      for (line, count) in held {
        unlogged += max(0, count - book.liveTimes(line, at: file.path))
      }
    }
    return ImportList(
      items: book.entries.map {
        ImportList.Item(entry: $0, ownCount: book.ownCount(of: $0.number))
      },
      unloggedCount: unlogged)
  }
}
