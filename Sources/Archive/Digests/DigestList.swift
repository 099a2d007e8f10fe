// The list of digests: what every file of the archive held when it was written. Sealed lines, one a file, sorted by
// path, and behind them lines of what is just being written, each waited for before its files change: so whenever a
// run is cut off, a file is either what is sealed or what it was becoming.

internal import Bytes

/// What the files of an archive hold.
struct DigestList: Equatable {
  /// A file.
  struct Entry: Equatable {
    /// What it holds; nil when it is gone.
    var held: FileFacts?
    /// What it held before it was damaged, until that is there again, or fetched again, or accepted.
    var lost: FileFacts?
  }

  /// What is being done to a file.
  struct Change: Equatable {
    /// How a file changes.
    enum Kind: String {
      case replaced, grown, removed
    }
    var path: String
    var kind: Kind
    /// What it will hold.
    var facts: FileFacts
  }

  var entries: [String: Entry] = [:]
  /// What was begun and is not known to have ended, in order: a file may be written twice before the list is.
  var changes: [String: [Change]] = [:]
  /// How many lines cannot be read.
  var damagedLines = 0
  /// Whether the last line was cut short while it was added.
  var isCutShort = false
  /// The lines of entries, made once.
  var lines: [String: [UInt8]] = [:]

  /// The entry of a file; empty when it is not known.
  subscript(path: String) -> Entry { entries[path] ?? Entry() }

  /// Notes what a file holds, and what it lost.
  mutating func set(_ path: String, _ entry: Entry) {
    changes[path] = nil
    guard entry != entries[path] else { return }
    lines[path] = nil
    entries[path] = entry == Entry() ? nil : entry
  }

  /// Notes that files are about to change.
  mutating func begin(_ begun: [Change]) {
    for change in begun { changes[change.path, default: []].append(change) }
  }

  /// Takes what is left of a damaged list for all of it.
  mutating func forgetDamage() { damagedLines = 0 }

  /// Whether some bytes may be in a file.
  func accepts(_ path: String, _ bytes: [UInt8]?) -> Bool {
    let changes = changes[path] ?? []
    guard let bytes else {
      return self[path].held == nil || changes.contains { $0.kind == .removed }
    }
    let digest = Digest64.of(bytes)
    if let held = self[path].held, held.digest == digest, held.bytes == bytes.count { return true }
    if let lost = self[path].lost, lost.digest == digest, lost.bytes == bytes.count, lost.bytes > 0
    {
      return true
    }
    return changes.contains { $0.kind != .removed && $0.facts.digest == digest }
      || isGrowing(path, bytes)
  }

  /// Whether bytes are what a file was to become.
  func becomes(_ path: String, _ bytes: [UInt8]) -> Bool {
    let digest = Digest64.of(bytes)
    return (changes[path] ?? []).contains { $0.kind != .removed && $0.facts.digest == digest }
  }

  /// The entry of a file that was just being changed, by what is in it; nil when there is none.
  func settled(_ path: String, _ bytes: [UInt8]?) -> Entry {
    var entry = self[path]
    guard let bytes else {
      if changes[path]?.contains(where: { $0.kind == .removed }) == true { entry.held = nil }
      return entry
    }
    if becomes(path, bytes) || isGrowing(path, bytes) {
      let facts = FileFacts(path, bytes)
      entry.held = facts
      if entry.lost?.digest == facts.digest { entry.lost = nil }
    }
    return entry
  }

  /// Whether bytes are what a file held with a part of what is being added to it.
  func isGrowing(_ path: String, _ bytes: [UInt8]) -> Bool {
    var held = self[path].held ?? .nothing
    for change in changes[path] ?? [] {
      if change.kind == .grown, held.bytes <= bytes.count, bytes.count <= change.facts.bytes,
        Digest64.of(bytes[..<held.bytes]) == held.digest
      {
        return true
      }
      held = change.facts
    }
    return false
  }
}
