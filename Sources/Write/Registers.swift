// Rows into registers: which register a row stands in, and which other one it moves money to.
//
// 1. A row stands in the register of its account.
// 2. A pot transfer of an account stands in the pot's register too, as a mirror, whether or not the pot's
//    own account could be fetched.
// 3. A row of a pot's own account stands in the pot's register, unless it is the other side of a row of
//    rule 2: linked with it, or unlinked and equal in amount within a day, each mirror standing for one.
// 4. Two rows in two registers with one transfer id and opposite amounts know each other's register.

public import Model

/// Makes registers of rows.
public struct Registers: Sendable {
  let book: ReferenceBook
  let slugs: Slugs
  private let potsByAccount: [String: String]

  /// Creates the maker.
  ///
  /// - Parameters:
  ///   - book: accounts and pots.
  ///   - potsByAccount: the pot that a hidden pot account belongs to, by the account's id.
  ///   - slugs: the names for files.
  public init(_ book: ReferenceBook, potsByAccount: [String: String] = [:], slugs: Slugs) {
    self.book = book
    self.potsByAccount = potsByAccount
    self.slugs = slugs
  }

  /// The registers of rows, sorted by slug; rows must be in order of (created, id).
  ///
  /// Accounts and pots without a row have no register.
  public func make(_ rows: [Row]) -> [Register] {
    var places = places(rows)
    pair(&places)
    let names = names(of: Array(places.keys))
    let registers = places.compactMap { place, movements in
      names[place].map { name in
        Register(
          id: name.id, slug: name.slug, title: name.title, owner: owner(of: place),
          currency: place.currency,
          entries: movements.map {
            Register.Entry(
              $0.row, isMirror: $0.isMirror, other: $0.other.flatMap { names[$0]?.title })
          })
      }
    }
    return registers.sorted { $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8) }
  }

  /// Where movements are gathered: an account or pot, and a currency, of which a register has one.
  struct Place: Hashable {
    let owner: String
    let currency: Currency
  }

  private struct Movement {
    let row: Row
    var isMirror = false
    var other: Place?
  }

  private func places(_ rows: [Row]) -> [Place: [Movement]] {
    var places: [Place: [Movement]] = [:]
    var mirrors = MirrorStock()
    for row in rows where pot(ofAccountOf: row) == nil { mirrors.add(row) }
    for row in rows {
      if let pot = pot(ofAccountOf: row) {
        if mirrors.standsFor(row, of: pot) { continue }
        let place = Place(owner: pot, currency: row.currency)
        places[place, default: []].append(Movement(row: row))
        continue
      }
      let place = Place(owner: row[.accountID] ?? "", currency: row.currency)
      guard row.kind == .potTransfer, let pot = row[.potID] else {
        places[place, default: []].append(Movement(row: row))
        continue
      }
      let other = Place(owner: pot, currency: row.currency)
      places[place, default: []].append(Movement(row: row, other: other))
      places[other, default: []].append(Movement(row: row, isMirror: true, other: place))
    }
    return places
  }

  /// The pot whose own account the row is in.
  private func pot(ofAccountOf row: Row) -> String? {
    guard let account = row[.accountID] else { return nil }
    return book.pots[account] != nil ? account : potsByAccount[account]
  }

  /// Finds the two sides of transfers between accounts.
  private func pair(_ places: inout [Place: [Movement]]) {
    var sides: [String: [(place: Place, index: Int, amountMinor: Int64)]] = [:]
    for (place, movements) in places {
      for (index, movement) in movements.enumerated() where movement.other == nil {
        guard movement.row.countsAsMoney, let id = movement.row[.transferID] else { continue }
        sides[id, default: []].append((place, index, movement.row.amountMinor))
      }
    }
    for side in sides.values where side.count == 2 {
      let (one, other) = (side[0], side[1])
      guard one.place != other.place, one.place.currency == other.place.currency,
        one.amountMinor == 0 &- other.amountMinor
      else { continue }
      places[one.place]?[one.index].other = other.place
      places[other.place]?[other.index].other = one.place
    }
  }
}
