// The shops of daily life at home. All names are invented.

extension Shop {
  // MARK: Groceries

  static let saffronLane = Shop(
    "Saffron Lane Foods", "groceries", code: 5411, "🥕", .hollowgate, 640...7400,
    chain: "Saffron Lane", slug: "saffron-lane-foods")
  static let saffronLaneQuay = Shop(
    "Saffron Lane Local", "groceries", code: 5411, "🥕", .brineside, 210...2600,
    chain: "Saffron Lane", slug: "saffron-lane-local")
  static let tumbleThyme = Shop(
    "Tumble & Thyme Market", "groceries", code: 5411, "🌿", .hollowgate, 380...5200,
    slug: "tumble-thyme-market")
  static let pennywhistle = Shop(
    "Pennywhistle Grocers", "groceries", code: 5411, "🍐", .hollowgate, 160...2300,
    slug: "pennywhistle-grocers")
  static let crumbParade = Shop(
    "Crumb Parade Bakery", "groceries", code: 5462, "🥖", .hollowgate, 180...1150,
    slug: "crumb-parade-bakery")

  static let grocers = [
    saffronLane, saffronLane, saffronLaneQuay, tumbleThyme, pennywhistle, crumbParade,
  ]

  // MARK: Eating out

  static let kettleCrow = Shop(
    "Kettle & Crow Coffee", "eating_out", code: 5814, "☕️", .hollowgate, 260...740,
    slug: "kettle-crow-coffee")
  static let thirdSparrow = Shop(
    "Third Sparrow Coffee", "eating_out", code: 5814, "☕️", .brineside, 310...690,
    slug: "third-sparrow-coffee")
  static let coffeeShops = [kettleCrow, kettleCrow, thirdSparrow]

  static let baoLantern = Shop(
    "Bao Lantern", "eating_out", code: 5814, "🥟", .brineside, 620...1450, slug: "bao-lantern")
  static let dillMeAboutIt = Shop(
    "Dill Me About It", "eating_out", code: 5814, "🥪", .brineside, 480...1120,
    slug: "dill-me-about-it")
  static let lunches = [baoLantern, dillMeAboutIt, saffronLaneQuay]

  static let velvetOtter = Shop(
    "The Velvet Otter", "eating_out", code: 5813, "🍺", .hollowgate, 560...4800,
    slug: "the-velvet-otter")
  static let littleMarmalade = Shop(
    "Little Marmalade Kitchen", "eating_out", code: 5812, "🍽️", .hollowgate, 1900...9400,
    slug: "little-marmalade-kitchen")
  static let noodleObservatory = Shop(
    "Noodle Observatory", "eating_out", code: 5812, "🍜", .brineside, 1400...6200,
    slug: "noodle-observatory")
  static let paperStarCafe = Shop(
    "مقهى النجمة الورقية", "eating_out", code: 5812, "🫖", .hollowgate, 900...3900,
    slug: "paper-star-cafe")
  static let restaurants = [
    velvetOtter, velvetOtter, littleMarmalade, noodleObservatory, paperStarCafe,
  ]

  // MARK: Getting about

  static let capitalTramways = Shop(
    "Capital Tramways", "transport", code: 4111, "🚋", .hollowgate, 280...890,
    slug: "capital-tramways-charge")
  static let cabbageCabs = Shop(
    "Cabbage Cabs", "transport", code: 4121, "🚕", .hollowgate, 780...3400, slug: "cabbage-cabs")
  static let northfoldRailway = Shop(
    "Northfold Railway", "transport", code: 4112, "🚆", .northfold, 1850...9900, till: .online,
    slug: "northfold-railway")
  static let pumpHollow = Shop(
    "Pump Hollow Fuel", "transport", code: 5542, "⛽️", .hollowgate, 3600...6900,
    slug: "pump-hollow-fuel")

  // MARK: Cash

  static let hollowgateCash = Shop(
    "Hollowgate Cash Point", "cash", code: 6011, "🏧", .hollowgate, 1000...8000,
    till: .cashMachine, slug: "hollowgate-cash-point")
  static let postcounter = Shop(
    "Hollowgate Parcel Counter", "general", code: 9402, "📮", .hollowgate, 320...1800,
    slug: "hollowgate-parcel-counter")
}
