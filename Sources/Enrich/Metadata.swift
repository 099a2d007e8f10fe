// Values of a row's metadata, which is one JSON object of strings. A value is searched for by its quoted
// key: millions of rows are asked, and a search is much cheaper than a parse.

import Bytes

enum Metadata {
  /// Where the text under a key is; nil when the object has no such key, or an escape is in the text.
  ///
  /// The object must be written as canonical rows have it, without spaces between tokens.
  static func place(of key: StaticString, _ bytes: [UInt8], _ object: ByteRange) -> ByteRange? {
    let count = key.utf8CodeUnitCount
    return bytes.withUnsafeBufferPointer { buffer in
      var at = object.start
      // Behind the key are `":"`, a value and its quote.
      let last = object.end - count - 5
      while at <= last {
        if buffer[at] == 0x22, buffer[at + 1] == key.utf8Start[0] {
          var matched = 1
          while matched < count, buffer[at + 1 + matched] == key.utf8Start[matched] { matched += 1 }
          let start = at + count + 4
          if matched == count, buffer[start - 3] == 0x22, buffer[start - 2] == 0x3A,
            buffer[start - 1] == 0x22
          {
            return text(buffer, from: start, to: object.end)
          }
        }
        at += 1
      }
      return nil
    }
  }

  private static func text(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> ByteRange? {
    var at = start
    while at < end, buffer[at] != 0x22 {
      if buffer[at] == 0x5C { return nil }
      at += 1
    }
    return at < end ? ByteRange(start: start, count: at - start) : nil
  }

  /// The object with a key set: in its place where it was, else at the end.
  static func setting(_ key: String, to value: String, in object: String?) -> String {
    let bytes = Array((object ?? "{}").utf8)
    var tape = JSONTape()
    var writer = ByteWriter()
    var isSet = false
    writer.append(0x7B)
    func begin(_ name: String) {
      if writer.count > 1 { writer.append(0x2C) }
      writer.appendJSONString(name)
      writer.append(0x3A)
    }
    if (try? tape.parse(bytes)) != nil {
      for token in tape.children(of: 0) {
        let name = tape.string(token - 1, in: bytes) ?? ""
        begin(name)
        if name == key {
          writer.appendJSONString(value)
          isSet = true
        } else {
          writer.append(bytes: bytes, tape.sourceRange(token))
        }
      }
    }
    if !isSet {
      begin(key)
      writer.appendJSONString(value)
    }
    writer.append(0x7D)
    return writer.string
  }
}
