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
    var file = DigestList.line("{\"files\":\(entries.count)")
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
    var writer = ByteWriter()
    writer.append("{\"becoming\":[")
    for (index, change) in changes.enumerated() {
      writer.append(index == 0 ? "{\"path\":" : ",{\"path\":")
      writer.appendJSONString(change.path)
      writer.append(",\"change\":")
      writer.appendJSONString(change.kind.rawValue)
      writer.appendMembers(of: change.facts)
      writer.append("}")
    }
    writer.append("]")
    return line(writer)
  }

  private static func line(_ path: String, _ entry: Entry) -> [UInt8] {
    var writer = ByteWriter(reservingCapacity: 320)
    writer.append("{\"path\":")
    writer.appendJSONString(path)
    if let held = entry.held { writer.appendMembers(of: held) }
    if let lost = entry.lost {
      writer.append(",\"lost\":{\"path\":")
      writer.appendJSONString(path)
      writer.appendMembers(of: lost)
      writer.append("}")
    }
    return line(writer)
  }

  private static func line(_ text: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(string: text)
    return line(writer)
  }

  private static func line(_ open: ByteWriter) -> [UInt8] {
    var writer = open
    let check = Digest64.text(Digest64.of(open.bytes))
    writer.append(",\"check\":\"")
    writer.append(string: check)
    writer.append("\"}\n")
    return writer.bytes
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
    // A sum may not fit 64 bits, so it is text.
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

extension ByteWriter {
  fileprivate mutating func appendMembers(of facts: FileFacts) {
    append(",\"bytes\":")
    append(integer: Int64(facts.bytes))
    if let rows = facts.rows {
      append(",\"rows\":")
      append(integer: Int64(rows))
    }
    if let sum = facts.sum {
      append(",\"sum\":\"")
      append(sum: sum)
      append("\"")
    }
    if let first = facts.first {
      append(",\"first\":")
      appendTime(first)
    }
    if let last = facts.last {
      append(",\"last\":")
      appendTime(last)
    }
    append(",\"digest\":\"")
    append(string: Digest64.text(facts.digest))
    append("\"")
  }
}
