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
    switch reference {
    case .account(let account): append(account, to: &writer)
    case .pot(let pot): append(pot, to: &writer)
    case .balance(let balance): append(balance, to: &writer)
    case .category(let id, let name):
      writer.appendString("{\"reference\":\"category\",\"id\":", id)
      writer.appendString(",\"name\":", name)
    }
    writer.append("}\n")
  }

  private func append(_ account: Account, to writer: inout ByteWriter) {
    writer.appendString("{\"reference\":\"account\",\"id\":", account.id)
    writer.appendString(",\"type\":", account.type)
    writer.appendString(",\"description\":", account.description)
    writer.appendTime(",\"created\":", account.created)
    writer.appendFlag(",\"closed\":", account.isClosed)
    writer.appendCurrency(",\"currency\":", account.currency)
    writer.append(",\"owners\":[")
    for (index, owner) in account.owners.enumerated() {
      if index > 0 { writer.append(0x2C) }
      writer.appendJSONString(owner)
    }
    writer.append(0x5D)
    writer.appendString(",\"account_number\":", account.accountNumber)
    writer.appendString(",\"sort_code\":", account.sortCode)
  }

  private func append(_ pot: Pot, to writer: inout ByteWriter) {
    writer.appendString("{\"reference\":\"pot\",\"id\":", pot.id)
    writer.appendString(",\"name\":", pot.name)
    writer.appendString(",\"account_id\":", pot.accountID)
    writer.appendString(",\"type\":", pot.type)
    writer.appendCurrency(",\"currency\":", pot.currency)
    writer.appendInteger(",\"balance_minor\":", pot.balanceMinor)
    writer.appendInteger(",\"goal_minor\":", pot.goalMinor)
    writer.appendTime(",\"created\":", pot.created)
    writer.appendTime(",\"updated\":", pot.updated)
    writer.appendFlag(",\"deleted\":", pot.isDeleted)
  }

  private func append(_ balance: BalanceFact, to writer: inout ByteWriter) {
    writer.appendString("{\"reference\":\"balance\",\"account_id\":", balance.accountID)
    writer.appendInteger(",\"balance_minor\":", balance.balanceMinor)
    writer.appendCurrency(",\"currency\":", balance.currency)
    writer.appendTime(",\"seen\":", balance.seen)
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
