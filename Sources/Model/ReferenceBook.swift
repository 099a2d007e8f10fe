// The accounts, pots, balances and category names that a stream reported beside its rows. Books merge: of
// two versions of one thing the better by a fixed total order stays, so the order of input never shows.
//
//   account: closed over open, because accounts do not reopen, then the greater text of its fields
//   pot: the later `updated`, else `created`, then deleted over kept, then the greater text of its fields
//   balance: a set of facts, every one kept
//   category: the greater name, as UTF-8 bytes

/// What is known of accounts, pots, balances and names of categories.
public struct ReferenceBook: Equatable, Sendable {
  /// The accounts by id.
  public private(set) var accounts: [String: Account] = [:]
  /// The pots by id.
  public private(set) var pots: [String: Pot] = [:]
  /// Every balance that was seen.
  public private(set) var balances: Set<BalanceFact> = []
  /// The names of categories of the user's own, by id.
  public private(set) var categories: [String: String] = [:]

  /// Creates an empty book.
  public init() {}

  /// Takes in one thing that a stream reported.
  public mutating func add(_ reference: Reference) {
    switch reference {
    case .account(let account): add(account)
    case .pot(let pot): add(pot)
    case .balance(let fact): balances.insert(fact)
    case .category(let id, let name): add(category: id, name)
    }
  }

  /// Takes in all that another book knows.
  public mutating func merge(_ other: ReferenceBook) {
    for account in other.accounts.values { add(account) }
    for pot in other.pots.values { add(pot) }
    balances.formUnion(other.balances)
    for (id, name) in other.categories { add(category: id, name) }
  }

  private mutating func add(_ account: Account) {
    if let known = accounts[account.id], !known.givesWay(to: account) { return }
    accounts[account.id] = account
  }

  private mutating func add(_ pot: Pot) {
    if let known = pots[pot.id], !known.givesWay(to: pot) { return }
    pots[pot.id] = pot
  }

  private mutating func add(category id: String, _ name: String) {
    if let known = categories[id], !known.utf8.lexicographicallyPrecedes(name.utf8) { return }
    categories[id] = name
  }

  /// Everything in the book, accounts, balances, categories, pots, each by id: the order of reference lines.
  public var sorted: [Reference] {
    let facts = balances.sorted { one, other in
      precedes(one.accountID, other.accountID)
        ?? (one.fields.lexicographicallyPrecedes(other.fields))
    }
    return accounts.values.sorted { precedes($0.id, $1.id) ?? false }.map(Reference.account)
      + facts.map(Reference.balance)
      + categories.sorted { precedes($0.key, $1.key) ?? false }
      .map { Reference.category(id: $0.key, name: $0.value) }
      + pots.values.sorted { precedes($0.id, $1.id) ?? false }.map(Reference.pot)
  }
}

/// Whether one text is before another by its bytes; nil when they are the same bytes.
private func precedes(_ one: String, _ other: String) -> Bool? {
  if one.utf8.elementsEqual(other.utf8) { return nil }
  return one.utf8.lexicographicallyPrecedes(other.utf8)
}

extension Account {
  fileprivate func givesWay(to other: Account) -> Bool {
    if isClosed != other.isClosed { return other.isClosed }
    return fields.lexicographicallyPrecedes(other.fields)
  }

  /// The bytes of all fields, a byte that UTF-8 never has after each.
  private var fields: [UInt8] {
    bytes(
      [
        created?.description, type, description, currency.code, accountNumber, sortCode,
      ] + owners + ownerIDs)
  }
}

extension Pot {
  fileprivate func givesWay(to other: Pot) -> Bool {
    let (one, two) = (updated ?? created, other.updated ?? other.created)
    if one != two {
      guard let two else { return false }
      return one.map { $0 < two } ?? true
    }
    if isDeleted != other.isDeleted { return other.isDeleted }
    return fields.lexicographicallyPrecedes(other.fields)
  }

  private var fields: [UInt8] {
    bytes([
      name, accountID, type, currency.code, balanceMinor.map { "\($0)" },
      goalMinor.map { "\($0)" }, created?.description, updated?.description,
    ])
  }
}

extension BalanceFact {
  /// Orders facts of one account: by time, then by their other fields.
  fileprivate var fields: [UInt8] {
    bytes([seen?.description, currency.code, "\(balanceMinor)"])
  }
}

private func bytes(_ fields: [String?]) -> [UInt8] {
  var bytes: [UInt8] = []
  for field in fields {
    if let field { bytes.append(contentsOf: field.utf8) }
    bytes.append(field == nil ? 0xFE : 0xFF)
  }
  return bytes
}
