// What registers are called: an id that importers key on, a slug for files, a title for people. All three
// differ between any two registers, whatever the person called the pots.

internal import Model

extension Registers {
  struct Name {
    let id: String
    let slug: String
    let title: String
  }

  /// The names of places, given out in the order of ids.
  func names(of places: [Place]) -> [Place: Name] {
    var names: [Place: Name] = [:]
    var titles = Set<String>()
    let sorted = places.map { (id: id(of: $0), place: $0) }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for (id, place) in sorted {
      let own = slugs[place.owner]
      let slug = id == place.owner ? own : own + "-" + Slugs.slug(of: place.currency.code)
      names[place] = Name(id: id, slug: slug, title: distinct(title(of: place), id, &titles))
    }
    return names
  }

  /// The id of the owner, with the currency behind it when it is not the owner's own.
  private func id(of place: Place) -> String {
    let own = book.accounts[place.owner]?.currency ?? book.pots[place.owner]?.currency
    guard let own, own != place.currency else { return place.owner }
    return "\(place.owner) \(place.currency.code)"
  }

  /// What a place belongs to; of one that the book does not have, only the id is known.
  func owner(of place: Place) -> Register.Owner {
    if let account = book.accounts[place.owner] { return .account(account) }
    if let pot = book.pots[place.owner] { return .pot(pot) }
    if place.owner.hasPrefix("pot_") {
      return .pot(Pot(id: place.owner, name: "", currency: place.currency))
    }
    return .account(Account(id: place.owner, type: "", currency: place.currency))
  }

  /// The title, without the characters that QIF takes for its own: both sides of a transfer must find
  /// each other by it.
  private func title(of place: Place) -> String {
    switch owner(of: place) {
    case .account(let account): QIFText.name(AccountTitle.title(ofType: account.type))
    case .pot(let pot): QIFText.name("Pot " + pot.name)
    }
  }

  private func distinct(_ title: String, _ id: String, _ taken: inout Set<String>) -> String {
    let letters = Slugs.slug(of: id).filter { $0 != "-" }
    var distinct = title == "Pot" ? "Pot " + letters.suffix(6) : title
    var length = 6
    while !taken.insert(distinct.lowercased()).inserted {
      distinct = "\(title) \(letters.suffix(length))"
      if length > letters.count { distinct += " \(length)" }
      length += 2
    }
    return distinct
  }
}
