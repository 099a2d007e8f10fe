// What a stream says beside rows, as lines before them: accounts, pots, balances that were seen and names
// of categories. With them names, slugs and proofs survive from one filter to the next.
//
// Every line has all keys of its type in one order, null when absent. Lines are sorted by the word of their
// type, then by id; balances of one account by the time at which they were seen, those without a time last,
// because they are true after all rows. Equal lines are written once.

public import Bytes
public import Model

/// Writes references as JSON Lines.
public struct ReferenceWriter: Sendable {
  /// Creates the writer.
  public init() {}

  /// Appends references, sorted, one line each.
  public func append(_ references: [Reference], to writer: inout ByteWriter) {
    var last: Reference?
    for reference in references.sorted(by: precedes) where reference != last {
      append(reference, to: &writer)
      last = reference
    }
  }

  private func append(_ reference: Reference, to writer: inout ByteWriter) {
    writer.appendJSON { json in
      json.member("reference", reference.word)
      switch reference {
      case .account(let account): write(account, &json)
      case .pot(let pot): write(pot, &json)
      case .balance(let balance): write(balance, &json)
      case .category(let id, let name):
        json.member("id", id)
        json.member("name", name)
      }
    }
    writer.append(0x0A)
  }

  private func write(_ account: Account, _ json: inout JSONWriter) {
    json.member("id", account.id)
    json.member("type", account.type)
    json.member("description", account.description)
    json.member("created", account.created?.description)
    json.member("closed", account.isClosed)
    json.member("currency", account.currency.codeIfAny)
    json.member("owners", texts: account.owners)
    json.member("account_number", account.accountNumber)
    json.member("sort_code", account.sortCode)
    json.member("owner_ids", texts: account.ownerIDs)
  }

  private func write(_ pot: Pot, _ json: inout JSONWriter) {
    json.member("id", pot.id)
    json.member("name", pot.name)
    json.member("account_id", pot.accountID)
    json.member("type", pot.type)
    json.member("currency", pot.currency.codeIfAny)
    json.member("balance_minor", pot.balanceMinor)
    json.member("goal_minor", pot.goalMinor)
    json.member("created", pot.created?.description)
    json.member("updated", pot.updated?.description)
    json.member("deleted", pot.isDeleted)
  }

  private func write(_ balance: BalanceFact, _ json: inout JSONWriter) {
    json.member("account_id", balance.accountID)
    json.member("balance_minor", balance.balanceMinor)
    json.member("currency", balance.currency.codeIfAny)
    json.member("seen", balance.seen?.description)
  }

  /// The order of lines; references that are equal in it are ordered by their own bytes.
  private func precedes(_ left: Reference, _ right: Reference) -> Bool {
    let (one, other) = (left.place, right.place)
    if one != other { return one < other }
    var (oneLine, otherLine) = (ByteWriter(), ByteWriter())
    append(left, to: &oneLine)
    append(right, to: &otherLine)
    return oneLine.bytes.lexicographicallyPrecedes(otherLine.bytes)
  }
}

extension Reference {
  /// The word of its type.
  fileprivate var word: String {
    switch self {
    case .account: "account"
    case .pot: "pot"
    case .balance: "balance"
    case .category: "category"
    }
  }

  /// What the order of lines compares: the rank of the type's word, the id's bytes, the time seen.
  fileprivate var place: Place {
    switch self {
    case .account(let account): Place(rank: 0, id: account.id)
    case .balance(let balance): Place(rank: 1, id: balance.accountID, seen: balance.seen)
    case .category(let id, _): Place(rank: 2, id: id)
    case .pot(let pot): Place(rank: 3, id: pot.id)
    }
  }

  fileprivate struct Place: Comparable {
    let rank: Int
    let id: String
    var seen: Instant?

    static func < (left: Place, right: Place) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      if left.id != right.id { return left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }
      guard let seen = left.seen else { return false }
      return right.seen.map { seen < $0 } ?? true
    }
  }
}
