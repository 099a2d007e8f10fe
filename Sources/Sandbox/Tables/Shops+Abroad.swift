// Shops on holiday. Prices are in minor units of the local currency: cents, and yen, which have none.

extension Shop {
  static let lyon = [
    Shop(
      "Boulangerie du Hibou", "eating_out", code: 5462, "🥐", .lyon, 240...1450,
      slug: "boulangerie-du-hibou"),
    Shop(
      "Bistrot des Trois Renards", "eating_out", code: 5812, "🍷", .lyon, 2400...8800,
      slug: "bistrot-trois-renards"),
    Shop(
      "Musée des Petits Nuages", "entertainment", code: 7991, "🖼️", .lyon, 900...2600,
      slug: "musee-des-petits-nuages"),
    Shop(
      "Épicerie Pamplemousse", "groceries", code: 5411, "🍊", .lyon, 350...3900,
      slug: "epicerie-pamplemousse"),
  ]
  static let lyonCash = Shop(
    "Banque des Marronniers", "cash", code: 6011, "🏧", .lyon, 4000...12_000, till: .cashMachine,
    slug: "banque-des-marronniers")

  static let lisbon = [
    Shop(
      "Pastelaria Andorinha Azul", "eating_out", code: 5814, "🥧", .lisbon, 180...1200,
      slug: "pastelaria-andorinha-azul"),
    Shop(
      "Tasca do Farol", "eating_out", code: 5812, "🐟", .lisbon, 1900...7400, slug: "tasca-do-farol"),
    Shop(
      "Elétrico Noventa e Nove", "transport", code: 4111, "🚋", .lisbon, 190...1070,
      slug: "eletrico-noventa-e-nove"),
  ]
  static let lisbonCash = Shop(
    "Caixa da Gaivota", "cash", code: 6011, "🏧", .lisbon, 4000...10_000, till: .cashMachine,
    slug: "caixa-da-gaivota")

  static let newYork = [
    Shop(
      "Blue Pelican Diner", "eating_out", code: 5812, "🥞", .newYork, 1600...6400,
      slug: "blue-pelican-diner"),
    Shop(
      "Seventeenth Bagel", "eating_out", code: 5814, "🥯", .newYork, 450...1900,
      slug: "seventeenth-bagel"),
    Shop(
      "Harbor Lantern Museum", "entertainment", code: 7991, "🏛️", .newYork, 1800...3600,
      slug: "harbor-lantern-museum"),
    Shop(
      "Ferrous Transit", "transport", code: 4111, "🚇", .newYork, 290...2900,
      slug: "ferrous-transit"),
  ]
  static let newYorkCash = Shop(
    "Pelican Street Savings", "cash", code: 6011, "🏧", .newYork, 6000...20_000,
    till: .cashMachine, slug: "pelican-street-savings")

  static let kyoto = [
    Shop(
      "月見ラーメン工房", "eating_out", code: 5812, "🍜", .kyoto, 850...3200,
      slug: "tsukimi-ramen-kobo"),
    Shop(
      "折り鶴マート", "groceries", code: 5411, "🍙", .kyoto, 140...2400, slug: "orizuru-mart"),
    Shop(
      "Kumo Railway", "transport", code: 4112, "🚄", .kyoto, 460...14_000, slug: "kumo-railway"),
    Shop(
      "Shizuka Onsen Inn", "holidays", code: 7011, "♨️", .kyoto, 9800...32_000,
      slug: "shizuka-onsen-inn"),
  ]
  static let kyotoCash = Shop(
    "月見銀行 ATM", "cash", code: 6011, "🏧", .kyoto, 10_000...30_000, till: .cashMachine,
    slug: "tsukimi-ginko-atm")
}
