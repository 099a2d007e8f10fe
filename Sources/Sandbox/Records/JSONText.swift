// JSON as it reads, with values in it: a text is quoted and escaped, everything else written as the bank does.
// For answers and objects that are made once; rows are written by `RecordWriter`, which takes no way round.

internal import Bytes
internal import Model

struct JSONText: ExpressibleByStringInterpolation {
  let bytes: [UInt8]

  init(stringLiteral text: String) { bytes = Array(text.utf8) }
  init(stringInterpolation: Interpolation) { bytes = stringInterpolation.json.bytes }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var json: ByteWriter

    init(literalCapacity: Int, interpolationCount: Int) {
      json = ByteWriter(reservingCapacity: literalCapacity + interpolationCount * 32)
    }

    mutating func appendLiteral(_ literal: String) { json.append(string: literal) }

    mutating func appendInterpolation(_ text: String) { json.appendJSONString(text) }

    mutating func appendInterpolation(_ text: String?) {
      if let text { json.appendJSONString(text) } else { json.append("null") }
    }

    mutating func appendInterpolation(_ id: Identifier) { quote { $0.append(id) } }

    mutating func appendInterpolation(_ time: Instant) { quote { $0.append(time) } }

    mutating func appendInterpolation(_ time: Milliseconds, _ unit: Unit) {
      appendInterpolation(Instant(milliseconds: time))
    }

    mutating func appendInterpolation(_ number: Int64) { json.append(integer: number) }

    mutating func appendInterpolation(_ flag: Bool) { json.append(flag ? "true" : "false") }

    mutating func appendInterpolation(microdegrees: Int64) {
      json.append(minorUnits: microdegrees, exponent: 6)
    }

    mutating func appendInterpolation(_ part: JSONText) { json.append(bytes: part.bytes) }

    /// Appends the elements of a list, a comma between two.
    mutating func appendInterpolation(_ list: [JSONText]) {
      for (index, element) in list.enumerated() {
        if index > 0 { json.append(",") }
        json.append(bytes: element.bytes)
      }
    }

    private mutating func quote(_ body: (inout ByteWriter) -> Void) {
      json.append(0x22)
      body(&json)
      json.append(0x22)
    }
  }

  /// Says that a number is a time.
  enum Unit { case time }
}
