// The text that a card network sends with a payment, taken apart: `THE DE BEAUVOIR DELI C LONDON        GBR`
// is a name, a town and a country. It is what is left to read when the bank knows no merchant.

import Bytes

/// What a card descriptor says: who, and perhaps where.
public struct Descriptor: Equatable, Sendable {
  /// The name of the shop, as a person would write it.
  public var name: String
  /// The town; null when there is none or a telephone number is in its place.
  public var town: String?
  /// A state of the United States, two letters.
  public var region: String?
  /// The country's code, two or three letters as the network sent them.
  public var country: String?

  /// Takes a descriptor apart; nil when no name is left.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// Takes apart a descriptor that is in a buffer.
  init?(_ bytes: [UInt8], _ range: ByteRange) {
    let columns = DescriptorColumns(bytes, range)
    let name = TitleCase.of(bytes, columns.name)
    guard !name.isEmpty else { return nil }
    self.name = name
    town = columns.town.map { TitleCase.of(bytes, $0) }
    region = columns.region.map { String(decoding: bytes[$0.indices], as: UTF8.self) }
    country =
      columns.country.map { String(decoding: bytes[$0.indices], as: UTF8.self) }
      ?? region.map { _ in "USA" }
  }
}
