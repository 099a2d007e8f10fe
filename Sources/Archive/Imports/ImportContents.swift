// What one file brought into the archive: how often each line of another dialect, and which version of which
// transaction. Only digests are kept, since the records are in the archive. Pure, and the same whatever the archive
// had before, so that a file that is imported again is known by it.

internal import Bytes
public import Model

/// What a file holds, by where the archive keeps it.
public struct ImportContents: Equatable, Sendable {
  /// One version of a transaction.
  struct Version: Equatable {
    let id: String
    let month: Month
  }

  /// How often each line is in it, by the path of the partition, then by the line's digest.
  private(set) var lines: [String: [UInt128: Int]] = [:]
  /// The versions of transactions, by account, then by their digest.
  private(set) var versions: [String: [UInt128: Version]] = [:]

  /// Nothing.
  public init() {}

  /// Whether nothing is in it.
  public var isEmpty: Bool { lines.isEmpty && versions.isEmpty }

  /// Takes in a transaction.
  public mutating func add(_ row: RawTransaction, of account: String) {
    add(Version(id: row.id, month: Month(utc: row.created)), StableHash.wide(row.body), account)
  }

  /// Takes in a row of another dialect, as often as it comes.
  public mutating func add(_ row: ImportedRow, of dialect: String) {
    let path = Layout.imported(dialect, row.created.map { Month(utc: $0) })
    lines[path, default: [:]][StableHash.wide(row.line), default: 0] += 1
  }

  mutating func add(_ version: Version, _ digest: UInt128, _ account: String) {
    versions[account, default: [:]][digest] = version
  }

  /// Makes a line be in it at least so often.
  mutating func hold(_ line: UInt128, times: Int, at path: String) {
    lines[path, default: [:]][line] = max(times, lines[path]?[line] ?? 0)
  }

  /// Makes all be in it that is in another one.
  mutating func hold(_ other: ImportContents) {
    for (path, counts) in other.lines {
      for (line, times) in counts { hold(line, times: times, at: path) }
    }
    for (account, found) in other.versions {
      versions[account, default: [:]].merge(found) { own, _ in own }
    }
  }

  /// What is in it and not in another one, or more often than there.
  func without(_ other: ImportContents) -> ImportContents {
    var rest = ImportContents()
    for (path, counts) in lines {
      for (line, times) in counts where times > other.times(line, at: path) {
        rest.hold(line, times: times, at: path)
      }
    }
    for (account, found) in versions {
      for (digest, version) in found where !other.has(digest, of: account) {
        rest.add(version, digest, account)
      }
    }
    return rest
  }

  /// How often a line is in it.
  func times(_ line: UInt128, at path: String) -> Int { lines[path]?[line] ?? 0 }

  /// Whether a version is in it.
  func has(_ version: UInt128, of account: String) -> Bool { versions[account]?[version] != nil }

  /// The ids of an account's transactions.
  func ids(of account: String) -> Set<RowKey> {
    Set((versions[account] ?? [:]).values.map { RowKey($0.id) })
  }

  // MARK: As a file

  /// The file, a line each, sorted.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    for (account, found) in versions.sorted(by: { $0.key < $1.key }) {
      for (digest, version) in found.sorted(by: { $0.key < $1.key }) {
        writer.appendJSON { json in
          json.member("account_id", account)
          json.member("id", version.id)
          json.member("month", "\(version.month)")
          json.member("version", digest.digits)
        }
        writer.append(0x0A)
      }
    }
    for (path, counts) in lines.sorted(by: { $0.key < $1.key }) {
      for (digest, times) in counts.sorted(by: { $0.key < $1.key }) {
        writer.appendJSON { json in
          json.member("path", path)
          json.member("line", digest.digits)
          json.member("times", times)
        }
        writer.append(0x0A)
      }
    }
    return writer.bytes
  }

  /// Reads a file; lines that cannot be read are passed over.
  init(_ bytes: [UInt8]) {
    var tape = JSONTape()
    for range in JSONLines.ranges(bytes) {
      guard (try? tape.parse(bytes, range)) != nil else { continue }
      func text(_ name: StaticString) -> String? {
        tape.member(name, of: 0, in: bytes).flatMap { tape.string($0, in: bytes) }
      }
      if let account = text("account_id"), let id = text("id"),
        let month = text("month").flatMap({ Month($0) }),
        let digest = text("version").flatMap({ UInt128($0, radix: 16) })
      {
        add(Version(id: id, month: month), digest, account)
      } else if let path = text("path"),
        let line = text("line").flatMap({ UInt128($0, radix: 16) }),
        let times = tape.member("times", of: 0, in: bytes)
          .flatMap({ tape.integer($0, in: bytes) }).flatMap({ Int(exactly: $0) })
      {
        hold(line, times: times, at: path)
      }
    }
  }
}

extension UInt128 {
  /// 32 hexadecimal digits.
  fileprivate var digits: String {
    let text = String(self, radix: 16)
    return String(repeating: "0", count: 32 - text.count) + text
  }
}
