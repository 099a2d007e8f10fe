// The flat cells of merchants, made once and reused. Merchants repeat from row to row and are shared values,
// so looking them up by identity saves fifteen cells of work for nearly every row.

internal import Bytes
internal import Model

/// The cells of merchants that were written.
struct MerchantCells: Sendable {
  /// The cells of a row without a merchant.
  static let none = [UInt8](repeating: 0x2C, count: 15)

  private struct Known: Sendable {
    let merchant: Merchant  // Held, so that no other one can come to have its identity.
    let cells: [UInt8]
  }

  private static let countMax = 4096  // Some megabytes; a household knows some hundred merchants.
  private var known = HashMap<Known>()

  /// The cells of a merchant, each with its comma.
  mutating func cells(of merchant: Merchant) -> [UInt8] {
    let identity = UInt64(UInt(bitPattern: ObjectIdentifier(merchant)))
    if let known = known[identity] { return known.cells }
    if known.values.count == MerchantCells.countMax { known = HashMap() }
    let cells = MerchantCells.encode(merchant.fields)
    known.set(identity, to: Known(merchant: merchant, cells: cells))
    return cells
  }

  private static func encode(_ fields: Merchant.Fields) -> [UInt8] {
    var writer = ByteWriter()
    let cells: [String?] = [
      fields.id, fields.groupID, fields.name, fields.category,
      fields.online.map { $0 ? "true" : "false" }, fields.atm.map { $0 ? "true" : "false" },
      fields.emoji, fields.logo, fields.address, fields.city, fields.region, fields.country,
      fields.postcode, fields.latitude, fields.longitude,
    ]
    for cell in cells {
      if let cell { writer.appendCSVCell(cell) }
      writer.appendCSVComma()
    }
    return writer.bytes
  }
}
