// Whoever is paid again and again: utilities by direct debit, subscriptions by card.

extension Shop {
  static let glimmerjar = Shop(
    "Glimmerjar Energy", "bills", code: 4900, "💡", .hollowgate, till: .online,
    slug: "glimmerjar-energy")
  static let clearbracken = Shop(
    "Clearbracken Water", "bills", code: 4900, "🚰", .hollowgate, till: .online,
    slug: "clearbracken-water")
  static let fernwire = Shop(
    "Fernwire Broadband", "bills", code: 4814, "🛜", .hollowgate, till: .online,
    slug: "fernwire-broadband")
  static let pebblephone = Shop(
    "Pebblephone", "bills", code: 4814, "📱", .hollowgate, till: .online, slug: "pebblephone")
  static let haresocks = Shop(
    "Haresocks Insurance", "finances", code: 6300, "🐇", .hollowgate, till: .online,
    slug: "haresocks-insurance")

  static let flickerbox = Shop(
    "Flickerbox", "entertainment", code: 4899, "📺", .hollowgate, till: .online, slug: "flickerbox")
  static let tunewell = Shop(
    "Tunewell Music", "entertainment", code: 5815, "🎧", .hollowgate, till: .online,
    slug: "tunewell-music")
  static let nightOwlNews = Shop(
    "Night Owl News", "general", code: 5968, "🦉", .hollowgate, till: .online,
    slug: "night-owl-news")
  static let paperfinch = Shop(
    "Paperfinch Cloud Backup", "bills", code: 5817, "☁️", .hollowgate, till: .online,
    slug: "paperfinch-cloud-backup")
  static let windowgleam = Shop(
    "Windowgleam", "bills", code: 7349, "🪟", .hollowgate, till: .online, slug: "windowgleam")
  static let hollowgateBaths = Shop(
    "Hollowgate Baths & Gym", "personal_care", code: 7997, "🏊", .hollowgate, till: .online,
    slug: "hollowgate-baths-gym")
  static let mudlark = Shop(
    "Mudlark Veg Box", "groceries", code: 5499, "🥬", .hollowgate, till: .online,
    slug: "mudlark-veg-box")
}
