// A shop, and the JSON object that `expand[]=merchant` makes of it. The object repeats in every row of the
// shop, so it is made once; that is why a merchant is an immutable reference.

internal import Model

/// A shop, a utility, a cash machine: whoever a card or a direct debit pays.
package final class Shop: Sendable {
  enum Till: Sendable {
    case counter
    case online
    case cashMachine
  }

  let name: String
  let category: String
  let code: Int64
  let till: Till
  package let pricePence: ClosedRange<Int64>
  /// The text that the card terminal sends.
  let descriptor: String
  let website: String
  let id: Identifier
  let json: [UInt8]

  /// Creates a merchant; its identifiers depend on its name and place only.
  init(
    _ name: String, _ category: String, _ code: Int64, _ emoji: String,
    _ pricePence: ClosedRange<Int64> = 100...1000, at place: Town = .hollowgate,
    till: Till = .counter, chain: String? = nil, slug: String? = nil
  ) {
    let slug = slug ?? Shop.slug(of: name)
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

  /// The words of a name as they are in an address.
  private static func slug(of name: String) -> String {
    name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }

  /// Name in 22 columns, town in 13, country in 3, capitals throughout: what a card terminal has room for.
  private static func descriptor(_ slug: String, _ place: Town) -> String {
    let words = slug.replacing("-", with: " ").uppercased()
    let town = place.countryAlpha3 == "JPN" ? "KYOTO" : place.town.uppercased()
    return column(words, 22) + " " + column(town, 13) + " " + place.countryAlpha3
  }

  private static func column(_ text: String, _ width: Int) -> String {
    let cut = text.prefix(width)
    return cut + String(repeating: " ", count: width - cut.count)
  }

  private static func object(
    _ id: Identifier, _ name: String, _ category: String, _ emoji: String, _ place: Town,
    _ till: Till,
    chain: String, slug: String, website: String
  ) -> [UInt8] {
    let group = Identifier(.group, DemoTime.firstDay.at(0, 0), StableHash.of(chain))
    let tags = "#\(slug.split(separator: "-").last ?? "shop") #\(category)"
    let json: JSONText = #"""
      {"id":\#(id),"group_id":\#(group),"name":\#(name),\#
      "logo":\#("https://logos.example.com/\(slug).png"),"emoji":\#(emoji),\#
      "category":\#(category),"online":\#(till == .online),"atm":\#(till == .cashMachine),\#
      "disable_feedback":false,"suggested_tags":\#(tags),\#
      "metadata":{"suggested_tags":\#(tags),"website":\#(website)},\#
      "address":\#(address(place, id.salt, online: till == .online))}
      """#
    return json.bytes
  }

  private static func address(_ place: Town, _ mark: UInt64, online: Bool) -> JSONText {
    let number = mark % 140 + 1
    let street = place.streets[Int(mark / 140 % UInt64(place.streets.count))]
    let address = online ? "" : "\(number) \(street)"
    let short = online ? "The internet" : "\(address), \(place.town) \(place.postcode)"
    let drift = Int64(mark / 7 % 9_000) - 4_500
    func known(_ text: String) -> String { online ? "" : text }
    return #"""
      {"short_formatted":\#(short),"formatted":\#(online ? short : "\(short), \(place.countryName)"),\#
      "address":\#(address),"city":\#(known(place.town)),"region":\#(known(place.region)),\#
      "country":\#(place.country),"postcode":\#(known(place.postcode)),\#
      "latitude":\#(microdegrees: place.latitudeMicrodegrees + drift),\#
      "longitude":\#(microdegrees: place.longitudeMicrodegrees - drift),\#
      "zoom_level":17,"approximate":\#(online)}
      """#
  }
}
