// Cells of one CSV record (RFC 4180): text is copied eight bytes at a time while it is looked through for what
// must be quoted. The rule is that of `ByteWriter.appendCSVCell`.

internal import Bytes
internal import Model

extension ByteCursor {
  /// The room that a cell of text takes at most: all quotes, doubled, in quotes, with a comma.
  static func bytesMax(ofCell count: Int) -> Int { 2 * count + 3 }

  @inline(__always)
  mutating func comma() { put(0x2C) }

  /// A cell of text, quoted when a comma, a quote or a line end is in it, or a byte order mark leads it.
  @inline(__always)
  mutating func text(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let start = at
    var offset = 0
    var needsQuotes = false
    while offset + 8 <= count {
      let word = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(at + offset).storeBytes(of: word, as: UInt64.self)
      needsQuotes = needsQuotes || ByteCursor.hasSpecial(word)
      offset += 8
    }
    while offset < count {
      let byte = source[offset]
      at[offset] = byte
      needsQuotes =
        needsQuotes || byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
      offset += 1
    }
    at += count
    if needsQuotes || (count >= 3 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF) {
      at = start
      quoted(source, count)
    }
  }

  @inline(never)
  private mutating func quoted(_ source: UnsafePointer<UInt8>, _ count: Int) {
    put(0x22)
    for offset in 0..<count {
      if source[offset] == 0x22 { put(0x22) }
      put(source[offset])
    }
    put(0x22)
  }

  /// Whether one of eight bytes is a comma, a quote, LF or CR.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    zeroByte(word ^ 0x2C2C_2C2C_2C2C_2C2C) | zeroByte(word ^ 0x2222_2222_2222_2222)
      | zeroByte(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroByte(word ^ 0x0D0D_0D0D_0D0D_0D0D) != 0
  }

  /// Not zero when a byte of the word is zero.
  @inline(__always)
  private static func zeroByte(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
