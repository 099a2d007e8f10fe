// Which pot a move is of, when its row has only the pot's name: statements print `Holiday Pot`, the bank's list of pots
// says `Holiday`. A pot that was renamed is known by every name that it was seen with. Of several pots of one name the
// account, the time of the move and, where only one balance fits, the balance decide; else the pot is left open and
// that is reported.

import Model

/// Names of pots, from the bank's lists and from rows that have both id and name.
struct PotNames {
  private var pots: [String: Pot] = [:]
  private var idsByName: [String: Set<String>] = [:]
  /// What moves without a pot's id come to, by the name that they have.
  private var sums: [String: Int64] = [:]

  /// Whether any pot is known.
  var isEmpty: Bool { idsByName.isEmpty }

  /// Takes in a pot as the bank listed it once.
  mutating func add(_ pot: Pot) {
    var book = ReferenceBook()
    if let known = pots[pot.id] { book.add(.pot(known)) }
    book.add(.pot(pot))
    pots[pot.id] = book.pots[pot.id]
    if !pot.name.isEmpty { idsByName[PotNames.key(pot.name), default: []].insert(pot.id) }
  }

  /// Takes in that a row calls a pot by a name.
  mutating func learn(_ row: Row, potID: String?) {
    guard row.kind == .potTransfer, let potID, let name = row[.payee], !name.isEmpty,
      row[provenance: .payee] == .csv
    else { return }
    idsByName[PotNames.key(name), default: []].insert(potID)
  }

  /// Whether some pots have one name, so that balances may have to tell them apart.
  var needsSums: Bool { idsByName.values.contains { $0.count > 1 } }

  /// Adds a move to what its name comes to.
  mutating func sum(_ row: Row) {
    guard isOpen(row) else { return }
    for name in PotNames.names(of: row) {
      let (sum, overflow) = (sums[name] ?? 0).subtractingReportingOverflow(row.amountMinor)
      sums[name] = overflow ? .max : sum
    }
  }

  /// What a name of a row came to.
  enum Finding: Equatable {
    case pot(String)
    /// Several pots have the name.
    case several(String)
    case none
  }

  /// The pot of a row that has only its name.
  func find(_ row: Row) -> Finding {
    guard isOpen(row), !isEmpty else { return .none }
    for name in PotNames.names(of: row) {
      let ids = (idsByName[name] ?? []).filter { fits($0, row) }.sorted()
      if ids.count == 1 { return .pot(ids[0]) }
      if ids.count > 1 {
        let sum = sums[name]
        let fitting = ids.filter { pots[$0]?.balanceMinor != nil && pots[$0]?.balanceMinor == sum }
        return fitting.count == 1 ? .pot(fitting[0]) : .several(name)
      }
    }
    return .none
  }

  private func isOpen(_ row: Row) -> Bool {
    guard row.range(.potID) == nil, row.status != .declined else { return false }
    if row.kind == .potTransfer { return true }
    // The search export has no types: only the word that the app adds to a pot's name.
    guard row.kind == .other, row.source == .statementCSV, let payee = row[.payee] else {
      return false
    }
    return payee.lowercased().hasSuffix(" pot")
  }

  /// The names that a pot was seen with.
  func names(ofPot id: String) -> [String] {
    idsByName.filter { $0.value.contains(id) }.map(\.key).sorted()
  }

  /// Whether a pot was there when the move was made, and of its account.
  private func fits(_ id: String, _ row: Row) -> Bool {
    guard let pot = pots[id] else { return true }
    if let account = pot.accountID, row.namesAccountOfBank, row[.accountID] != account {
      return false
    }
    let day: Int64 = 86_400
    if let created = pot.created, row.created.seconds < created.seconds - day { return false }
    if pot.isDeleted, let updated = pot.updated, row.created.seconds > updated.seconds + day {
      return false
    }
    return true
  }

  // MARK: Names

  private static func names(of row: Row) -> [String] {
    [row[.payee], row[.counterpartyName], row[.description]].compactMap(\.self)
      .filter { !$0.isEmpty }.map(key)
  }

  /// A name without case and without the word that the app adds to it.
  private static func key(_ name: String) -> String {
    var words = name.lowercased().split(whereSeparator: \.isWhitespace)[...]
    while words.count > 1 && words.last == "pot" { words.removeLast() }
    return words.joined(separator: " ")
  }
}
