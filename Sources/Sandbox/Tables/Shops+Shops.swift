// Shops that are visited now and then, the ones with names that trip careless programs, and airlines.

extension Shop {
  static let thimbleThread = Shop(
    "Thimble & Thread", "shopping", code: 5651, "🧵", .hollowgate, 1800...9800,
    slug: "thimble-and-thread")
  static let otterlyBooks = Shop(
    "Otterly Books", "shopping", code: 5942, "📚", .hollowgate, 799...4200, slug: "otterly-books"
  )
  static let gadgetBurrow = Shop(
    "Gadget Burrow", "shopping", code: 5732, "🔌", .hollowgate, 1299...21_900, till: .online,
    slug: "gadget-burrow")
  static let plankSons = Shop(
    "Plank & Daughters Hardware", "shopping", code: 5251, "🔨", .hollowgate, 499...6800,
    slug: "plank-daughters-hardware")
  static let mothMoon = Shop(
    "Moth & Moon Homewares", "shopping", code: 5719, "🕯️", .hollowgate, 900...8900, till: .online,
    slug: "moth-moon-homewares")
  static let briarChemist = Shop(
    "Briar Chemist", "personal_care", code: 5912, "💊", .hollowgate, 240...3100,
    slug: "briar-chemist")
  static let snipwell = Shop(
    "Snipwell", "personal_care", code: 7230, "💈", .hollowgate, 2200...6400, slug: "snipwell")
  static let gloaming = Shop(
    "Gloaming Flicks", "entertainment", code: 7832, "🎬", .hollowgate, 950...3800,
    slug: "gloaming-flicks")
  static let petalPost = Shop(
    "Petal & Post", "gifts", code: 5992, "💐", .hollowgate, 1900...5600, till: .online,
    slug: "petal-and-post")
  static let hedgehogHarbour = Shop(
    "Hedgehog Harbour Trust", "charity", code: 8398, "🦔", .hollowgate, 500...3000, till: .online,
    slug: "hedgehog-harbour-trust")
  static let whiskerLane = Shop(
    "Whisker Lane Vets", "personal_care", code: 742, "🐈", .hollowgate, 2800...14_500,
    slug: "whisker-lane-vets")
  static let garage = Shop(
    "Spanner & Wren Garage", "transport", code: 7538, "🔧", .hollowgate, 9000...48_000,
    slug: "spanner-wren-garage")

  /// What people buy on a Saturday.
  static let highStreet = [
    thimbleThread, otterlyBooks, gadgetBurrow, plankSons, mothMoon, briarChemist, briarChemist,
    snipwell, gloaming, petalPost, hedgehogHarbour, postcounter,
  ]

  /// Where everyday money goes when a larger household is asked for.
  static let everyday =
    grocers + coffeeShops + lunches + restaurants + highStreet + [cabbageCabs, pumpHollow]

  // MARK: Names that trip careless programs

  static let script = Shop(
    "<script>alert(1)</script> Tools", "shopping", code: 5251, "🧰", .hollowgate, 400...2000,
    till: .online, slug: "script-alert-tools")
  static let quoteComma = Shop(
    "\"Quote\", Comma & Sons, Ltd", "shopping", code: 5943, "✒️", .hollowgate, 400...2000,
    slug: "quote-comma-sons")
  static let templateTavern = Shop(
    "{{#x}}Template Tavern{{/x}}", "eating_out", code: 5813, "🍻", .hollowgate, 700...3000,
    slug: "template-tavern")
  static let longName = Shop(
    "Amalgamated Society of Extraordinarily Small Kites 👩🏽‍🚀👨‍👩‍👧‍👦 and Ribbons", "family",
    code: 5945, "🪁", .northfold, 1200...4800, slug: "amalgamated-society-kites")

  // MARK: Bought in one piece, paid in several

  static let sofaMill = Shop(
    "The Sofa Mill", "shopping", code: 5712, "🛋️", .northfold, 54_900...89_900, till: .online,
    slug: "the-sofa-mill")
  static let spokeFable = Shop(
    "Spoke & Fable Bicycles", "shopping", code: 5940, "🚲", .hollowgate, 24_900...64_900,
    slug: "spoke-fable-bicycles")

  // MARK: On the way

  static let heronwing = Shop(
    "Heronwing Air", "holidays", code: 4511, "✈️", .hollowgate, 8900...68_000, till: .online,
    slug: "heronwing-air")
  static let lodgepole = Shop(
    "Lodgepole Stays", "holidays", code: 7011, "🛏️", .hollowgate, 9900...42_000, till: .online,
    slug: "lodgepole-stays")
}
