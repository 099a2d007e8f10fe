// Files of one JSON value a line, as far as their lines go.

/// Files of one JSON value a line.
package enum JSONLines {
  /// The ranges of the lines, line feeds left out; the rest behind the last line feed is no line.
  package static func ranges(_ bytes: [UInt8]) -> [ByteRange] {
    var ranges: [ByteRange] = []
    var start = 0
    for at in bytes.indices where bytes[at] == 0x0A {
      ranges.append(ByteRange(start: start, count: at - start))
      start = at + 1
    }
    return ranges
  }

  /// The lines, each once.
  package static func set(_ bytes: [UInt8]) -> Set<[UInt8]> {
    Set(ranges(bytes).map { Array(bytes[$0.indices]) })
  }

  /// The lines that are whole: JSON objects, and ended.
  package static func whole(_ bytes: [UInt8]) -> [UInt8] {
    var tape = JSONTape()
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count)
    for range in ranges(bytes) where !range.isEmpty && bytes[range.start] == 0x7B {
      guard (try? tape.parse(bytes, range)) != nil else { continue }
      whole += bytes[range.start...range.end]
    }
    return whole
  }
}
