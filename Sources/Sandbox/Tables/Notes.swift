// What the two write beside a payment: words, hashtags, emoji, and scripts that run from right to left.

package enum Notes {
  static let dinners = [
    "", "", "Anniversary 🥂 #dinner", "With Oriel and Pip #friends", "עם עפרה, כמו תמיד",
    "Leaving do for Bram 🎸 #work", "شكرا على العشاء الجميل",
  ]
  package static let shopping = [
    "Winter coat #clothes", "For the balcony 🪴 #home", "#birthday", "Exchange by the 14th",
  ]
  static let gifts = [
    "Mum’s birthday 🎂 #gifts #family", "Get well soon 💐 #gifts", "#wedding for Pip & co.",
  ]
  static let friends = [
    "🍕", "Half the taxi", "Cinema 🎬 #friends", "תודה על ארוחת הערב", "pub quiz 🥈",
    "Concert tickets 🎟️ #music",
    "Groceries for the picnic 🧺", "thanks!!",
  ]
}
