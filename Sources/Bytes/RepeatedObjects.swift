// Objects that come again byte for byte, as the merchants of a bank's records do, where they are half of
// all bytes. Comparing an object with the last one of the same beginning and copying its tokens takes a
// fraction of the time of scanning it. The tape that comes of it is the same, token for token.

/// The objects with one first key that were scanned lately, and their tokens.
struct RepeatedObjects: Sendable {
  /// What an object must begin with: eight bytes, so that most others cost one comparison.
  private let beginning: UInt64
  private static let slotCount = 2048
  /// An object with more tokens or bytes is not kept: it would not repeat.
  private static let tokensMax = 128, bytesMax = 4096
  /// The bytes after the beginning that choose a slot: most of an id.
  private static let idBytes = 24

  private struct Entry: Sendable {
    var text: [UInt8] = []
    var lineFeeds = 0
    /// Counted from the object's own first byte and token.
    var tokens: [JSONTape.Token] = []
  }

  private var entries = [Entry](repeating: Entry(), count: slotCount)

  /// Keeps objects that begin with these bytes, at least eight; the first eight count.
  init(beginningWith text: StaticString) {
    beginning = UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt64.self)
  }

  /// Where an object that begins at a place would be kept; nil when it is not of the kind that is kept.
  @inline(__always)
  func slot(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    let raw = UnsafeRawPointer(bytes)
    guard at + 8 + RepeatedObjects.idBytes <= end,
      raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) == beginning
    else { return nil }
    var hash: UInt64 = 0
    for offset in stride(from: 8, to: 8 + RepeatedObjects.idBytes, by: 8) {
      let word = raw.loadUnaligned(fromByteOffset: at + offset, as: UInt64.self)
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash) & (RepeatedObjects.slotCount - 1)
  }

  /// Appends the tokens of the object that is kept in a slot, if it is the one that stands at a place.
  ///
  /// - Returns: the bytes and line feeds of the object; nil when it is another one.
  func append(
    _ slot: Int, _ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int,
    to tokens: inout [JSONTape.Token]
  ) -> (count: Int, lineFeeds: Int)? {
    let count = entries[slot].text.count
    guard count > 0, at + count <= end, isEqual(entries[slot].text, bytes + at) else { return nil }
    let first = tokens.count
    for token in entries[slot].tokens {
      tokens.append(token.moved(bytes: UInt32(truncatingIfNeeded: at), tokens: first))
    }
    return (count, entries[slot].lineFeeds)
  }

  /// Keeps an object whose tokens are the last ones of a tape.
  mutating func keep(
    _ slot: Int, _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, lineFeeds: Int,
    tokens: ArraySlice<JSONTape.Token>
  ) {
    guard range.count <= RepeatedObjects.bytesMax, tokens.count <= RepeatedObjects.tokensMax else {
      return
    }
    let text = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    let start = UInt32(truncatingIfNeeded: range.lowerBound)
    entries[slot] = Entry(
      text: Array(text), lineFeeds: lineFeeds,
      tokens: tokens.map { $0.moved(bytes: 0 &- start, tokens: -tokens.startIndex) })
  }

  @inline(__always)
  private func isEqual(_ text: [UInt8], _ bytes: UnsafePointer<UInt8>) -> Bool {
    text.withUnsafeBytes { kept in
      let raw = UnsafeRawPointer(bytes)
      var at = 0
      while at + 8 <= kept.count {
        let word = kept.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        if word != raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
        at += 8
      }
      while at < kept.count {
        if kept[at] != bytes[at] { return false }
        at += 1
      }
      return true
    }
  }
}

extension JSONTape.Token {
  /// The same token of a text that stands elsewhere, on another place of the tape.
  @inline(__always)
  fileprivate func moved(bytes: UInt32, tokens: Int) -> JSONTape.Token {
    var moved = self
    moved.start &+= bytes
    moved.end &+= bytes
    moved.after &+= UInt32(truncatingIfNeeded: tokens)
    return moved
  }
}
