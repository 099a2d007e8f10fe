// The log of imports: a line when a file was imported, a line when that was undone, and one when the undoing had come
// to its end. It only grows; a line that cannot be read says nothing.

internal import Bytes
public import Model

/// One file that was imported.
public struct LoggedImport: Equatable, Sendable {
  /// Records of one kind.
  public struct Count: Equatable, Sendable {
    /// A dialect, or `references`.
    public let kind: String
    /// How many records of the file are of it.
    public let records: Int

    /// Creates a count.
    public init(kind: String, records: Int) { (self.kind, self.records) = (kind, records) }
  }

  /// Its number, from 1.
  public internal(set) var number: Int
  /// When it was imported.
  public let time: Instant
  /// The name of the file without its folders; `-` is standard input.
  public let file: String
  /// The digest of the file's bytes.
  public let digest: UInt64
  /// What was in it, by kind.
  public let counts: [Count]
  /// The digest of the file that says what it brought.
  let brought: UInt64
  /// When it came here with another archive; nil of imports into this one.
  public internal(set) var merged: Instant?
  /// When undoing it began; nil while it counts.
  public internal(set) var undone: Instant?
  /// Whether undoing it came to its end.
  var isWithdrawn = false

  /// Whether it counts: it was not undone.
  public var isLive: Bool { undone == nil }

  /// What it has in common with the same import in another archive.
  struct Key: Hashable {
    let time: Instant
    let file: String
    let digest: UInt64
    let brought: UInt64
  }

  var key: Key { Key(time: time, file: file, digest: digest, brought: brought) }

  init(
    number: Int, time: Instant, file: String, digest: UInt64, counts: [Count], brought: UInt64
  ) {
    self.number = number
    self.time = time
    self.file = file
    self.digest = digest
    self.counts = counts
    self.brought = brought
  }
}

/// The lines of the log.
enum ImportLog {
  static func imported(_ entry: LoggedImport) -> [UInt8] {
    line { json in
      json.member("import", entry.number)
      json.member("at", "\(entry.time)")
      json.member("file", entry.file)
      json.member("digest", Digest64.text(entry.digest))
      json.member("brought", Digest64.text(entry.brought))
      if let merged = entry.merged { json.member("merged", "\(merged)") }
      json.member("records", each: entry.counts) { count, json in
        json.member("kind", count.kind)
        json.member("records", count.records)
      }
    }
  }

  static func undo(_ number: Int, _ time: Instant) -> [UInt8] {
    line { json in
      json.member("undo", number)
      json.member("at", "\(time)")
    }
  }

  static func withdrawn(_ number: Int, _ time: Instant) -> [UInt8] {
    line { json in
      json.member("withdrawn", number)
      json.member("at", "\(time)")
    }
  }

  private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    let line = JSONWriter.document(.compact, members)
    return line.last == 0x0A ? line : line + [0x0A]
  }

  /// Reads a log: the imports by number.
  static func parse(_ bytes: [UInt8]) -> [LoggedImport] {
    var entries: [Int: LoggedImport] = [:]
    var tape = JSONTape()
    for range in JSONLines.ranges(bytes) {
      guard (try? tape.parse(bytes, range)) != nil else { continue }
      let line = LogLine(tape: tape, bytes: bytes)
      guard let time = line.text("at").flatMap({ Instant($0) }) else { continue }
      if let entry = line.entry(time) {
        entries[entry.number] = entry
      } else if let number = line.number("undo") {
        entries[number]?.undone = time
      } else if let number = line.number("withdrawn") {
        entries[number]?.isWithdrawn = true
      }
    }
    return entries.values.sorted { $0.number < $1.number }
  }
}

private struct LogLine {
  let tape: JSONTape
  let bytes: [UInt8]

  func text(_ name: StaticString, of object: Int = 0) -> String? {
    tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  func number(_ name: StaticString, of object: Int = 0) -> Int? {
    tape.member(name, of: object, in: bytes).flatMap { tape.integer($0, in: bytes) }
      .flatMap { Int(exactly: $0) }
  }

  func entry(_ time: Instant) -> LoggedImport? {
    guard let number = number("import"), number > 0, let file = text("file"),
      let digest = text("digest").flatMap({ Digest64.digest($0) }),
      let brought = text("brought").flatMap({ Digest64.digest($0) })
    else { return nil }
    let list = tape.member("records", of: 0, in: bytes).map { tape.children(of: $0) } ?? []
    let counts = list.compactMap { token -> LoggedImport.Count? in
      guard let kind = text("kind", of: token), let records = self.number("records", of: token)
      else { return nil }
      return LoggedImport.Count(kind: kind, records: records)
    }
    var entry = LoggedImport(
      number: number, time: time, file: file, digest: digest, counts: counts, brought: brought)
    entry.merged = text("merged").flatMap { Instant($0) }
    return entry
  }
}
