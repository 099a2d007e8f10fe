// Text for formats in which a value is one line and cannot be escaped (QIF), or must be short (OFX). Line
// ends, tabs and other controls join words or end records in programs that read these files, so they
// become a space before anything is written; and what is too long is cut between two characters as a
// person sees them, never inside a cluster of them or inside of UTF-8.

internal import Bytes

/// One line of text as UTF-8, free of controls, without spaces at its ends.
public struct LineText: Equatable, Sendable {
  /// The text as UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Nothing.
  public init() {}

  /// The text of a field of a row; empty when it is null.
  public init(_ row: Row, _ field: RowText) {
    guard let range = row.range(field) else { return }
    row.storage.withUnsafeBufferPointer {
      append(UnsafeBufferPointer(rebasing: $0[range.indices]))
    }
    trimEnd()
  }

  /// A text on one line.
  public init(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
    trimEnd()
  }

  /// Whether nothing is left of the text.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The text as a String.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Cleaning

  /// Copies text; a run of controls, with the spaces around it, becomes one space.
  private mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    if LineText.isPlain(source) { return bytes.append(contentsOf: source) }
    bytes.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
      let width = LineText.controlWidth(source, at)
      if width > 0 {
        trimEnd()
        if !bytes.isEmpty { bytes.append(0x20) }
        at += width
        while at < source.count, source[at] == 0x20 { at += 1 }
      } else {
        if source[at] != 0x20 || !bytes.isEmpty { bytes.append(source[at]) }
        at += 1
      }
    }
  }

  /// Whether nothing of a text can be a control, and no space is in front: nearly every text of a bank is so.
  private static func isPlain(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    guard source.first != 0x20 else { return false }
    var isPlain = true
    for byte in source {
      isPlain =
        isPlain && byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF
    }
    return isPlain
  }

  /// The bytes of the control character at a place, zero when there is none: C0, DEL, C1, U+2028, U+2029, and
  /// U+FFFE and U+FFFF, which XML does not allow.
  private static func controlWidth(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch source[at] {
    case 0..<0x20, 0x7F: 1
    case 0xC2 where at + 1 < source.count && source[at + 1] < 0xA0: 2
    case 0xE2
    where at + 2 < source.count && source[at + 1] == 0x80 && source[at + 2] & 0xFE == 0xA8: 3
    case 0xEF
    where at + 2 < source.count && source[at + 1] == 0xBF && source[at + 2] & 0xFE == 0xBE: 3
    default: 0
    }
  }

  private mutating func trimEnd() {
    while bytes.last == 0x20 { bytes.removeLast() }
  }

  // MARK: Putting together

  /// Appends another part behind `; `, or alone when there is nothing yet; an empty part adds nothing.
  public mutating func join(_ part: LineText) {
    guard !part.isEmpty else { return }
    if !isEmpty { bytes.append(contentsOf: [0x3B, 0x20]) }
    bytes.append(contentsOf: part.bytes)
  }

  // MARK: Cutting

  /// Cuts the text to a number of Unicode scalars and of bytes, between two characters.
  ///
  /// Scalars are counted because that is what readers count; a single character beyond the limits is cut
  /// between scalars.
  ///
  /// - Returns: Whether anything was cut off.
  @discardableResult
  public mutating func cut(scalarsMax: Int, bytesMax: Int) -> Bool {
    // No text has more scalars than bytes.
    if bytes.count <= min(scalarsMax, bytesMax) { return false }
    let kept = LineText.length(string, scalarsMax, bytesMax)
    if kept == bytes.count { return false }
    bytes.removeLast(bytes.count - kept)
    trimEnd()
    return true
  }

  /// How many bytes of a text stay within the limits.
  private static func length(_ text: String, _ scalarsMax: Int, _ bytesMax: Int) -> Int {
    var (scalars, bytes) = (0, 0)
    for character in text {
      scalars += character.unicodeScalars.count
      let width = character.utf8.count
      if scalars > scalarsMax || bytes + width > bytesMax { break }
      bytes += width
    }
    if bytes > 0 { return bytes }
    for scalar in text.unicodeScalars.prefix(scalarsMax) {
      let width = UTF8.width(scalar)
      if bytes + width > bytesMax { break }
      bytes += width
    }
    return bytes
  }
}
