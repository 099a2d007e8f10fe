// Where shops are. Towns are real so that maps and time zones make sense; streets and postcodes are invented.

struct Town: Sendable {
  var town: String
  var region: String
  var postcode: String
  /// ISO 3166-1, alpha-2 as the documentation has it; one branch has alpha-3, as live data may.
  var country = "GB"
  var countryName = "United Kingdom"
  var countryAlpha3 = "GBR"
  var latitudeMicrodegrees: Int64
  var longitudeMicrodegrees: Int64
  var streets: [String]

  static let hollowgate = Town(
    town: "London", region: "Greater London", postcode: "E97 2LA",
    latitudeMicrodegrees: 51_541_510, longitudeMicrodegrees: -84_824,
    streets: ["Lantern Row", "Hollowgate High Street", "Teasel Lane", "Old Gasworks Yard"])

  static let brineside = Town(
    town: "London", region: "Greater London", postcode: "SE97 4QX", country: "GBR",
    latitudeMicrodegrees: 51_482_220, longitudeMicrodegrees: -11_300,
    streets: ["Ropewalk Quay", "Brineside Parade"])

  static let northfold = Town(
    town: "Northfold", region: "Yorkshire", postcode: "YO99 7ZZ",
    latitudeMicrodegrees: 53_958_300, longitudeMicrodegrees: -1_080_300,
    streets: ["Station Approach", "Market Steps"])

  static let lyon = Town(
    town: "Lyon", region: "Auvergne-Rhône-Alpes", postcode: "69099", country: "FR",
    countryName: "France", countryAlpha3: "FRA",
    latitudeMicrodegrees: 45_764_043, longitudeMicrodegrees: 4_835_659,
    streets: ["Rue des Hiboux", "Quai du Petit Nuage"])

  static let lisbon = Town(
    town: "Lisboa", region: "Lisboa", postcode: "1999-999", country: "PT",
    countryName: "Portugal", countryAlpha3: "PRT",
    latitudeMicrodegrees: 38_722_252, longitudeMicrodegrees: -9_139_337,
    streets: ["Rua da Andorinha", "Travessa do Farol"])

  static let newYork = Town(
    town: "New York", region: "New York", postcode: "10999", country: "US",
    countryName: "United States", countryAlpha3: "USA",
    latitudeMicrodegrees: 40_712_776, longitudeMicrodegrees: -74_005_974,
    streets: ["Pelican Street", "Lantern Avenue"])

  static let kyoto = Town(
    town: "京都市", region: "京都府", postcode: "600-9999", country: "JP",
    countryName: "Japan", countryAlpha3: "JPN",
    latitudeMicrodegrees: 35_011_564, longitudeMicrodegrees: 135_768_149,
    streets: ["折り鶴通", "月見小路"])
}
