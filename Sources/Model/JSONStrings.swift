// A JSON array of strings and back: how tags are in a row.

import Bytes

enum JSONStrings {
  static func parse(_ bytes: [UInt8], _ range: ByteRange) -> [String] {
    var tape = JSONTape()
    guard (try? tape.parse(bytes, range)) != nil else { return [] }
    return tape.children(of: 0).compactMap { tape.string($0, in: bytes) }
  }

  static func encode(_ strings: [String]) -> String {
    var writer = ByteWriter()
    writer.append(0x5B)
    for (index, string) in strings.enumerated() {
      if index > 0 { writer.append(0x2C) }
      writer.appendJSONString(string)
    }
    writer.append(0x5D)
    return writer.string
  }
}
