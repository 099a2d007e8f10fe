// Questions about the bytes of a card descriptor: columns, words, codes. Columns count code points, so that
// a name with accents does not shift what follows; every cut is made beside an ASCII byte.

import Bytes

/// The bytes of a descriptor with the questions that taking it apart needs.
struct DescriptorText {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A space, or a control character in the place of one.
  func isSpace(_ at: Int) -> Bool { bytes[at] <= 0x20 }

  // MARK: Columns

  /// The number of code points.
  func columns(_ range: ByteRange) -> Int {
    var count = 0
    for at in range.indices where bytes[at] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The offset of a column, from zero; nil past the end.
  func offset(_ column: Int, _ range: ByteRange) -> Int? {
    var left = column
    for at in range.indices where bytes[at] & 0xC0 != 0x80 {
      if left == 0 { return at }
      left -= 1
    }
    return nil
  }

  /// Whether two spaces are together.
  func hasPadding(_ range: ByteRange) -> Bool { lastPadding(range) != nil }

  private func lastPadding(_ range: ByteRange) -> Int? {
    guard range.count > 1 else { return nil }
    var at = range.end - 1
    while at > range.start {
      if isSpace(at) && isSpace(at - 1) { return at }
      at -= 1
    }
    return nil
  }

  // MARK: Words

  func trimmed(_ range: ByteRange) -> ByteRange {
    var (start, end) = (range.start, range.end)
    while start < end, isSpace(start) { start += 1 }
    while end > start, isSpace(end - 1) { end -= 1 }
    return ByteRange(start: start, count: end - start)
  }

  func lastWord(_ range: ByteRange) -> ByteRange {
    var start = range.end
    while start > range.start, !isSpace(start - 1) { start -= 1 }
    return ByteRange(start: start, count: range.end - start)
  }

  /// What is in front of a part, without the spaces between.
  func before(_ part: ByteRange, in range: ByteRange) -> ByteRange {
    trimmed(ByteRange(start: range.start, count: part.start - range.start))
  }

  private func word(_ range: ByteRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self).uppercased()
  }

  // MARK: Codes

  private func code(_ range: ByteRange) -> UInt32? {
    guard range.count == 2 || range.count == 3 else { return nil }
    var code: UInt32 = 0
    for at in range.indices {
      guard 0x41...0x5A ~= bytes[at] else { return nil }
      code = code << 8 | UInt32(bytes[at])
    }
    return code
  }

  func isCountry(_ range: ByteRange) -> Bool {
    range.count == 3 && code(range).map(CountryCodes.three.contains) ?? false
  }

  func isCountryOfTwo(_ range: ByteRange) -> Bool {
    range.count == 2 && code(range).map(CountryCodes.two.contains) ?? false
  }

  func isState(_ range: ByteRange) -> Bool {
    range.count == 2 && code(range).map(CountryCodes.states.contains) ?? false
  }

  /// Where no column vouches for it, a code that is also an English word is none.
  func isLikelyCountry(_ range: ByteRange) -> Bool {
    code(range).map { code in
      range.count == 3
        ? CountryCodes.three.contains(code) && !CountryCodes.words.contains(code)
        : CountryCodes.unmistakable.contains(code)
    } ?? false
  }

  func isLikelyState(_ range: ByteRange) -> Bool {
    code(range).map(CountryCodes.unmistakableStates.contains) ?? false
  }

  func isUnitedStates(_ range: ByteRange) -> Bool {
    code(range).map { $0 == CountryCodes.packed("USA") || $0 == CountryCodes.packed("US") } ?? false
  }

  // MARK: Towns

  /// Where the town begins in name and town together; nil when there is but one word.
  func townStart(_ range: ByteRange) -> Int? {
    if let padding = lastPadding(range) { return padding + 1 }
    if let gap = offset(22, range), isSpace(gap), 1...13 ~= columns(after(gap, range)) {
      return gap + 1
    }
    var start = lastWord(range).start
    guard start > range.start else { return nil }
    while true {
      let name = before(ByteRange(start: start, count: range.end - start), in: range)
      let previous = lastWord(name)
      let longer = columns(ByteRange(start: previous.start, count: range.end - previous.start))
      let belongs =
        columns(name) > 22
        || Towns.begins(word(previous), word(ByteRange(start: start, count: range.end - start)))
      guard belongs, longer <= 13, previous.start > range.start else { return start }
      start = previous.start
    }
  }

  private func after(_ offset: Int, _ range: ByteRange) -> ByteRange {
    ByteRange(start: offset + 1, count: range.end - offset - 1)
  }

  /// Whether text in the town's place is a town, and not a telephone number or a web address.
  func isPlace(_ range: ByteRange) -> Bool {
    var digits = 0
    for at in range.indices {
      if isDigit(bytes[at]) { digits += 1 }
      if bytes[at] == 0x2F || bytes[at] == 0x40 { return false }
      let isInner = at > range.start && at + 1 < range.end
      if bytes[at] == 0x2E && isInner && !isSpace(at + 1) { return false }
    }
    return !range.isEmpty && digits < 4
  }

  private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  // MARK: Shops behind payment services

  /// The name without the payment service in front (`SQ *`) and without a reference behind (`*2K4XX1`).
  func shop(in name: ByteRange) -> ByteRange {
    guard let star = name.indices.first(where: { bytes[$0] == 0x2A }) else {
      return withoutStoreNumber(name)
    }
    let front = trimmed(ByteRange(start: name.start, count: star - name.start))
    let back = trimmed(after(star, name))
    if PaymentServices.contains(bytes, front) {
      return back.isEmpty ? front : withoutStoreNumber(back)
    }
    if front.isEmpty { return back }
    return back.indices.contains { isDigit(bytes[$0]) } ? front : name
  }

  /// `TESCO 00412` is the shop `TESCO`: a number with a zero or `#` in front, or of five digits and more.
  private func withoutStoreNumber(_ name: ByteRange) -> ByteRange {
    let last = lastWord(name)
    guard last.start > name.start, !last.isEmpty else { return name }
    let hasHash = bytes[last.start] == 0x23
    let digits = last.indices.dropFirst(hasHash ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy({ isDigit(bytes[$0]) }) else { return name }
    guard hasHash || digits.count > 4 || digits.count > 1 && bytes[last.start] == 0x30 else {
      return name
    }
    return before(last, in: name)
  }
}
