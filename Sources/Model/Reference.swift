// What a stream says beside rows: accounts, pots, balances that were seen, and names of categories.

/// An account of the user.
public struct Account: Equatable, Sendable {
  /// The bank's id.
  public var id: String
  /// The bank's word for its type; an open set.
  public var type: String
  /// The bank's internal handle, never a name to show.
  public var description: String?
  /// When it was opened.
  public var created: Instant?
  /// Whether it is closed.
  public var isClosed = false
  /// The currency of its balance.
  public var currency: Currency
  /// The owners' names, in the bank's order.
  public var owners: [String] = []
  /// The owners' user ids, in the bank's order.
  public var ownerIDs: [String] = []
  /// Eight digits, null on Flex, loan and rewards accounts.
  public var accountNumber: String?
  /// Six digits without dashes.
  public var sortCode: String?

  /// Creates an account.
  public init(id: String, type: String, currency: Currency = .gbp) {
    self.id = id
    self.type = type
    self.currency = currency
  }
}

/// A pot: a register of its own inside an account.
public struct Pot: Equatable, Sendable {
  /// The bank's id.
  public var id: String
  /// The name that the user gave it.
  public var name: String
  /// The account that it belongs to.
  public var accountID: String?
  /// The bank's word for its type; an open set.
  public var type: String?
  /// The currency of its balance.
  public var currency: Currency
  /// The balance that the bank last reported, in minor units.
  public var balanceMinor: Int64?
  /// The target, in minor units.
  public var goalMinor: Int64?
  /// When it was made.
  public var created: Instant?
  /// When the bank last changed it.
  public var updated: Instant?
  /// Whether it was deleted; deleted pots stay in the bank's list.
  public var isDeleted = false

  /// Creates a pot.
  public init(id: String, name: String, currency: Currency = .gbp) {
    self.id = id
    self.name = name
    self.currency = currency
  }
}

/// A balance that the bank reported: a fact with a time.
public struct BalanceFact: Equatable, Hashable, Sendable {
  /// The account, or the pot, whose balance it is.
  public var accountID: String
  /// Minor units of the currency.
  public var balanceMinor: Int64
  /// The currency.
  public var currency: Currency
  /// When it was seen; null when the source does not say, which means "after all rows".
  public var seen: Instant?

  /// Creates a balance.
  public init(accountID: String, balanceMinor: Int64, currency: Currency, seen: Instant?) {
    self.accountID = accountID
    self.balanceMinor = balanceMinor
    self.currency = currency
    self.seen = seen
  }
}

/// What a stream says beside rows.
public enum Reference: Equatable, Sendable {
  /// An account.
  case account(Account)
  /// A pot.
  case pot(Pot)
  /// A balance.
  case balance(BalanceFact)
  /// The name of a category of the user's own.
  case category(id: String, name: String)
}
