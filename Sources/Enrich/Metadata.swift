// Sets values of a row's metadata, which is one JSON object of strings.

import Bytes

enum Metadata {
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
