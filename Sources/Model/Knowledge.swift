// What enriching has to know of the whole before it changes a part: a monoid, so that it can be learned
// in pieces on many cores or machines and put together in any order. Nothing in it depends on the order
// of input; whatever needs an order sorts once, here.

internal import Bytes

/// What a history of rows and references teaches.
public struct Knowledge: Sendable {
  /// Accounts, pots, balances and names of categories, as streams reported them.
  public var references = ReferenceBook()
  /// The latest version of each merchant.
  public var merchants = MerchantDirectory()
  /// Names of categories of the user's own, found by joining records of one transaction.
  public var categoryJoin = CategoryJoin()
  /// The names of the other sides of payments.
  public var parties = PartyNames()
  /// What ties rows of one purchase together.
  public var ties = TieBook()
  /// The days of rows that the bank calls paydays, by row.
  public private(set) var paydays: [RowKey: CivilDate] = [:]
  /// The bank user whose history it is, where an archive says; else the owners of the accounts say.
  public var bankUser: String?
  /// The rows that count as money, in no particular order; `sortedMovements` has them in order.
  public private(set) var movements: [Movement] = []
  /// The ids of accounts that rows belong to, by their `StableHash`.
  public private(set) var accountIDs: [UInt64: String] = [:]
  /// What rows were, and when the bank was asked.
  public var past = RowPast()
  /// The ids of movements whose key is a hash.
  public private(set) var hashedIDs: [RowKey: String] = [:]
  /// The pots by the id of the account that moves to or from them name as the one with their own statement.
  private(set) var claimedPots: [String: String] = [:]
  /// Hashes of accounts with rows that no pot has: whatever a move claims, they hold no pot's statement.
  private var cardAccounts: Set<UInt64> = []
  private var latestCardAccount: UInt64 = 0
  private var latestAccount: UInt64?
  private var accountHash = RecentHash()
  /// Hashes of the claims so far: every move to a pot repeats its own.
  private var reportedPots: Set<UInt64> = []
  /// The latest time at which anything is known to have happened; the default for "now".
  public private(set) var latest: Instant?

  /// The knowledge of nothing.
  public static let empty = Knowledge()

  private init() {}

  // MARK: Learning

  /// Takes in a row that counts as money, with the ids that its hashes stand for.
  public mutating func add(_ movement: Movement) {
    movements.append(movement)
    guard movement.kind == .cardPayment || movement.kind == .cashWithdrawal,
      movement.account != latestCardAccount
    else { return }
    latestCardAccount = movement.account
    cardAccounts.insert(movement.account)
  }

  /// Remembers that the bank calls a row a payday.
  public mutating func add(payday day: CivilDate, of key: RowKey) {
    paydays[key] = max(day, paydays[key] ?? day)
  }

  /// Remembers the account of a row.
  ///
  /// - Returns: the `StableHash` of its id; zero when the row has none.
  public mutating func add(accountOf row: Row) -> UInt64 {
    guard let account = row.range(.accountID) else { return 0 }
    let hash = accountHash.of(row.storage, account)
    add(account: hash) { String(decoding: row.storage[account.indices], as: UTF8.self) }
    return hash
  }

  /// Remembers which account id a hash stands for.
  ///
  /// - Parameters:
  ///   - hash: `StableHash` of the id.
  ///   - id: gives the id; asked only when the hash is new.
  public mutating func add(account hash: UInt64, id: () -> String) {
    // Rows of one account come one after the other.
    if hash == latestAccount { return }
    latestAccount = hash
    if accountIDs[hash] == nil { accountIDs[hash] = id() }
  }

  /// Remembers the id of a row whose key does not give it back.
  public mutating func add(id: String, of key: RowKey) {
    if !key.isExact { hashedIDs.keepLesser(id, for: key) }
  }

  /// Remembers that an account holds the statement of a pot.
  public mutating func add(pot: String, heldBy account: String) {
    claimedPots.keepLesser(pot, for: account)
  }

  /// Remembers that an account holds the statement of a pot, as every move to or from it says.
  ///
  /// - Parameters:
  ///   - hash: a `StableHash` of both ids.
  ///   - ids: gives the ids; asked only when the hash is new.
  public mutating func add(potAccount hash: UInt64, ids: () -> (pot: String, account: String)) {
    guard reportedPots.insert(hash).inserted else { return }
    let (pot, account) = ids()
    add(pot: pot, heldBy: account)
  }

  /// Takes note that something happened at a time.
  public mutating func see(_ time: Instant) {
    if latest.map({ $0 < time }) ?? true { latest = time }
  }

