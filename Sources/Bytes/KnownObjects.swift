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
  /// For each hash the number of a text plus one, zero where there is none; a power of two of places.
  private var places: [Int32] = []
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
    if hasForgotten { texts.removeAll(keepingCapacity: true) }
    if hasForgotten || places.isEmpty {
      places = Array(repeating: 0, count: 2 * KnownObjects.countMax)
    }
    let text = Array(bytes[range.indices])
    text.withUnsafeBytes { raw in
      beginning = raw.loadUnaligned(as: UInt64.self)
      var at = KnownObjects.hash(raw, 0) & (places.count - 1)
      while places[at] != 0 { at = (at + 1) & (places.count - 1) }
      places[at] = Int32(texts.count + 1)
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
    guard !places.isEmpty else { return nil }
    let raw = UnsafeRawBufferPointer(start: text, count: end)
    var place = KnownObjects.hash(raw, at) & (places.count - 1)
    while places[place] != 0 {
      let number = Int(places[place]) - 1
      let length = texts[number].count
      if at + length <= end, KnownObjects.isEqual(texts[number], raw, at) {
        return (number, length)
      }
      place = (place + 1) & (places.count - 1)
    }
    return nil
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
  private static func hash(_ raw: UnsafeRawBufferPointer, _ at: Int) -> Int {
    var hash: UInt64 = 0
    for offset in stride(from: 0, to: bytesMin, by: 8) {
      let word = raw.loadUnaligned(fromByteOffset: at + offset, as: UInt64.self)
      hash = (hash &<< 5 | hash &>> 59) ^ word
    }
    return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
