// Shops that are visited now and then, the ones with names that trip careless programs, and airlines.

extension Shop {
  static let thimbleThread = Shop(
    "Thimble & Thread", "shopping", 5651, "🧵", 1800...9800, slug: "thimble-and-thread")
  static let otterlyBooks = Shop("Otterly Books", "shopping", 5942, "📚", 799...4200)
  static let gadgetBurrow = Shop(
    "Gadget Burrow", "shopping", 5732, "🔌", 1299...21_900, till: .online)
  static let plankSons = Shop("Plank & Daughters Hardware", "shopping", 5251, "🔨", 499...6800)
  static let mothMoon = Shop(
    "Moth & Moon Homewares", "shopping", 5719, "🕯️", 900...8900, till: .online)
  static let briarChemist = Shop("Briar Chemist", "personal_care", 5912, "💊", 240...3100)
  static let snipwell = Shop("Snipwell", "personal_care", 7230, "💈", 2200...6400)
  static let gloaming = Shop("Gloaming Flicks", "entertainment", 7832, "🎬", 950...3800)
  static let petalPost = Shop(
    "Petal & Post", "gifts", 5992, "💐", 1900...5600, till: .online, slug: "petal-and-post")
  static let hedgehogHarbour = Shop(
    "Hedgehog Harbour Trust", "charity", 8398, "🦔", 500...3000, till: .online)
  static let whiskerLane = Shop("Whisker Lane Vets", "personal_care", 742, "🐈", 2800...14_500)
  static let garage = Shop("Spanner & Wren Garage", "transport", 7538, "🔧", 9000...48_000)

  /// What people buy on a Saturday.
  static let highStreet = [
    thimbleThread, otterlyBooks, gadgetBurrow, plankSons, mothMoon, briarChemist, briarChemist,
    snipwell, gloaming, petalPost, hedgehogHarbour, postcounter,
  ]

  /// Where everyday money goes when a larger household is asked for.
  package static let everyday =
    grocers + coffeeShops + lunches + restaurants + highStreet + [cabbageCabs, pumpHollow]

  // MARK: Names that trip careless programs

  static let script = Shop(
    "<script>alert(1)</script> Tools", "shopping", 5251, "🧰", 400...2000, till: .online,
    slug: "script-alert-tools")
  static let quoteComma = Shop(
    "\"Quote\", Comma & Sons, Ltd", "shopping", 5943, "✒️", 400...2000, slug: "quote-comma-sons")
  static let templateTavern = Shop(
    "{{#x}}Template Tavern{{/x}}", "eating_out", 5813, "🍻", 700...3000, slug: "template-tavern")
  static let longName = Shop(
    "Amalgamated Society of Extraordinarily Small Kites 👩🏽‍🚀👨‍👩‍👧‍👦 and Ribbons", "family", 5945, "🪁",
    1200...4800, at: .northfold, slug: "amalgamated-society-kites")

  // MARK: Bought in one piece, paid in several

  static let sofaMill = Shop(
    "The Sofa Mill", "shopping", 5712, "🛋️", 54_900...89_900, at: .northfold, till: .online)
  static let spokeFable = Shop("Spoke & Fable Bicycles", "shopping", 5940, "🚲", 24_900...64_900)

  // MARK: On the way

  static let heronwing = Shop("Heronwing Air", "holidays", 4511, "✈️", 8900...68_000, till: .online)
  static let lodgepole = Shop(
    "Lodgepole Stays", "holidays", 7011, "🛏️", 9900...42_000, till: .online)
}