  /// Takes in all that was learned elsewhere; associative, commutative, with `empty` as identity.
  public mutating func merge(_ other: Knowledge) {
    references.merge(other.references)
    merchants.merge(other.merchants)
    categoryJoin.merge(other.categoryJoin)
    parties.merge(other.parties)
    ties.merge(other.ties)
    for (key, day) in other.paydays { add(payday: day, of: key) }
    bankUser = [bankUser, other.bankUser].compactMap(\.self).min()
    movements.append(contentsOf: other.movements)
    past.merge(other.past)
    for (hash, id) in other.accountIDs { accountIDs.keepLesser(id, for: hash) }
    for (key, id) in other.hashedIDs { hashedIDs.keepLesser(id, for: key) }
    for (account, pot) in other.claimedPots { claimedPots.keepLesser(pot, for: account) }
    cardAccounts.formUnion(other.cardAccounts)
    if let time = other.latest { see(time) }
  }

  /// Puts the movements in order where they are, so that asking for them in order costs little.
  public mutating func sortMovements() {
    if !Knowledge.isSorted(movements) { movements.sort(by: Knowledge.precedes) }
  }

  /// Gives movements the party that all records together say, and puts them in order, where they are.
  ///
  /// To be called when there is no more to learn: then asking for them in order makes no copy.
  public mutating func settleMovements() {
    let settled = sortedMovements
    movements = settled
  }

  // MARK: Asking

  /// The movements in order of (created, id), then of their other numbers, each with the party that all
  /// records together say.
  ///
  /// A record that names its merchant only by id cannot know the chain; the directory does.
  public var sortedMovements: [Movement] {
    var chains = HashMap<UInt64>()
    for entry in merchants.entries.values where entry.merchant.fields.groupID != nil {
      chains.set(entry.merchant.idHash, to: entry.merchant.party)
    }
    var sorted = movements
    // Most rows name their chain themselves and are learned in order: what changes nothing makes no copy either.
    for at in movements.indices {
      let party = movements[at].party
      if let chain = chains[party], chain != party { sorted[at].party = chain }
    }
    if !Knowledge.isSorted(sorted) { sorted.sort(by: Knowledge.precedes) }
    return sorted
  }

  private static func isSorted(_ movements: [Movement]) -> Bool {
    movements.indices.dropFirst().allSatisfy { !precedes(movements[$0], movements[$0 - 1]) }
  }

  /// The id of a movement's row.
  public func id(of key: RowKey) -> String? { key.id ?? hashedIDs[key] }

  /// The names of categories of the user's own by id: those that were reported, then those that were joined.
  ///
  /// Linear in the rows with such categories: ask once.
  public var categoryNames: [String: String] {
    references.categories.merging(categoryJoin.names) { first, _ in first }
  }

  /// The pots by the id of the hidden account that holds a pot's own statement.
  ///
  /// An account that the bank lists, or that holds card payments, is nobody's hidden account.
  public var potsByAccount: [String: String] { claimedPots.filter { isHidden($0.key) } }

  private func isHidden(_ account: String) -> Bool {
    references.accounts[account] == nil && !cardAccounts.contains(StableHash.of(account))
  }

  /// The pot that a row's account is the hidden account of.
  public func pot(ofAccount id: String) -> Pot? {
    if let pot = references.pots[id] { return pot }
    guard let pot = claimedPots[id], isHidden(id) else { return nil }
    return references.pots[pot]
  }

  static func precedes(_ one: Movement, _ other: Movement) -> Bool {
    if one.created != other.created { return one.created < other.created }
    if one.key != other.key { return one.key < other.key }
    if one.amountMinor != other.amountMinor { return one.amountMinor < other.amountMinor }
    if one.account != other.account { return one.account < other.account }
    if one.party != other.party { return one.party < other.party }
    if one.currency != other.currency { return one.currency < other.currency }
    if one.day != other.day { return one.day < other.day }
    return (one.kind.rawValue, one.status.rawValue, one.basis.rawValue, one.daysToSettle)
      < (other.kind.rawValue, other.status.rawValue, other.basis.rawValue, other.daysToSettle)
  }
}

extension Knowledge: Equatable {
  /// Equal when the same was learned, in whatever order.
  public static func == (left: Knowledge, right: Knowledge) -> Bool {
    left.references == right.references && left.merchants == right.merchants
      && left.categoryJoin == right.categoryJoin && left.parties == right.parties
      && left.ties == right.ties && left.paydays == right.paydays
      && left.bankUser == right.bankUser && left.accountIDs == right.accountIDs
      && left.hashedIDs == right.hashedIDs && left.claimedPots == right.claimedPots
      && left.latest == right.latest && left.past == right.past
      && left.movements.count == right.movements.count
      && left.movements.sorted(by: precedes) == right.movements.sorted(by: precedes)
  }
}

extension Dictionary where Value == String {
  /// Keeps the lesser of two texts by bytes, so that the order of arrival never shows.
  fileprivate mutating func keepLesser(_ text: String, for key: Key) {
    if let known = self[key], !text.utf8.lexicographicallyPrecedes(known.utf8) { return }
    self[key] = text
  }
}
