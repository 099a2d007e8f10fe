// The inverse of deflate (RFC 1951), for gzip and zip files that people hold. It asks for input as it needs it and hands
// on output as it has it, so that a file of any size needs the 32 KiB that the format looks back; and it stops at a
// limit, because a few bytes may unpack to more than any disk holds.

/// Why compressed bytes could not be unpacked.
public enum InflateError: Error, Equatable, Sendable {
  /// The input ends before the data does.
  case endOfInput
  /// The data breaks the rules of the format.
  case malformed
  /// The output is longer than the limit.
  case tooLong
  /// The check sum or the length behind the data is not that of the output.
  case wrongSum
}

/// A reader of deflated data.
///
/// The closures read the next piece of the input, empty at its end, and take a piece of the output.
public struct Inflate {
  private static let windowBytes = 1 << 15

  private let read: () throws -> [UInt8]
  private let write: ([UInt8]) throws -> Void
  private let limit: Int
  private var input: [UInt8] = []
  private var at = 0
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  /// How much of the output was handed on already, though it is still looked back at.
  private var handedOn = 0
  /// How many bytes were unpacked.
  public private(set) var count = 0

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - limit: how many bytes may come out.
  ///   - read: gives the next piece of the input; empty when there is no more.
  ///   - write: takes a piece of the output.
  public init(
    limit: Int, read: @escaping () throws -> [UInt8], write: @escaping ([UInt8]) throws -> Void
  ) {
    self.limit = limit
    self.read = read
    self.write = write
  }

  // MARK: Input

  /// The next byte, which begins at a whole byte of the input; nil at its end.
  public mutating func nextByte() throws -> UInt8? {
    alignToByte()
    if bitCount >= 8 { return UInt8(try take(8)) }
    guard try refill() else { return nil }
    defer { at += 1 }
    return input[at]
  }

  private mutating func refill() throws -> Bool {
    while at >= input.count {
      input = try read()
      at = 0
      if input.isEmpty { return false }
    }
    return true
  }

  private mutating func alignToByte() {
    let loose = bitCount & 7
    bits >>= UInt64(loose)
    bitCount -= loose
  }

  /// Makes at least so many bits ready; fewer only at the end of the input.
  private mutating func ready(_ wanted: Int) throws {
    while bitCount < wanted {
      guard try refill() else { return }
      bits |= UInt64(input[at]) << UInt64(bitCount)
      at += 1
      bitCount += 8
    }
  }

  private mutating func take(_ wanted: Int) throws -> Int {
    if wanted == 0 { return 0 }
    try ready(wanted)
    guard bitCount >= wanted else { throw InflateError.endOfInput }
    defer {
      bits >>= UInt64(wanted)
      bitCount -= wanted
    }
    return Int(bits & (1 << UInt64(wanted) - 1))
  }

  private mutating func symbol(_ table: HuffmanTable) throws -> Int {
    try ready(HuffmanTable.lengthMax)
    let entry = table.entries[Int(bits & (1 << UInt64(table.bits) - 1))]
    let length = Int(entry & 15)
    guard length > 0 else { throw bitCount < 1 ? InflateError.endOfInput : .malformed }
    guard length <= bitCount else { throw InflateError.endOfInput }
    bits >>= UInt64(length)
    bitCount -= length
    return Int(entry >> 4)
  }

  // MARK: Output

  private mutating func put(_ byte: UInt8) throws {
    if count == limit { throw InflateError.tooLong }
    output.append(byte)
    count += 1
    if output.count == 4 * Inflate.windowBytes { try handOn(keeping: Inflate.windowBytes) }
  }

  private mutating func handOn(keeping kept: Int) throws {
    try write(Array(output[handedOn...]))
    output.removeFirst(max(0, output.count - kept))
    handedOn = output.count
  }

  // MARK: Blocks

  /// Unpacks until the last block is done.
  ///
  /// - Throws: `InflateError`, or what the closures throw.
  public mutating func inflate() throws {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try unpack(Inflate.fixedLiterals, Inflate.fixedDistances)
      case 2: try unpackDynamic()
      default: throw InflateError.malformed
      }
    }
    try handOn(keeping: 0)
    alignToByte()
  }

  private mutating func copyStored() throws {
    alignToByte()
    let length = try take(16)
    guard try take(16) == ~length & 0xFFFF else { throw InflateError.malformed }
    for _ in 0..<length {
      guard let byte = try nextByte() else { throw InflateError.endOfInput }
      try put(byte)
    }
  }

  private static let fixedLiterals = HuffmanTable(
    ((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 } as [UInt8])[...],
    allowsGaps: false)
  private static let fixedDistances = HuffmanTable(
    [UInt8](repeating: 5, count: 32)[...], allowsGaps: false)

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]

  private mutating func unpack(_ literals: HuffmanTable?, _ distances: HuffmanTable?) throws {
    guard let literals, let distances else { throw InflateError.malformed }
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        try put(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Inflate.lengthBases.count else { throw InflateError.malformed }
      let length =
        Inflate.lengthBases[symbol - 257] + (try take(Inflate.lengthBits[symbol - 257]))
      let code = try self.symbol(distances)
      guard code < Inflate.distanceBases.count else { throw InflateError.malformed }
      let distance = Inflate.distanceBases[code] + (try take(Inflate.distanceBits[code]))
      guard distance <= output.count, distance <= Inflate.windowBytes else {
        throw InflateError.malformed
      }
      for _ in 0..<length { try put(output[output.count - distance]) }
    }
  }

  private static let orderOfLengths = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private mutating func unpackDynamic() throws {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw InflateError.malformed }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<codeCount { codeLengths[Inflate.orderOfLengths[index]] = UInt8(try take(3)) }
    guard let codes = HuffmanTable(codeLengths[...], allowsGaps: false) else {
      throw InflateError.malformed
    }
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try symbol(codes)
      switch symbol {
      case 0...15: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw InflateError.malformed }
        lengths += [UInt8](repeating: last, count: 3 + (try take(2)))
      case 17: lengths += [UInt8](repeating: 0, count: 3 + (try take(3)))
      default: lengths += [UInt8](repeating: 0, count: 11 + (try take(7)))
      }
    }
    guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else {
      throw InflateError.malformed
    }
    try unpack(
      HuffmanTable(lengths[..<literalCount], allowsGaps: true),
      HuffmanTable(Array(lengths[literalCount...])[...], allowsGaps: true))
  }
}
