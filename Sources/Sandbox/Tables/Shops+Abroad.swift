// Shops on holiday. Prices are in minor units of the local currency: cents, and yen, which have none.

extension Shop {
  static let lyon = [
    Shop("Boulangerie du Hibou", "eating_out", 5462, "🥐", 240...1450, at: .lyon),
    Shop(
      "Bistrot des Trois Renards", "eating_out", 5812, "🍷", 2400...8800, at: .lyon,
      slug: "bistrot-trois-renards"),
    Shop(
      "Musée des Petits Nuages", "entertainment", 7991, "🖼️", 900...2600, at: .lyon,
      slug: "musee-des-petits-nuages"),
    Shop(
      "Épicerie Pamplemousse", "groceries", 5411, "🍊", 350...3900, at: .lyon,
      slug: "epicerie-pamplemousse"),
  ]
  static let lyonCash = Shop(
    "Banque des Marronniers", "cash", 6011, "🏧", 4000...12_000, at: .lyon, till: .cashMachine)

  static let lisbon = [
    Shop("Pastelaria Andorinha Azul", "eating_out", 5814, "🥧", 180...1200, at: .lisbon),
    Shop("Tasca do Farol", "eating_out", 5812, "🐟", 1900...7400, at: .lisbon),
    Shop(
      "Elétrico Noventa e Nove", "transport", 4111, "🚋", 190...1070, at: .lisbon,
      slug: "eletrico-noventa-e-nove"),
  ]
  static let lisbonCash = Shop(
    "Caixa da Gaivota", "cash", 6011, "🏧", 4000...10_000, at: .lisbon, till: .cashMachine)

  static let newYork = [
    Shop("Blue Pelican Diner", "eating_out", 5812, "🥞", 1600...6400, at: .newYork),
    Shop("Seventeenth Bagel", "eating_out", 5814, "🥯", 450...1900, at: .newYork),
    Shop("Harbor Lantern Museum", "entertainment", 7991, "🏛️", 1800...3600, at: .newYork),
    Shop("Ferrous Transit", "transport", 4111, "🚇", 290...2900, at: .newYork),
  ]
  static let newYorkCash = Shop(
    "Pelican Street Savings", "cash", 6011, "🏧", 6000...20_000, at: .newYork, till: .cashMachine)

  static let kyoto = [
    Shop("月見ラーメン工房", "eating_out", 5812, "🍜", 850...3200, at: .kyoto, slug: "tsukimi-ramen-kobo"),
    Shop("折り鶴マート", "groceries", 5411, "🍙", 140...2400, at: .kyoto, slug: "orizuru-mart"),
    Shop("Kumo Railway", "transport", 4112, "🚄", 460...14_000, at: .kyoto),
    Shop("Shizuka Onsen Inn", "holidays", 7011, "♨️", 9800...32_000, at: .kyoto),
  ]
  static let kyotoCash = Shop(
    "月見銀行 ATM", "cash", 6011, "🏧", 10_000...30_000, at: .kyoto, till: .cashMachine,
    slug: "tsukimi-ginko-atm")
}
