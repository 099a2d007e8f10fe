// Who brought what: all imports with what each of them brought, and what is in the archive without any of them, because
// the bank sent it or because it was there before the log was kept. From it follows, purely, what may stay.
//
// A line may be as often as the import that has it most often, or as it was there without one. A version of a
// transaction may be the row if an import that counts brought it, if it was there without one, or if no import ever
// brought it.

internal import Bytes
internal import Model

/// All imports and what they brought.
struct ImportBook {
  /// The imports by number.
  private(set) var entries: [LoggedImport]
  /// What they brought, by number; of those of which it can be read.
  private var contents: [Int: ImportContents]
  /// What is in the archive without any of them, of what they brought.
  private(set) var kept: ImportContents

  init(
    _ entries: [LoggedImport], _ contents: [Int: ImportContents],
    kept: ImportContents = ImportContents()
  ) {
    (self.entries, self.contents, self.kept) = (entries, contents, kept)
  }

  subscript(number: Int) -> LoggedImport? { entries.first { $0.number == number } }

  /// The number of the next import.
  var nextNumber: Int { (entries.last?.number ?? 0) + 1 }

  /// What an import brought; nil when that cannot be read.
  func contents(of number: Int) -> ImportContents? { contents[number] }

  /// The import that counts and of which it is not known what it brought: nothing can be undone beside it.
  var unreadable: LoggedImport? { entries.first { $0.isLive && contents[$0.number] == nil } }

  /// What all of them brought.
  var all: ImportContents {
    contents.values.reduce(into: ImportContents()) { all, brought in all.hold(brought) }
  }

  /// What of something that is there without an import is not known to be.
  func missing(_ found: ImportContents) -> ImportContents { found.without(kept) }

  /// Takes in an import.
  mutating func add(_ entry: LoggedImport, _ brought: ImportContents) {
    entries.append(entry)
    contents[entry.number] = brought
  }

  /// Takes in what is in the archive without an import.
  mutating func keep(_ more: ImportContents) { kept.hold(more) }

  /// Takes an import for undone.
  mutating func undo(_ number: Int, at time: Instant) {
    for index in entries.indices where entries[index].number == number {
      entries[index].undone = entries[index].undone ?? time
    }
  }

  // MARK: What may stay

  /// The imports that count, with what they brought.
  private var live: [(entry: LoggedImport, brought: ImportContents)] {
    entries.compactMap { entry in
      entry.isLive ? contents[entry.number].map { (entry, $0) } : nil
    }
  }

  /// How often a line may be in its partition.
  func allowedTimes(_ line: UInt128, at path: String) -> Int {
    max(kept.times(line, at: path), liveTimes(line, at: path))
  }

  /// How often the import that counts and has a line most often has it.
  func liveTimes(_ line: UInt128, at path: String) -> Int {
    live.reduce(0) { max($0, $1.brought.times(line, at: path)) }
  }

  /// How often a line may be in its partition; nil when no import ever brought it.
  func limit(_ line: UInt128, at path: String) -> Int? {
    let isBrought = contents.values.contains { $0.times(line, at: path) > 0 }
    return isBrought ? allowedTimes(line, at: path) : nil
  }

  /// Whether a version may be the row.
  func allows(_ version: UInt128, of account: String) -> Bool {
    kept.has(version, of: account) || isBroughtByLive(version, of: account)
      || !isBrought(version, of: account)
  }

  /// Whether an import brought a version, undone or not.
  func isBrought(_ version: UInt128, of account: String) -> Bool {
    contents.values.contains { $0.has(version, of: account) }
  }

  /// Whether an import of before a time brought a version.
  func isBrought(_ version: UInt128, of account: String, before time: Instant) -> Bool {
    entries.contains { entry in
      entry.time <= time && contents[entry.number]?.has(version, of: account) == true
    }
  }

  /// Whether an import that counts brought a version.
  func isBroughtByLive(_ version: UInt128, of account: String) -> Bool {
    live.contains { $0.brought.has(version, of: account) }
  }

  /// The import that counts and has a version, other than one.
  func other(than number: Int, with version: UInt128, of account: String) -> Int? {
    live.first { $0.entry.number != number && $0.brought.has(version, of: account) }?.entry.number
  }

  /// The import that counts and has a line as often as one has it, or nearly.
  func other(than number: Int, with line: UInt128, at path: String) -> Int? {
    live.filter { $0.entry.number != number && $0.brought.times(line, at: path) > 0 }
      .max { $0.brought.times(line, at: path) < $1.brought.times(line, at: path) }?.entry.number
  }

  /// How many rows of an import nothing else in the archive has.
  func ownCount(of number: Int) -> Int {
    guard let brought = contents[number], self[number]?.isLive == true else { return 0 }
    var without = self
    without.contents[number] = nil
    var count = 0
    for (path, lines) in brought.lines {
      for (line, times) in lines {
        count += max(0, times - without.allowedTimes(line, at: path))
      }
    }
    for (account, versions) in brought.versions {
      count += versions.keys.count {
        !kept.has($0, of: account) && !without.isBroughtByLive($0, of: account)
      }
    }
    return count
  }

  // MARK: What was there before

  /// What of some lines of a partition is there without any import that counts.
  func unexplained(
    _ lines: some Sequence<UInt128>, at path: String, in held: [UInt128: Int]
  ) -> ImportContents {
    var found = ImportContents()
    for line in lines {
      guard let count = held[line], count > allowedTimes(line, at: path) else { continue }
      found.hold(line, times: count, at: path)
    }
    return found
  }

  /// What of some versions of an account's transactions is there without any import.
  ///
  /// - Parameters:
  ///   - versions: the versions.
  ///   - account: the account.
  ///   - current: the versions that are rows.
  ///   - past: the versions that history has.
  /// - Returns: those that are there without one.
  func unexplained(
    _ versions: [UInt128: ImportContents.Version], of account: String,
    current: Set<UInt128>, past: Set<UInt128>
  ) -> ImportContents {
    var found = ImportContents()
    for (digest, version) in versions where !kept.has(digest, of: account) {
      let isThere =
        current.contains(digest)
        ? !isBroughtByLive(digest, of: account)
        : past.contains(digest) && !isBrought(digest, of: account)
      if isThere { found.add(version, digest, account) }
    }
    return found
  }
}
