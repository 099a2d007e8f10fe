// Names to numbers, fast: the keys of a bank's objects are few and known, and every record asks for each.

/// A fixed set of names, each found by its bytes in a few nanoseconds.
public struct KeyTable: Sendable {
  private struct Slot: Sendable {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length: Int32 = -1
    var index: Int32 = 0
  }

  private let names: [[UInt8]]
  private var slots: [Slot]
  private let mask: Int

  /// Creates a table of distinct names; the answer for a name is its place in this list.
  public init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    var size = 16
    while size < names.count * 4 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: Slot(), count: size)
    for (index, name) in self.names.enumerated() {
      let (head, tail) = KeyTable.ends(name, ByteRange(start: 0, count: name.count))
      var at = KeyTable.hash(head, tail, name.count) & mask
      while slots[at].length >= 0 { at = (at + 1) & mask }
      slots[at] = Slot(head: head, tail: tail, length: Int32(name.count), index: Int32(index))
    }
  }

  /// The place of a name in the list, nil when it is not in it.
  public func index(of bytes: [UInt8], _ range: ByteRange) -> Int? {
    let (head, tail) = KeyTable.ends(bytes, range)
    var at = KeyTable.hash(head, tail, range.count) & mask
    while slots[at].length >= 0 {
      let slot = slots[at]
      if slot.head == head && slot.tail == tail && Int(slot.length) == range.count
        && (range.count <= 16 || hasMiddle(of: names[Int(slot.index)], bytes, range))
      {
        return Int(slot.index)
      }
      at = (at + 1) & mask
    }
    return nil
  }

  /// Whether the bytes between the first and the last eight are those of a name of the same length.
  @inline(__always)
  private func hasMiddle(of name: [UInt8], _ bytes: [UInt8], _ range: ByteRange) -> Bool {
    name.withUnsafeBytes { wanted in
      bytes.withUnsafeBytes { found in
        var at = 8
        while at < range.count - 8 {
          let offset = min(at, range.count - 16)  // The last word may overlap the one before.
          let word = wanted.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          if word != found.loadUnaligned(fromByteOffset: range.start + offset, as: UInt64.self) {
            return false
          }
          at += 8
        }
        return true
      }
    }
  }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(length)) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: mixed >> 40)
  }

  /// The first and the last eight bytes, noughts before them when there are fewer.
  @inline(__always)
  private static func ends(_ bytes: [UInt8], _ range: ByteRange) -> (UInt64, UInt64) {
    bytes.withUnsafeBytes { raw in
      if range.count >= 8 {
        return (
          raw.loadUnaligned(fromByteOffset: range.start, as: UInt64.self),
          raw.loadUnaligned(fromByteOffset: range.end - 8, as: UInt64.self)
        )
      }
      var word: UInt64 = 0
      for at in range.indices { word = word << 8 | UInt64(raw[at]) }
      return (word, 0)
    }
  }
}
