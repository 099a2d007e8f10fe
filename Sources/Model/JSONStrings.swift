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
    writer.appendJSON(texts: strings)
    return writer.string
  }
}
