// A merchant as a row shows it. Merchants repeat from row to row, so they are made once and shared: a
// reference to something immutable, with its canonical JSON ready to be written.

import Bytes

/// Where a purchase was made: one branch of a chain.
public final class Merchant: Sendable {
  /// The fields of a merchant, as the canonical row has them.
  public struct Fields: Equatable, Hashable, Sendable {
    /// The bank's id of the branch; null when only a card descriptor names the merchant.
    public var id: String?
    /// The bank's id of the chain.
    public var groupID: String?
    /// The name that a person would know.
    public var name: String?
    /// The bank's default category for it.
    public var category: String?
    /// Whether it sells online.
    public var online: Bool?
    /// Whether it is a cash machine.
    public var atm: Bool?
    /// An emoji for it.
    public var emoji: String?
    /// The address of its logo.
    public var logo: String?
    /// Street and number.
    public var address: String?
    /// Town.
    public var city: String?
    /// County or region.
    public var region: String?
    /// Country as the source spells it: `GB` and `GBR` both occur.
    public var country: String?
    /// Postcode.
    public var postcode: String?
    /// Degrees north, the digits of the source.
    public var latitude: String?
    /// Degrees east, the digits of the source.
    public var longitude: String?

    /// A merchant of which nothing is known.
    public init() {}
  }

  /// What is known of the merchant.
  public let fields: Fields
  /// The canonical JSON object of it, keys in the order of the row's definition.
  public let json: [UInt8]
  /// Whom a payment to it is to: `StableHash` of the chain's id, else of the branch's, zero without both.
  public let party: UInt64
  /// `StableHash` of the branch's id; zero without one.
  public let idHash: UInt64
  /// Whether anything says where it is.
  public let hasPlace: Bool

  /// Creates a merchant and its JSON.
  public init(_ fields: Fields) {
    self.fields = fields
    json = Merchant.encode(fields)
    hasPlace = [fields.city, fields.country, fields.address, fields.postcode, fields.region]
      .contains { $0.map { !$0.isEmpty } ?? false }
    idHash = fields.id.map { StableHash.of($0) } ?? 0
    party = (fields.groupID ?? fields.id).map { StableHash.of($0) } ?? 0
  }

  private static func encode(_ fields: Fields) -> [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON { json in
      json.member("id", fields.id)
      json.member("group_id", fields.groupID)
      json.member("name", fields.name)
      json.member("category", fields.category)
      json.member("online", fields.online)
      json.member("atm", fields.atm)
      json.member("emoji", fields.emoji)
      json.member("logo", fields.logo)
      json.member("address", fields.address)
      json.member("city", fields.city)
      json.member("region", fields.region)
      json.member("country", fields.country)
      json.member("postcode", fields.postcode)
      json.member("latitude", json: fields.latitude.map { Array($0.utf8) })
      json.member("longitude", json: fields.longitude.map { Array($0.utf8) })
    }
    return writer.bytes
  }
}

extension Merchant: Equatable {
  /// Equal when the JSON is equal, byte for byte.
  public static func == (left: Merchant, right: Merchant) -> Bool {
    left === right || left.json == right.json
  }
}
