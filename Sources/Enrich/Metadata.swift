// Values of a row's metadata, which is one JSON object of strings. A search for the quoted key first:
// nearly no row has the key that is asked for, and a search is much cheaper than a parse.

import Bytes

enum Metadata {
  /// The text under a key; nil when the object has no such key.
  static func value(_ key: StaticString, _ bytes: [UInt8], _ object: ByteRange) -> String? {
    guard contains(key, bytes, object) else { return nil }
    var tape = JSONTape()
    guard (try? tape.parse(bytes, object)) != nil,
      let token = tape.member(key, of: 0, in: bytes)
    else { return nil }
    return tape.string(token, in: bytes)
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

  private static func contains(
    _ key: StaticString, _ bytes: [UInt8], _ object: ByteRange
  ) -> Bool {
    let count = key.utf8CodeUnitCount
    guard object.count > count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for start in object.start...(object.end - count) where buffer[start] == key.utf8Start[0] {
        var at = 1
        while at < count, buffer[start + at] == key.utf8Start[at] { at += 1 }
        if at == count { return true }
      }
      return false
    }
  }
}
