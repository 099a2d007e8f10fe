// What a card descriptor says, as a table: text, name, town, state, country.

import Enrich
import TestSupport
import Testing

struct DescriptorCase: Sendable, CustomTestStringConvertible {
  let text: String
  let name: String
  let town: String?
  let region: String?
  let country: String?

  init(_ text: String, _ name: String, _ town: String?, _ region: String?, _ country: String?) {
    (self.text, self.name, self.town) = (text, name, town)
    (self.region, self.country) = (region, country)
  }

  var testDescription: String { text }
}

struct DescriptorTests {
  private static let cases: [DescriptorCase] = [
    // Mastercard's columns: 22, 13, 3.
    .init(
      "THE DE BEAUVOIR DELI C LONDON        GBR", "The De Beauvoir Deli C", "London", nil, "GBR"),
    .init("VUE BSL LTD            ISLINGTON     GBR", "Vue BSL Ltd", "Islington", nil, "GBR"),
    .init("SAINSBURY'S            MILTON KEYNES GBR", "Sainsbury's", "Milton Keynes", nil, "GBR"),
    .init("CAFÉ ZÉPHYR            SÃO PAULO     BRA", "Café Zéphyr", "São Paulo", nil, "BRA"),
    .init(
      "SQ *BLUE BOTTLE COFFEE SAN FRANCISCO CA", "Blue Bottle Coffee", "San Francisco", "CA", "USA"),
    .init("UBER *TRIP             help.uber.com GBR", "Uber Trip", nil, nil, "GBR"),
    .init("GIN BAR                LISBON        AND", "Gin Bar", "Lisbon", nil, "AND"),
    // Visa's columns: 25, 13, 2.
    .init(
      "KINGFISHER BOOKS AND MAPSDUBLIN       IE", "Kingfisher Books and Maps", "Dublin", nil, "IE"),
    .init("KINGFISHER BOOKS         DUBLIN       IE", "Kingfisher Books", "Dublin", nil, "IE"),
    // Collapsed spaces.
    .init("THE DE BEAUVOIR DELI C LONDON GBR", "The De Beauvoir Deli C", "London", nil, "GBR"),
    .init("VUE BSL LTD ISLINGTON GBR", "Vue BSL Ltd", "Islington", nil, "GBR"),
    .init("PAPER & STRING ST ALBANS GBR", "Paper & String", "St Albans", nil, "GBR"),
    .init("TEASHOP MILTON KEYNES GBR", "Teashop", "Milton Keynes", nil, "GBR"),
    .init("NOODLE BAR NEW YORK NY USA", "Noodle Bar", "New York", "NY", "USA"),
    .init("NOODLE BAR NEW YORK NY", "Noodle Bar", "New York", "NY", "USA"),
    .init("UBER GBR", "Uber", nil, nil, "GBR"),
    .init("LYFT *RIDE 8555464433 USA", "Lyft Ride", nil, nil, "USA"),
    // Not a country: English words, and words that only look like one.
    .init("FISH AND COD", "Fish and Cod", nil, nil, nil),
    .init("THE TUK TUK", "The Tuk Tuk", nil, nil, nil),
    .init("GBR", "GBR", nil, nil, nil),
    .init("Ozone Coffee Roasters", "Ozone Coffee Roasters", nil, nil, nil),
    // Payment services and references.
    .init("PAYPAL *SPOTIFY", "Spotify", nil, nil, nil),
    .init("ZETTLE_*CORNER CAFE    LEEDS         GBR", "Corner Cafe", "Leeds", nil, "GBR"),
    .init("SumUp  *Anna Flowers   BRISTOL       GBR", "Anna Flowers", "Bristol", nil, "GBR"),
    .init("PAYPAL *", "PayPal", nil, nil, nil),
    .init("AMZN Mktp UK*2K4XX1", "AMZN Mktp UK", nil, nil, nil),
    .init("*STAR", "Star", nil, nil, nil),
    // Store numbers go, names with numbers stay.
    .init("TESCO STORES 00412", "Tesco Stores", nil, nil, nil),
    .init("STUDIO 338", "Studio 338", nil, nil, nil),
    .init("GREGGS #12             LEEDS         GBR", "Greggs", "Leeds", nil, "GBR"),
    // Names that shout.
    .init("H&M HENNES             LEEDS         GBR", "H&M Hennes", "Leeds", nil, "GBR"),
    .init("O'NEILLS BAR", "O'Neills Bar", nil, nil, nil),
    .init("MCDONALDS", "McDonalds", nil, nil, nil),
    .init("CO-OP GROUP FOOD", "Co-Op Group Food", nil, nil, nil),
    .init("AMAZON.CO.UK", "Amazon.co.uk", nil, nil, nil),
    .init("TFL TRAVEL CH", "TfL Travel CH", nil, nil, nil),
    .init("O2 SHOP", "O2 Shop", nil, nil, nil),
  ]

  @Test(arguments: cases)
  func `name, town and country`(item: DescriptorCase) throws {
    let descriptor = try #require(Descriptor(item.text))
    #expect(descriptor.name == item.name)
    #expect(descriptor.town == item.town)
    #expect(descriptor.region == item.region)
    #expect(descriptor.country == item.country)
  }

  @Test(arguments: ["", "   ", "\u{0}\u{0}", "*", " * ", "\n"])
  func `nothing to read is no descriptor`(text: String) {
    #expect(Descriptor(text) == nil)
  }

  @Test func `any text whatever is survived`() {
    var random = SeededRandom(seed: 7)
    let pieces = [
      " ", "  ", "*", "/", "//", ".", "-", "'", "&", "#", "GBR", "CA", "ST", "é", "👨‍👩‍👧", "\u{0}", "A",
      "1", "مقهى",
      "\u{301}", "SQ *", "\r\n", "MC", "\u{2028}",
    ]
    for _ in 0..<5_000 {
      let count = Int.random(in: 0..<30, using: &random)
      let text = (0..<count).map { _ in random.pick(pieces) }.joined()
      if let descriptor = Descriptor(text) { #expect(!descriptor.name.isEmpty) }
    }
  }
}
