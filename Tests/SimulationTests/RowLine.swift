// Rows as bytes, read without the code that is under test: where a row begins, its id, its time, whether it is
// final. The demo bank writes every row in one order of members, so that looking for a text is enough.

import Foundation
import Model

@testable import Sandbox

/// One version of a row.
struct RowLine {
  let bytes: [UInt8]
  let id: String

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // {"id":"tx_ and 22 letters
    id = String(decoding: bytes.dropFirst(7).prefix(25), as: UTF8.self)
  }

  /// Whether the amount can still change.
  var isPending: Bool { bytes.holds("\"amount_is_pending\":true") }

  /// When the payment was made.
  var created: Int64 { Instant(text(after: "\"created\":\""))?.milliseconds ?? .max }

  /// The text after a mark, up to the next quote.
  func text(after mark: String) -> String {
    guard let at = bytes.places(of: mark, atMost: 1).first else { return "" }
    return String(decoding: bytes[(at + mark.utf8.count)...].prefix { $0 != 0x22 }, as: UTF8.self)
  }

  /// The rows of a page, or of a file of lines.
  static func all(in bytes: [UInt8]) -> [RowLine] {
    let starts = bytes.places(of: "{\"id\":\"tx_")
    return starts.indices.map { index in
      let isLast = index == starts.count - 1
      var end = isLast ? bytes.count : starts[index + 1]
      // Between rows there is a comma or a line feed, after the last one of a page the end of the list.
      while end > starts[index] + 2, bytes[end - 1] != 0x7D { end -= 1 }
      if isLast, bytes[end - 2] == 0x5D { end -= 2 }
      return RowLine(Array(bytes[starts[index]..<end]))
    }
  }
}

extension RowLine {
  /// The row without its merchant and, unless it names a pot, without metadata: a third of the bytes, so
  /// that thousands of lives take seconds.
  var slim: RowLine {
    let isOfPot = bytes.holds("pot_account_id")
    var rest = RowLine.cut(bytes, from: "\"merchant\":", to: ",\"merchant_feedback_uri\"")
    if !isOfPot { rest = RowLine.cut(rest, from: "\"metadata\":", to: ",\"labels\"") }
    rest = RowLine.cut(rest, from: "\"is_load\":", to: ",\"settled\"")
    return RowLine(RowLine.cut(rest, from: "\"originator\":", to: ",\"amount_is_pending\""))
  }

  /// A page with its rows made slim.
  static func slim(_ page: [UInt8]) -> [UInt8] {
    let rows = all(in: page)
    guard !rows.isEmpty else { return page }
    var slim = Array("{\"transactions\":[".utf8)
    for (index, row) in rows.enumerated() {
      if index > 0 { slim.append(0x2C) }
      slim += row.slim.bytes
    }
    return slim + [0x5D, 0x7D]
  }

  private static func cut(_ bytes: [UInt8], from mark: String, to end: String) -> [UInt8] {
    guard let from = bytes.places(of: mark, atMost: 1).first,
      let to = bytes.places(of: end, atMost: 1).first, from < to
    else { return bytes }
    return bytes[..<(from + mark.utf8.count)] + Array("null".utf8) + bytes[to...]
  }
}

extension RowLine: Hashable {
  static func == (one: RowLine, other: RowLine) -> Bool { one.bytes.equals(other.bytes) }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension [UInt8] {
  /// Where a text begins, every time.
  ///
  /// Fast without optimisation; bytes after a zero are not looked at.
  func places(of text: String, atMost count: Int = .max) -> [Int] {
    var places: [Int] = []
    (self + [0]).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      var rest = base
      while places.count < count, let found = strstr(rest, text) {
        places.append(UnsafePointer(found) - base)
        rest = UnsafePointer(found) + 1
      }
    }
    return places
  }

  /// Whether a text occurs somewhere.
  func holds(_ text: String) -> Bool { !places(of: text, atMost: 1).isEmpty }

  /// Whether both are the same bytes; fast without optimisation.
  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { one in
      other.withUnsafeBytes { other in
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, one.count) == 0
      }
    }
  }
}
