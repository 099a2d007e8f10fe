// The first pass of enriching: every row and every reference adds what it knows to the knowledge. Rows
// come by the million, so a row whose merchant and account are known costs no String.

import Bytes
public import Model

extension Knowledge {
  /// Learns from a row that stands for its transaction: merchants, ids, names, and the movement itself.
  ///
  /// Each transaction must be learned once this way; other records of it go to `learn(superseded:)`.
  public mutating func learn(_ row: Row) {
    learnNames(row)
    see(row.created)
    if let updated = row.updated { see(updated) }
    let account = add(accountOf: row)
    guard row.countsAsMoney, let key = row.key else { return }
    if !key.isExact, let id = row[.id] { add(id: id, of: key) }
    add(Movement(row, key, account: account))
    learnTies(row, key)
  }

  /// Learns what a row was until another version of it came, or it was gone.
  public mutating func learn(past row: Row, until time: Instant, isGone: Bool) {
    guard let key = row.key else { return }
    let account = StableHash.of(row.storage, row.range(.accountID) ?? .empty)
    var movement = Movement(row, key, account: account)
    if !row.countsAsMoney { movement.amountMinor = 0 }
    past.versions.append(PastMovement(movement, until: time, isGone: isGone))
  }

  /// Learns what a record teaches that was superseded by a better one of the same transaction.
  ///
  /// It moves no money, but a statement line knows the name of a category that the better record has
  /// only the id of.
  public mutating func learn(superseded row: Row) { learnNames(row) }

  /// Learns from what a stream says beside its rows.
  public mutating func learn(_ reference: Reference) {
    references.add(reference)
    switch reference {
    case .balance(let fact): if let seen = fact.seen { see(seen) }
    case .pot(let pot): if let updated = pot.updated { see(updated) }
    case .account, .category: break
    }
  }

  private mutating func learnNames(_ row: Row) {
    guard let key = row.key else { return }
    if let merchant = row.merchant, row[provenance: .merchant].isOfRecord {
      merchants.add(merchant, seen: .init(time: row.updated ?? row.created, key: key))
    }
    if let category = row.range(.category) { learnCategory(row, category, key) }
    if row.kind == .potTransfer {
      learnPotAccount(row)
    } else {
      learnParty(row, key)
    }
  }

  /// The name of the other side, and the name beside it that it goes by.
  private mutating func learnParty(_ row: Row, _ key: RowKey) {
    guard let party = NamedParty.number(of: row) else { return }
    let isPreferred = row[provenance: .payee] == .counterparty && row.range(.payee) != nil
    let field = isPreferred ? RowText.payee : .counterpartyName
    guard let name = row.range(field), !name.isEmpty else { return }
    parties.add(
      party: party, hash: StableHash.of(row.storage, name),
      seen: .init(time: row.created, key: key), isChosen: isPreferred
    ) { String(decoding: row.storage[name.indices], as: UTF8.self) }
    if isPreferred, let other = row[.counterpartyName], !other.isEmpty {
      parties.add(spelling: other, of: party)
    }
  }

  /// What the row is tied to, and of money in which original it states and whether it is a payday.
  private mutating func learnTies(_ row: Row, _ key: RowKey) {
    guard row.amountMinor > 0 else {
      guard row.tie != 0 else { return }
      let category = row.range(.category) ?? .empty
      return ties.add(
        moneyOut: key, tie: row.tie, category: StableHash.of(row.storage, category)
      ) { String(decoding: row.storage[category.indices], as: UTF8.self) }
    }
    if row.tie != 0 { ties.add(moneyIn: key, tie: row.tie) }
    guard row.range(.metadata) != nil else { return }
    if let original = row.metadata("original_transaction_id"),
      !original.isEmpty
    {
      ties.add(original: RowKey(row.storage, original), of: key)
    }
    if row.isPayday { add(payday: row.date, of: key) }
  }

  private mutating func learnCategory(_ row: Row, _ category: ByteRange, _ key: RowKey) {
    // What was taken from another record says nothing of this one.
    if row[provenance: .category] == .directory { return }
    if CustomCategory.isID(row.storage, category) {
      categoryJoin.add(id: String(decoding: row.storage[category.indices], as: UTF8.self), of: key)
    } else if row[provenance: .category] == .csv, !BankCategory.isKnown(row.storage, category) {
      categoryJoin.add(
        name: String(decoding: row.storage[category.indices], as: UTF8.self), of: key)
    }
  }

  /// A move to or from a pot names, in its metadata, the hidden account with the pot's own statement.
  private mutating func learnPotAccount(_ row: Row) {
    guard let pot = row.range(.potID),
      let account = row.metadata("pot_account_id")
    else { return }
    let hash = StableHash.of(row.storage, account, seed: StableHash.of(row.storage, pot))
    add(potAccount: hash) {
      (
        String(decoding: row.storage[pot.indices], as: UTF8.self),
        String(decoding: row.storage[account.indices], as: UTF8.self)
      )
    }
  }
}

extension Movement {
  fileprivate init(_ row: Row, _ key: RowKey, account: UInt64) {
    let party = Party.of(row)
    self.init(
      key: key, amountMinor: row.amountMinor, created: row.created, currency: row.currency,
      party: party.hash, basis: party.basis, account: account, day: row.date.days, kind: row.kind,
      status: row.status, daysToSettle: Movement.daysToSettle(of: row))
  }
}

extension Provenance? {
  /// Whether a merchant came with the record, and was not filled in by an earlier enriching.
  fileprivate var isOfRecord: Bool {
    switch self {
    case nil, .bank, .merchant, .csv: true
    default: false
    }
  }
}
