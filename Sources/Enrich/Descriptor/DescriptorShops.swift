// Merchants made of card descriptors, for payments whose merchant the bank does not know. One descriptor
// makes one merchant, however many payments have it.

import Model

/// The merchants that descriptors made.
struct DescriptorShops {
  private static let shopsMax = 1 << 14

  private struct Key: Hashable {
    var id: String?
    var name: String?
    var description: String
    var isFlex: Bool
  }

  private var shops: [Key: Merchant?] = [:]

  /// The merchant of a row's descriptor, named as a statement prints it where one was joined; nil when the
  /// descriptor has no name.
  mutating func merchant(of row: Row, id: String?) -> Merchant? {
    guard let description = row[.description] else { return nil }
    let isPrinted = row[provenance: .payee] == .csv || row.source == .statementCSV
    let printed = isPrinted && !row[provenance: .payee].isRule ? row[.payee] : nil
    let isFlex = row.kind == .flex
    let key = Key(id: id, name: printed, description: description, isFlex: isFlex)
    if let known = shops[key] { return known }
    var shop: Merchant?
    // A repayment to Flex has words for people where a purchase on it has a descriptor with a country.
    if let descriptor = Descriptor(description), !isFlex || descriptor.country != nil {
      var fields = Merchant.Fields()
      fields.id = id
      fields.name = printed ?? descriptor.name
      fields.city = descriptor.town
      fields.region = descriptor.region
      fields.country = descriptor.country
      shop = Merchant(fields)
    }
    if shops.count >= DescriptorShops.shopsMax { shops.removeAll() }
    shops[key] = .some(shop)
    return shop
  }
}
