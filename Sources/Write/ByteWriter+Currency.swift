// Currencies in bytes: the three letters of a code.

internal import Bytes
package import Model

extension ByteWriter {
  /// Appends the three letters of a currency.
  mutating func append(_ currency: Currency) {
    append(UInt8(truncatingIfNeeded: currency.packed >> 16))
    append(UInt8(truncatingIfNeeded: currency.packed >> 8))
    append(UInt8(truncatingIfNeeded: currency.packed))
  }
}

extension Currency {
  /// The three letters; nil for the currency of a row that names none.
  package var codeIfAny: String? { packed == 0 ? nil : code }
}
