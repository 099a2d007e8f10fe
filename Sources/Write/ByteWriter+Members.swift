// Members of the JSON objects of reference lines. A key comes with the punctuation around it
// (`,"status":`), so that it is one copy of a literal.

internal import Bytes
package import Model

extension ByteWriter {
  /// Appends a JSON string, or null.
  package mutating func appendString(_ key: StaticString, _ text: String?) {
    append(key)
    if let text { appendJSONString(text) } else { append("null") }
  }

  /// Appends an integer, or null.
  package mutating func appendInteger(_ key: StaticString, _ value: Int64?) {
    append(key)
    if let value { append(integer: value) } else { append("null") }
  }

  /// Appends `true`, `false` or null.
  package mutating func appendFlag(_ key: StaticString, _ value: Bool?) {
    append(key)
    append(value.map { $0 ? "true" : "false" } ?? "null")
  }

  /// Appends an RFC 3339 time, or null.
  package mutating func appendTime(_ key: StaticString, _ instant: Instant?) {
    append(key)
    guard let instant else { return append("null") }
    append(0x22)
    append(instant)
    append(0x22)
  }

  /// Appends the three letters of a currency, null for none.
  package mutating func appendCurrency(_ key: StaticString, _ currency: Currency?) {
    append(key)
    guard let currency, currency.packed != 0 else { return append("null") }
    append(0x22)
    append(currency)
    append(0x22)
  }

  /// Appends the three letters of a currency.
  mutating func append(_ currency: Currency) {
    append(UInt8(truncatingIfNeeded: currency.packed >> 16))
    append(UInt8(truncatingIfNeeded: currency.packed >> 8))
    append(UInt8(truncatingIfNeeded: currency.packed))
  }
}
