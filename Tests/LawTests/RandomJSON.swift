// JSON text as other programs might write it: the same value in many spellings. Written here by hand and
// not by the product's own writer, so that an error of the one cannot hide an error of the other.

import TestSupport

/// Writes JSON with white space and escapes that change from one value to the next.
struct RandomJSON {
  var random: SeededRandom

  /// An object of members whose values are JSON already, in an order of its own.
  mutating func object(_ members: [(String, String)]) -> String {
    let shuffled = members.shuffled(using: &random)
    let texts = shuffled.map { "\(string($0.0))\(space()):\(space())\($0.1)" }
    return "{" + texts.joined(separator: "," + space()) + "}"
  }

  /// A string, some of its characters as escapes.
  mutating func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\u{0}"..<" ": json += escape(scalar)
      case _ where Int.random(in: 0..<40, using: &random) == 0: json += escape(scalar)
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private func escape(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private mutating func space() -> String { Int.random(in: 0..<8, using: &random) == 0 ? " " : "" }
}
