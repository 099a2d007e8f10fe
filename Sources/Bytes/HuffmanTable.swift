// The codes of a deflate block (RFC 1951 §3.2.2) as one table that the next bits of the input look up.

/// A canonical prefix code.
struct HuffmanTable {
  /// The longest code in bits.
  static let lengthMax = 15

  /// For every value of the next `bits` bits: the symbol and, in the low four bits, the length of its code; zero where
  /// no code is.
  private(set) var entries: [UInt16] = []
  /// How many bits look up an entry.
  private(set) var bits = 0

  /// The code of lengths by symbol, of which zero is none; nil when there are more codes than fit, or fewer.
  ///
  /// - Parameters:
  ///   - lengths: a length for each symbol.
  ///   - allowsGaps: whether bits may be left that no code has, as the format allows for a single distance.
  init?(_ lengths: ArraySlice<UInt8>, allowsGaps: Bool) {
    var counts = [Int](repeating: 0, count: HuffmanTable.lengthMax + 1)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    bits = max(1, counts.lastIndex { $0 > 0 } ?? 1)
    var left = 1
    for length in 1...HuffmanTable.lengthMax {
      left = left << 1 - counts[length]
      if left < 0 { return nil }
    }
    let codes = counts.reduce(0, +)
    if left > 0 && !(allowsGaps && codes <= 1) { return nil }

    var next = [Int](repeating: 0, count: HuffmanTable.lengthMax + 2)
    for length in 1...HuffmanTable.lengthMax {
      next[length + 1] = (next[length] + counts[length]) << 1
    }
    entries = [UInt16](repeating: 0, count: 1 << bits)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let code = next[Int(length)]
      next[Int(length)] += 1
      let entry = UInt16(symbol << 4) | UInt16(length)
      var at = HuffmanTable.reversed(code, Int(length))
      while at < entries.count {
        entries[at] = entry
        at += 1 << Int(length)
      }
    }
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var (code, reversed) = (code, 0)
    for _ in 0..<length {
      reversed = reversed << 1 | code & 1
      code >>= 1
    }
    return reversed
  }
}
