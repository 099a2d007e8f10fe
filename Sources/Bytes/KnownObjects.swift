// Objects that repeat from record to record, byte for byte, as a shop does in a bank's answer. What was
// parsed once needs no second parse: the same bytes again are the same valid object, and a comparison is many
// times quicker than a walk over them.

/// JSON objects by their text, found where they are in a longer one.
public struct KnownObjects: Sendable {
  /// How many objects are kept; when there are more, all are forgotten, so that memory has a bound.
  public static let countMax = 8192
  /// Shorter objects are not worth the search; longer ones are kept apart by this many bytes first.
  public static let bytesMin = 64

  private var texts: [[UInt8]] = []
  private var table = PositionTable()
  /// The first eight bytes of the last text: other members of a record nearly never begin like it.
  private var beginning: UInt64 = 0

  /// Creates an empty set.
  public init() {}

  /// The number of objects.
  public var count: Int { texts.count }

  /// Adds the object that fills a range of bytes, which must be valid JSON.
  ///
  /// - Returns: the number of the object, and whether all others were forgotten before; nil when it is too
  ///   short to be kept, or has line feeds, which a walk must count.
  public mutating func insert(
    _ bytes: [UInt8], _ range: ByteRange
  ) -> (number: Int, hasForgotten: Bool)? {
    guard range.count >= KnownObjects.bytesMin, !bytes[range.indices].contains(0x0A) else {
      return nil
    }
    let hasForgotten = texts.count == KnownObjects.countMax
    if hasForgotten {
      texts.removeAll(keepingCapacity: true)
      table.removeAll()
    }
    let text = Array(bytes[range.indices])
    text.withUnsafeBytes { raw in
      beginning = raw.loadUnaligned(as: UInt64.self)
      table.append(hash: KnownObjects.hash(raw, 0)) { position in
        texts[position].withUnsafeBytes { KnownObjects.hash($0, 0) }
      }
    }
    texts.append(text)
    return (texts.count - 1, hasForgotten)
  }

  /// The object that begins at an offset, by its number and length; nil when none of them does.
  @inline(__always)
  func match(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int
  ) -> (number: Int, length: Int)? {
    guard at &+ KnownObjects.bytesMin <= end,
      UnsafeRawPointer(text).loadUnaligned(fromByteOffset: at, as: UInt64.self) == beginning
    else { return nil }
    return search(text, at, end)
  }

  @inline(never)
  private func search(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int
  ) -> (number: Int, length: Int)? {
    let raw = UnsafeRawBufferPointer(start: text, count: end)
    let number = table.position(hash: KnownObjects.hash(raw, at)) { number in
      at + texts[number].count <= end && KnownObjects.isEqual(texts[number], raw, at)
    }
    return number.map { ($0, texts[$0].count) }
  }

  private static func isEqual(_ known: [UInt8], _ raw: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    known.withUnsafeBytes { known in
      var offset = 0
      while offset < known.count {
        // The last word overlaps the one before it.
        let next = min(offset, known.count - 8)
        let one = known.loadUnaligned(fromByteOffset: next, as: UInt64.self)
        if one != raw.loadUnaligned(fromByteOffset: at + next, as: UInt64.self) { return false }
        offset += 8
      }
      return true
    }
  }

  /// A hash of the first bytes; it never leaves the process.
  private static func hash(_ raw: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    var hash: UInt64 = 0
    for offset in stride(from: 0, to: bytesMin, by: 8) {
      let word = raw.loadUnaligned(fromByteOffset: at + offset, as: UInt64.self)
      hash = (hash &<< 5 | hash &>> 59) ^ word
    }
    return hash
  }
}
