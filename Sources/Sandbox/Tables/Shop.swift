// A shop, and the JSON object that `expand[]=merchant` makes of it. The object repeats in every row of the
// shop, so it is made once; that is why a merchant is an immutable reference.

internal import Bytes
internal import Model

/// A shop, a utility, a cash machine: whoever a card or a direct debit pays.
final class Shop: Sendable {
  /// How a merchant is paid.
  enum Till: Sendable {
    case counter
    case online
    case cashMachine
  }

  let name: String
  let category: String
  let code: Int64
  let till: Till
  let pricePence: ClosedRange<Int64>
  /// The text that the card terminal sends.
  let descriptor: String
  let website: String
  /// The identifier of the merchant.
  let id: Identifier
  /// The expanded object.
  let json: [UInt8]

  /// Creates a merchant; its identifiers depend on its name and place only.
  init(
    _ name: String, _ category: String, code: Int64, _ emoji: String, _ place: Place = .hollowgate,
    _ pricePence: ClosedRange<Int64> = 100...1000, till: Till = .counter, chain: String? = nil,
    slug: String
  ) {
    self.name = name
    self.category = category
    self.code = code
    self.till = till
    self.pricePence = pricePence
    descriptor = Shop.descriptor(slug, place)
    website = "https://\(slug).example"
    let mark = StableHash.of(name + place.postcode)
    id = Identifier(
      .merchant, DemoTime.firstDay.at(0, 0) - Int64(mark % 200_000_000_000), mark)
    json = Shop.object(
      id, name, category, emoji, place, till, chain: chain ?? name, slug: slug, website: website)
  }

  /// Name in 22 columns, town in 13, country in 3, capitals throughout: what a card terminal has room for.
  private static func descriptor(_ slug: String, _ place: Place) -> String {
    let words = slug.replacingHyphens.uppercased()
    let town = place.countryAlpha3 == "JPN" ? "KYOTO" : place.town.uppercased()
    return column(words, 22) + " " + column(town, 13) + " " + place.countryAlpha3
  }

  private static func column(_ text: String, _ width: Int) -> String {
    let cut = text.prefix(width)
    return cut + String(repeating: " ", count: width - cut.count)
  }

  private static func object(
    _ id: Identifier, _ name: String, _ category: String, _ emoji: String, _ place: Place,
    _ till: Till,
    chain: String, slug: String, website: String
  ) -> [UInt8] {
    var json = ByteWriter(reservingCapacity: 1100)
    json.append("{\"id\":\"")
    json.append(id)
    json.append("\",\"group_id\":\"")
    json.append(Identifier(.group, DemoTime.firstDay.at(0, 0), StableHash.of(chain)))
    json.append("\",\"name\":")
    json.appendJSONString(name)
    json.append(",\"logo\":\"https://logos.example.com/")
    json.append(string: slug)
    json.append(".png\",\"emoji\":")
    json.appendJSONString(emoji)
    json.append(",\"category\":")
    json.appendJSONString(category)
    json.append(till == .online ? ",\"online\":true" : ",\"online\":false")
    json.append(till == .cashMachine ? ",\"atm\":true" : ",\"atm\":false")
    json.append(",\"disable_feedback\":false,\"suggested_tags\":")
    let tags = "#\(slug.split(separator: "-").last ?? "shop") #\(category)"
    json.appendJSONString(tags)
    json.append(",\"metadata\":{\"suggested_tags\":")
    json.appendJSONString(tags)
    json.append(",\"website\":")
    json.appendJSONString(website)
    json.append("},\"address\":")
    appendAddress(place, id.salt, online: till == .online, to: &json)
    json.append("}")
    return json.bytes
  }

  private static func appendAddress(
    _ place: Place, _ mark: UInt64, online: Bool, to json: inout ByteWriter
  ) {
    let number = mark % 140 + 1
    let street = place.streets[Int(mark / 140 % UInt64(place.streets.count))]
    let address = online ? "" : "\(number) \(street)"
    let short = online ? "The internet" : "\(address), \(place.town) \(place.postcode)"
    let drift = Int64(mark / 7 % 9_000) - 4_500
    json.append("{\"short_formatted\":")
    json.appendJSONString(short)
    json.append(",\"formatted\":")
    json.appendJSONString(online ? short : "\(short), \(place.countryName)")
    json.append(",\"address\":")
    json.appendJSONString(address)
    json.append(",\"city\":")
    json.appendJSONString(online ? "" : place.town)
    json.append(",\"region\":")
    json.appendJSONString(online ? "" : place.region)
    json.append(",\"country\":")
    json.appendJSONString(place.country)
    json.append(",\"postcode\":")
    json.appendJSONString(online ? "" : place.postcode)
    json.append(",\"latitude\":")
    json.append(minorUnits: place.latitudeMicrodegrees + drift, exponent: 6)
    json.append(",\"longitude\":")
    json.append(minorUnits: place.longitudeMicrodegrees - drift, exponent: 6)
    json.append(",\"zoom_level\":17,\"approximate\":")
    json.append(online ? "true}" : "false}")
  }
}

extension String {
  fileprivate var replacingHyphens: String { split(separator: "-").joined(separator: " ") }
}
