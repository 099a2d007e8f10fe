// The shops of daily life at home. All names are invented.

extension Shop {
  // MARK: Groceries

  static let saffronLane = Shop(
    "Saffron Lane Foods", "groceries", 5411, "🥕", 640...7400, chain: "Saffron Lane")
  static let saffronLaneQuay = Shop(
    "Saffron Lane Local", "groceries", 5411, "🥕", 210...2600, at: .brineside, chain: "Saffron Lane")
  static let tumbleThyme = Shop("Tumble & Thyme Market", "groceries", 5411, "🌿", 380...5200)
  static let pennywhistle = Shop("Pennywhistle Grocers", "groceries", 5411, "🍐", 160...2300)
  static let crumbParade = Shop("Crumb Parade Bakery", "groceries", 5462, "🥖", 180...1150)

  static let grocers = [
    saffronLane, saffronLane, saffronLaneQuay, tumbleThyme, pennywhistle, crumbParade,
  ]

  // MARK: Eating out

  static let kettleCrow = Shop("Kettle & Crow Coffee", "eating_out", 5814, "☕️", 260...740)
  static let thirdSparrow = Shop(
    "Third Sparrow Coffee", "eating_out", 5814, "☕️", 310...690, at: .brineside)
  static let coffeeShops = [kettleCrow, kettleCrow, thirdSparrow]

  static let baoLantern = Shop("Bao Lantern", "eating_out", 5814, "🥟", 620...1450, at: .brineside)
  static let dillMeAboutIt = Shop(
    "Dill Me About It", "eating_out", 5814, "🥪", 480...1120, at: .brineside)
  static let lunches = [baoLantern, dillMeAboutIt, saffronLaneQuay]

  static let velvetOtter = Shop("The Velvet Otter", "eating_out", 5813, "🍺", 560...4800)
  static let littleMarmalade = Shop(
    "Little Marmalade Kitchen", "eating_out", 5812, "🍽️", 1900...9400)
  static let noodleObservatory = Shop(
    "Noodle Observatory", "eating_out", 5812, "🍜", 1400...6200, at: .brineside)
  static let paperStarCafe = Shop(
    "مقهى النجمة الورقية", "eating_out", 5812, "🫖", 900...3900, slug: "paper-star-cafe")
  static let restaurants = [
    velvetOtter, velvetOtter, littleMarmalade, noodleObservatory, paperStarCafe,
  ]

  // MARK: Getting about

  package static let capitalTramways = Shop(
    "Capital Tramways", "transport", 4111, "🚋", 280...890, slug: "capital-tramways-charge")
  static let cabbageCabs = Shop("Cabbage Cabs", "transport", 4121, "🚕", 780...3400)
  package static let pumpHollow = Shop("Pump Hollow Fuel", "transport", 5542, "⛽️", 3600...6900)

  // MARK: Cash

  static let hollowgateCash = Shop(
    "Hollowgate Cash Point", "cash", 6011, "🏧", 1000...8000, till: .cashMachine)
  static let postcounter = Shop("Hollowgate Parcel Counter", "general", 9402, "📮", 320...1800)
}
