// Files of gzip (RFC 1952): members of a header, deflated data, and the sum and length of what it unpacks to.

/// The unpacking of gzip files.
public enum Gzip {
  /// The bytes that every gzip file begins with.
  public static let mark: [UInt8] = [0x1F, 0x8B]

  /// Unpacks all members of a file.
  ///
  /// - Parameters:
  ///   - limit: how many bytes may come out.
  ///   - read: gives the next piece of the file; empty at its end.
  ///   - write: takes a piece of the output.
  /// - Throws: `InflateError`, or what the closures throw.
  public static func unpack(
    limit: Int, read: @escaping () throws -> [UInt8], write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let sum = Sum()
    var inflate = Inflate(limit: limit, read: read) { piece in
      sum.crc.add(piece)
      try write(piece)
    }
    var first = try inflate.nextByte()
    var isFirst = true
    while let byte = first {
      // What is behind the last member may be padding of zeros.
      if byte == 0 && !isFirst { return }
      guard byte == mark[0], try inflate.nextByte() == mark[1] else { throw InflateError.malformed }
      try skipHeader(&inflate)
      let before = inflate.count
      sum.crc = CRC32()
      try inflate.inflate()
      let crc = try number(&inflate)
      let length = try number(&inflate)
      guard crc == sum.crc.value, length == UInt32(truncatingIfNeeded: inflate.count - before)
      else {
        throw InflateError.wrongSum
      }
      isFirst = false
      first = try inflate.nextByte()
    }
    if isFirst { throw InflateError.endOfInput }
  }

  /// The sum of the member that is unpacked.
  private final class Sum {
    var crc = CRC32()
  }

  private static func next(_ inflate: inout Inflate) throws -> UInt8 {
    guard let byte = try inflate.nextByte() else { throw InflateError.endOfInput }
    return byte
  }

  private static func number(_ inflate: inout Inflate) throws -> UInt32 {
    var value: UInt32 = 0
    for shift in 0..<4 { value |= UInt32(try next(&inflate)) << UInt32(8 * shift) }
    return value
  }

  /// Passes over what is between the mark and the data.
  private static func skipHeader(_ inflate: inout Inflate) throws {
    guard try next(&inflate) == 8 else { throw InflateError.malformed }
    let flags = try next(&inflate)
    guard flags & 0xE0 == 0 else { throw InflateError.malformed }
    for _ in 0..<6 { _ = try next(&inflate) }
    if flags & 4 != 0 {
      let low = Int(try next(&inflate))
      let length = low | Int(try next(&inflate)) << 8
      for _ in 0..<length { _ = try next(&inflate) }
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try next(&inflate) != 0 {}
    }
    if flags & 2 != 0 {
      _ = try next(&inflate)
      _ = try next(&inflate)
    }
  }
}
