// What can be wrong inside of files whose bytes are those that were written: rows out of order, twice, or not where
// they belong, lines that cannot be read. Pure: bytes in, problems out.

internal import Bytes
internal import Model

/// Something that is wrong inside of a file of an archive.
public struct ArchiveProblem: Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// The line, or the file, is not what such a file holds.
    case unreadable
    /// The row belongs before the one above it.
    case outOfOrder
    /// The row is in the archive twice.
    case twice(id: String)
    /// The row is of another month, or of another account.
    case misplaced
  }

  /// The file, below the archive.
  public let path: String
  /// The line, from 1; nil where it is about the whole file.
  public let line: Int?
  /// What is wrong.
  public let kind: Kind

  /// What is wrong, in a word for programs.
  public var word: String {
    switch kind {
    case .unreadable: "unreadable"
    case .outOfOrder: "out_of_order"
    case .twice: "twice"
    case .misplaced: "misplaced"
    }
  }
}

/// The files of an archive as they were read whole, and what is wrong inside of them.
public struct ArchiveVerification: Sendable {
  /// How many files were read.
  public private(set) var files = 0
  /// How many bytes they hold.
  public private(set) var bytes = 0
  /// How many transactions they hold.
  public private(set) var rows = 0
  /// What is wrong, in the order of the files.
  public private(set) var problems: [ArchiveProblem] = []
  /// The rows so far, by account.
  private var keys: [String: Set<RowKey>] = [:]

  /// Takes in a file.
  mutating func read(_ path: String, _ content: [UInt8]) {
    files += 1
    bytes += content.count
    switch ArchivePath(path) {
    case .partition(let account, let month): readRows(path, content, account, month)
    case .coverage(let account):
      let coverage = CoverageFile.parse(content)
      if coverage?.accountID != account || coverage?.isInOrder != true { note(path, nil) }
    case .reference: if SeenObject(content) == nil { note(path, nil) }
    case .identity, .format: if content.last != 0x0A { note(path, nil) }
    case .other: if path.hasSuffix(".jsonl") { readLines(path, content) }
    }
  }

  private mutating func note(
    _ path: String, _ line: Int?, _ kind: ArchiveProblem.Kind = .unreadable
  ) {
    problems.append(ArchiveProblem(path: path, line: line, kind: kind))
  }

  private mutating func readRows(
    _ path: String, _ content: [UInt8], _ account: String, _ month: Month
  ) {
    var tape = JSONTape()
    var last: RawTransaction?
    for (index, range) in JSONLines.ranges(content).enumerated() {
      rows += 1
      guard (try? tape.parse(content, range)) != nil,
        let row = RawTransaction(0, on: tape, in: content)
      else {
        note(path, index + 1)
        continue
      }
      let owner = tape.member("account_id", of: 0, in: content)
        .flatMap { tape.string($0, in: content) }
      if Month(utc: row.created) != month || owner.map({ $0 != account }) ?? false {
        note(path, index + 1, .misplaced)
      }
      if !keys[account, default: []].insert(RowKey(row.id)).inserted {
        note(path, index + 1, .twice(id: row.id))
      }
      if let last, !RawTransaction.precedes(last, row) { note(path, index + 1, .outOfOrder) }
      last = row
    }
    if let end = content.last, end != 0x0A { note(path, nil) }
  }

  private mutating func readLines(_ path: String, _ content: [UInt8]) {
    var tape = JSONTape()
    let isOfBalances = path.hasPrefix("\(Layout.balances)/")
    let isOfVersions = path.hasPrefix("\(Layout.history)/account_id=")
    for (index, range) in JSONLines.ranges(content).enumerated() {
      let isReadable =
        if isOfBalances {
          BalanceSeen(line: content, range, &tape) != nil
        } else if isOfVersions {
          VersionLog.isVersion(content, range, &tape)
        } else {
          (try? tape.parse(content, range)) != nil
        }
      if !isReadable { note(path, index + 1) }
    }
    if let end = content.last, end != 0x0A { note(path, nil) }
  }
}

extension AccountCoverage {
  /// Whether windows follow each other, and no time is both complete and a gap.
  fileprivate var isInOrder: Bool {
    let windows = (complete + gaps.map(\.window)).sorted { $0.since < $1.since }
    return zip(windows, windows.dropFirst()).allSatisfy { $0.before <= $1.since }
      && complete.map(\.since) == complete.map(\.since).sorted()
      && gaps.map(\.window.since) == gaps.map(\.window.since).sorted()
  }
}

extension ArchiveFolder {
  /// Reads every file, holds it against its digest, and looks into it.
  ///
  /// - Parameter progress: takes the file that is read, and how many bytes were.
  /// - Returns: what was read, and what is wrong inside; what is not as it was written is in `damage`.
  /// - Throws: `ArchiveError`.
  public mutating func verify(
    progress: (_ path: String, _ bytes: Int) -> Void
  ) throws(ArchiveError) -> ArchiveVerification {
    try check(readingAll: true)
    var verification = ArchiveVerification()
    for path in try filesThatAreRead() {
      guard let content = try files.readAsItIs(path) else { continue }
      verification.read(path, content)
      progress(path, verification.bytes)
    }
    return verification
  }
}
