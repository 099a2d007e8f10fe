// Whoever is paid again and again: utilities by direct debit, subscriptions by card.

extension Shop {
  static let glimmerjar = Shop("Glimmerjar Energy", "bills", 4900, "💡", till: .online)
  static let clearbracken = Shop("Clearbracken Water", "bills", 4900, "🚰", till: .online)
  static let fernwire = Shop("Fernwire Broadband", "bills", 4814, "🛜", till: .online)
  static let pebblephone = Shop("Pebblephone", "bills", 4814, "📱", till: .online)
  static let haresocks = Shop("Haresocks Insurance", "finances", 6300, "🐇", till: .online)

  static let flickerbox = Shop("Flickerbox", "entertainment", 4899, "📺", till: .online)
  static let tunewell = Shop("Tunewell Music", "entertainment", 5815, "🎧", till: .online)
  static let nightOwlNews = Shop("Night Owl News", "general", 5968, "🦉", till: .online)
  static let paperfinch = Shop("Paperfinch Cloud Backup", "bills", 5817, "☁️", till: .online)
  static let windowgleam = Shop("Windowgleam", "bills", 7349, "🪟", till: .online)
  static let hollowgateBaths = Shop(
    "Hollowgate Baths & Gym", "personal_care", 7997, "🏊", till: .online)
  static let mudlark = Shop("Mudlark Veg Box", "groceries", 5499, "🥬", till: .online)
}
