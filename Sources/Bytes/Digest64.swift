// The one digest of files: 64 bits over their bytes, wherever the reading of them was cut. It finds damage, not
// forgery. Frozen: what it makes of bytes stands in every archive, and Tests/BytesTests pins it. Four lanes of
// eight bytes run beside each other, because one alone waits for its own multiplication.

/// A digest of bytes that come piece by piece.
public struct Digest64: Equatable, Sendable {
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let stripe = 32

  private var lanes = SIMD4<UInt64>(start, start &+ 1, start &+ 2, start &+ 3)
  /// What came behind the last whole stripe.
  private var held: [UInt8] = []
  /// The number of bytes so far.
  public private(set) var count = 0

  /// A digest of nothing yet.
  public init() {}

  /// The digest of some bytes.
  public static func of(_ bytes: [UInt8]) -> UInt64 { of(bytes[...]) }

  /// The digest of a part of some bytes.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var digest = Digest64()
    digest.add(bytes)
    return digest.value
  }

  /// Takes in what comes next.
  public mutating func add(_ bytes: [UInt8]) { add(bytes[...]) }

  /// Takes in what comes next.
  public mutating func add(_ bytes: ArraySlice<UInt8>) {
    count += bytes.count
    var rest = bytes
    if !held.isEmpty {
      let missing = rest.prefix(Digest64.stripe - held.count)
      held += missing
      rest = rest.dropFirst(missing.count)
      guard held.count == Digest64.stripe else { return }
      held.withUnsafeBytes { addStripes($0) }
      held.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~(Digest64.stripe - 1)
    rest.withUnsafeBytes { addStripes(UnsafeRawBufferPointer(rebasing: $0[..<whole])) }
    held += rest.dropFirst(whole)
  }

  /// The digest of all that came so far.
  public var value: UInt64 {
    var sum = Digest64.start &+ UInt64(count)
    for lane in 0..<4 { sum = Digest64.mixed(sum, lanes[lane]) }
    for at in stride(from: 0, to: held.count, by: 8) {
      var word: UInt64 = 0
      for byte in held[at..<min(at + 8, held.count)].reversed() { word = word << 8 | UInt64(byte) }
      sum = Digest64.mixed(sum, word)
    }
    return sum
  }

  private mutating func addStripes(_ bytes: UnsafeRawBufferPointer) {
    var (one, two, three, four) = (lanes[0], lanes[1], lanes[2], lanes[3])
    var at = 0
    while at < bytes.count {
      one = Digest64.mixed(one, Digest64.word(bytes, at))
      two = Digest64.mixed(two, Digest64.word(bytes, at + 8))
      three = Digest64.mixed(three, Digest64.word(bytes, at + 16))
      four = Digest64.mixed(four, Digest64.word(bytes, at + 24))
      at += Digest64.stripe
    }
    lanes = SIMD4(one, two, three, four)
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// A step that never makes one of two: another word gives another sum, and so does another sum before it.
  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
    return sum ^ sum >> 29
  }
}

extension Digest64 {
  /// A digest as 16 hexadecimal digits.
  public static func text(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The digest that 16 hexadecimal digits are; nil when they are none.
  public static func digest(_ text: String) -> UInt64? {
    text.utf8.count == 16 ? UInt64(text, radix: 16) : nil
  }
}
