// Merchants made of card descriptors, for payments whose merchant the bank does not know. One descriptor
// makes one merchant, however many payments have it.

import Model

/// The merchants that descriptors made.
struct DescriptorShops {
  private static let shopsMax = 1 << 14

  private struct Key: Hashable {
    var base: ObjectIdentifier?
    var description: String
    var isFlex: Bool
    var isNamed: Bool
  }

  private struct Shop {
    /// Kept so that no other merchant takes its identity.
    var base: Merchant?
    var merchant: Merchant?
  }

  private var shops: [Key: Shop] = [:]

  /// The merchant of a row with the name of its descriptor; nil when the descriptor has none.
  ///
  /// What the record reports a merchant without naming it stays: an id, an emoji, an address.
  mutating func named(_ row: Row) -> Merchant? { shop(row, base: row.merchant, isNamed: false) }

  /// A merchant with town and country of a row's descriptor; nil when the descriptor has neither.
  mutating func placed(_ merchant: Merchant, _ row: Row) -> Merchant? {
    shop(row, base: merchant, isNamed: true)
  }

  private mutating func shop(_ row: Row, base: Merchant?, isNamed: Bool) -> Merchant? {
    guard let description = row[.description] else { return nil }
    let isFlex = row.kind == .flex
    let key = Key(
      base: base.map(ObjectIdentifier.init), description: description, isFlex: isFlex,
      isNamed: isNamed)
    if let known = shops[key] { return known.merchant }
    var shop: Merchant?
    // A repayment to Flex has words for people where a purchase on it has a descriptor with a country.
    if let descriptor = Descriptor(description), !isFlex || descriptor.country != nil,
      !isNamed || descriptor.town != nil || descriptor.country != nil
    {
      var fields = base?.fields ?? Merchant.Fields()
      if !isNamed { fields.name = descriptor.name }
      fields.city = descriptor.town
      fields.region = descriptor.region
      fields.country = descriptor.country
      shop = Merchant(fields)
    }
    if shops.count >= DescriptorShops.shopsMax { shops.removeAll() }
    shops[key] = Shop(base: base, merchant: shop)
    return shop
  }
}
