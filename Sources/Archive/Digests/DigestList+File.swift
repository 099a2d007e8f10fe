// The list of digests as a file: a line that says how many files there are, then a line a file, each with a check of
// its own, so that damage of the list itself is seen where it is.

internal import Bytes
internal import Model

extension DigestList {
  private static let checkCount = ",\"check\":\"0123456789abcdef\"}".utf8.count

  /// Reads a list; what cannot be read is counted.
  init(_ bytes: [UInt8]) {
    var tape = JSONTape()
    var files: Int?
    let ranges = JSONLines.ranges(bytes)
    var lastIsBad = false
    var sealed = 0
    for (number, range) in ranges.enumerated() {
      lastIsBad = false
      if DigestList.isWhole(bytes, range), (try? tape.parse(bytes, range)) != nil {
        let line = DigestLine(tape: tape, bytes: bytes)
        if let count = line.integer("files", of: 0), number == 0 {
          files = count
          continue
        }
        if let path = line.text("path", of: 0) {
          entries[path] = Entry(held: line.facts(of: 0), lost: line.facts("lost", of: 0))
          lines[path] = Array(bytes[range.start...range.end])
          sealed += 1
          continue
        }
        if let begun = line.changes {
          begin(begun)
          continue
        }
      }
      damagedLines += 1
      lastIsBad = true
    }
    if let files, files > sealed {
      damagedLines = max(damagedLines, files - sealed)
    } else if files != nil, lastIsBad, ranges.count > sealed + 1 {
      // The line that was being added when the run was cut off.
      damagedLines -= 1
      isCutShort = true
    } else if files == nil {
      damagedLines = max(damagedLines, 1)
    }
    if bytes.last != 0x0A { isCutShort = true }
  }

  private static func isWhole(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let end = range.end - checkCount
    guard end > range.start else { return false }
    let check = String(decoding: bytes[(range.end - 18)..<(range.end - 2)], as: UTF8.self)
    return Digest64.digest(check) == Digest64.of(bytes[range.start..<end])
  }

  /// The list as a file.
  mutating func file() -> [UInt8] {
    var file = DigestList.line { $0.member("files", entries.count) }
    for path in entries.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let line = lines[path] ?? DigestList.line(path, self[path])
      lines[path] = line
      file += line
    }
    if !changes.isEmpty {
      let sorted = changes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      file += DigestList.line(sorted.flatMap(\.value))
    }
    return file
  }

  /// The line that says that files are about to change.
  static func line(_ changes: [Change]) -> [UInt8] {
    line { json in
      json.member("becoming", each: changes) { change, json in
        json.member("path", change.path)
        json.member("change", change.kind.rawValue)
        json.members(of: change.facts)
      }
    }
  }

  private static func line(_ path: String, _ entry: Entry) -> [UInt8] {
    line { json in
      json.member("path", path)
      if let held = entry.held { json.members(of: held) }
      guard let lost = entry.lost else { return }
      json.member("lost") { json in
        json.member("path", path)
        json.members(of: lost)
      }
    }
  }

  /// A line of some members, and behind them the digest of the line up to there.
  private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter(reservingCapacity: 320)
    writer.appendJSON(leavesOutAbsent: true, members)
    let open = Array(writer.bytes.dropLast())
    let check = JSONWriter.document(.compact) {
      $0.member("check", Digest64.text(Digest64.of(open)))
    }
    return open + [0x2C] + check.dropFirst()
  }
}

/// A line of the list on a tape.
private struct DigestLine {
  let tape: JSONTape
  let bytes: [UInt8]

  func text(_ name: StaticString, of object: Int) -> String? {
    tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  func integer(_ name: StaticString, of object: Int) -> Int? {
    tape.member(name, of: object, in: bytes).flatMap { tape.integer($0, in: bytes) }.map(Int.init)
  }

  func facts(_ name: StaticString, of object: Int) -> FileFacts? {
    tape.member(name, of: object, in: bytes).flatMap { facts(of: $0) }
  }

  func facts(of object: Int) -> FileFacts? {
    guard let count = integer("bytes", of: object),
      let digest = text("digest", of: object).flatMap({ Digest64.digest($0) })
    else { return nil }
    var facts = FileFacts(bytes: count, digest: digest, rows: integer("rows", of: object))
    facts.sum = text("sum", of: object).flatMap { Int128($0) }
    facts.first = text("first", of: object).flatMap { Instant($0) }
    facts.last = text("last", of: object).flatMap { Instant($0) }
    return facts
  }

  /// What a line of changes says; nil when it is none.
  var changes: [DigestList.Change]? {
    guard let list = tape.member("becoming", of: 0, in: bytes) else { return nil }
    return tape.children(of: list).compactMap { token in
      guard let path = text("path", of: token), let facts = facts(of: token),
        let kind = text("change", of: token).flatMap({ DigestList.Change.Kind(rawValue: $0) })
      else { return nil }
      return DigestList.Change(path: path, kind: kind, facts: facts)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of facts: FileFacts) {
    member("bytes", facts.bytes)
    member("rows", facts.rows)
    // A sum may not fit 64 bits, so it is text.
    member("sum", facts.sum.map { "\($0)" })
    member("first", facts.first.map { "\($0)" })
    member("last", facts.last.map { "\($0)" })
    member("digest", Digest64.text(facts.digest))
  }
}
