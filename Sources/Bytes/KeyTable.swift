// Names to numbers, fast: the keys of a bank's objects are few and known, and every record asks for each. A table of
// its own, because it compares whole words of the name with what is in the place itself: 4 ns a key over the 35 keys
// of a transaction, where `PositionTable` with a hash of all bytes takes 19 ns and a Dictionary 69 ns.

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
  /// A bit for each length that a name has, the last for all that are longer: most other keys have another length.
  private let lengths: UInt64

  /// Creates a table of distinct names; the answer for a name is its place in this list.
  public init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    lengths = self.names.reduce(0) { $0 | KeyTable.bit(ofLength: $1.count) }
    var size = 16
    while size < names.count * 4 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    for (index, name) in self.names.enumerated() {
      let (head, tail) = name.withUnsafeBytes { KeyTable.ends($0, 0, name.count) }
      var at = KeyTable.hash(head, tail, name.count) & (size - 1)
      while slots[at].length >= 0 { at = (at + 1) & (size - 1) }
      slots[at] = Slot(head: head, tail: tail, length: Int32(name.count), index: Int32(index))
    }
  }

  /// The place of a name in the list, nil when it is not in it.
  public func index(of bytes: [UInt8], _ range: ByteRange) -> Int? {
    guard lengths & KeyTable.bit(ofLength: range.count) != 0 else { return nil }
    return bytes.withUnsafeBytes { raw in
      precondition(range.end <= raw.count)
      let (head, tail) = KeyTable.ends(raw, range.start, range.count)
      return place(head, tail, raw, range).map { Int(slots[$0].index) }
    }
  }

  /// The slot of a name, nil when there is none.
  @inline(__always)
  private func place(
    _ head: UInt64, _ tail: UInt64, _ raw: UnsafeRawBufferPointer, _ range: ByteRange
  ) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var at = KeyTable.hash(head, tail, range.count) & mask
      while slots[at].length >= 0 {
        if slots[at].head == head && slots[at].tail == tail && Int(slots[at].length) == range.count
          && (range.count <= 16 || hasMiddle(Int(slots[at].index), of: raw, range))
        {
          return at
        }
        at = (at + 1) & mask
      }
      return nil
    }
  }

  /// The place of a name in the list; first compares it with the name that `guess` remembers of last time.
  ///
  /// Records of one source have their keys in one order, so the key that stood there last is nearly always
  /// the one that is there now.
  ///
  /// - Parameters:
  ///   - bytes: the buffer that holds the name.
  ///   - range: where the name is in it.
  ///   - guess: what an earlier call left, zero at first.
  /// - Returns: nil when the name is not in the list.
  public func index(of bytes: [UInt8], _ range: ByteRange, guess: inout Int32) -> Int? {
    bytes.withUnsafeBytes { raw in
      slots.withUnsafeBufferPointer { slots in
        precondition(range.end <= raw.count)
        let (head, tail) = KeyTable.ends(raw, range.start, range.count)
        let guessed = slots[Int(guess) & (slots.count - 1)]
        if guessed.head == head && guessed.tail == tail && Int(guessed.length) == range.count
          && (range.count <= 16 || hasMiddle(Int(guessed.index), of: raw, range))
        {
          return Int(guessed.index)
        }
        guard let at = place(head, tail, raw, range) else { return nil }
        guess = Int32(truncatingIfNeeded: at)
        return Int(slots[at].index)
      }
    }
  }

  /// Whether a name of more than 16 bytes has the same bytes between its first and last eight.
  private func hasMiddle(_ index: Int, of raw: UnsafeRawBufferPointer, _ range: ByteRange) -> Bool {
    names[index].withUnsafeBytes { name in
      var at = 8
      while at < range.count - 8 {
        // The last word overlaps the one before it, or the tail.
        let offset = min(at, range.count - 16)
        let one = name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let other = raw.loadUnaligned(fromByteOffset: range.start + offset, as: UInt64.self)
        if one != other { return false }
        at += 8
      }
      return true
    }
  }

  @inline(__always)
  private static func bit(ofLength count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }

  @inline(__always)
  private static func hash(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let mixed =
      (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: length))
      &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: mixed >> 40)
  }

  /// The first and the last eight bytes; of fewer bytes one word, filled up with zeros, and zero.
  @inline(__always)
  private static func ends(
    _ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int
  ) -> (UInt64, UInt64) {
    if count >= 8 {
      return (
        raw.loadUnaligned(fromByteOffset: start, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: start + count - 8, as: UInt64.self)
      )
    }
    if start + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return (word & ((1 << UInt64(8 * count)) - 1), 0)
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(raw[start + offset]) << UInt64(8 * offset) }
    return (word, 0)
  }
}
