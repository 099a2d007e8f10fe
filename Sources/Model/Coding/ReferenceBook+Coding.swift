// Accounts, pots, balances and names of categories as bytes, in the order of reference lines.

private enum ReferenceMark: UInt8 {
  case account, balance, category, pot
}

extension CodedWriter {
  mutating func add(_ book: ReferenceBook) {
    add(book.sorted) { $0.add($1) }
  }

  private mutating func add(_ reference: Reference) {
    switch reference {
    case .account(let account):
      add(ReferenceMark.account.rawValue)
      add(account)
    case .balance(let fact):
      add(ReferenceMark.balance.rawValue)
      add(fact.accountID)
      add(fact.balanceMinor)
      add(fact.currency.packed)
      add(fact.seen)
    case .category(let id, let name):
      add(ReferenceMark.category.rawValue)
      add(id)
      add(name)
    case .pot(let pot):
      add(ReferenceMark.pot.rawValue)
      add(pot)
    }
  }

  private mutating func add(_ account: Account) {
    add(account.id)
    add(account.type)
    add(account.currency.packed)
    add(account.description)
    add(account.created)
    add(account.isClosed)
    add(account.owners) { $0.add($1) }
    add(account.ownerIDs) { $0.add($1) }
    add(account.accountNumber)
    add(account.sortCode)
  }

  private mutating func add(_ pot: Pot) {
    add(pot.id)
    add(pot.name)
    add(pot.currency.packed)
    add(pot.accountID)
    add(pot.type)
    add(pot.balanceMinor) { $0.add($1) }
    add(pot.goalMinor) { $0.add($1) }
    add(pot.created)
    add(pot.updated)
    add(pot.isDeleted)
  }
}

extension CodedReader {
  mutating func readReferences(into book: inout ReferenceBook) throws(KnowledgeCodingError) {
    try repeated { (reader) throws(KnowledgeCodingError) in book.add(try reader.reference()) }
  }

  private mutating func reference() throws(KnowledgeCodingError) -> Reference {
    switch ReferenceMark(rawValue: try number(UInt8.self)) {
    case .account: return .account(try account())
    case .balance:
      return .balance(
        BalanceFact(
          accountID: try text(), balanceMinor: try number(Int64.self), currency: try currency(),
          seen: try optionalTime()))
    case .category: return .category(id: try text(), name: try text())
    case .pot: return .pot(try pot())
    case nil: throw KnowledgeCodingError()
    }
  }

  private mutating func account() throws(KnowledgeCodingError) -> Account {
    var account = Account(id: try text(), type: try text(), currency: try currency())
    account.description = try optionalText()
    account.created = try optionalTime()
    account.isClosed = try flag()
    var owners: [String] = []
    try repeated { (reader) throws(KnowledgeCodingError) in owners.append(try reader.text()) }
    account.owners = owners
    var ownerIDs: [String] = []
    try repeated { (reader) throws(KnowledgeCodingError) in ownerIDs.append(try reader.text()) }
    account.ownerIDs = ownerIDs
    account.accountNumber = try optionalText()
    account.sortCode = try optionalText()
    return account
  }

  private mutating func pot() throws(KnowledgeCodingError) -> Pot {
    var pot = Pot(id: try text(), name: try text(), currency: try currency())
    pot.accountID = try optionalText()
    pot.type = try optionalText()
    pot.balanceMinor = try optional { (reader) throws(KnowledgeCodingError) in
      try reader.number(Int64.self)
    }
    pot.goalMinor = try optional { (reader) throws(KnowledgeCodingError) in
      try reader.number(Int64.self)
    }
    pot.created = try optionalTime()
    pot.updated = try optionalTime()
    pot.isDeleted = try flag()
    return pot
  }
}
