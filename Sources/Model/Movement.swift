// What linking needs to know of a row, and no more: 64 bytes, so that a whole history fits in memory when
// its rows do not. Movements are gathered while learning and sorted once. A movement is money that moved; in which
// register it is booked, and with which sign, is a posting: `PostingRule` in Aggregate makes one of it.

/// What the other side of a row was recognised by, which says how sure it is.
public enum PartyBasis: UInt8, CaseIterable, Sendable {
  /// Nobody is known.
  case unknown
  /// An account's id, or its sort code and number: that account and no other.
  case account
  /// A pot's id.
  case pot
  /// A chain, or a branch of one.
  case merchant
  /// A customer of the bank by user id, who may have several accounts.
  case person
  /// A name only.
  case name
}

/// One row that counts as money, reduced to what pairs it with other rows.
public struct Movement: Hashable, Sendable {
  /// The row's id.
  public var key: RowKey
  /// Minor units of the account's currency, credit-positive.
  public var amountMinor: Int64
  /// When the payment was made.
  public var created: Instant
  /// The currency of the account.
  public var currency: Currency
  /// Who the other side is: a hash of the chain, the counterparty, the pot or the descriptor; zero when
  /// unknown.
  ///
  /// Of an account it is `StableHash` of its id, else of sort code and number; of a pot, of its id.
  public var party: UInt64
  /// The account: `StableHash` of its id, which the knowledge turns back into the id.
  public var account: UInt64
  /// The day of the row in the report's time zone, days since 1970-01-01.
  public var day: Int32
  /// What kind of movement it is.
  public var kind: Kind
  /// Settled or pending; declined rows are no movements.
  public var status: Status
  /// What the party was recognised by.
  public var basis: PartyBasis
  /// Days from `created` to the settlement, rounded up, at most 254; 255 while pending.
  ///
  /// So long the amount could change. Zero for rows that settle at once, or never.
  public var daysToSettle: UInt8

  /// Creates a movement.
  public init(
    key: RowKey, amountMinor: Int64, created: Instant, currency: Currency, party: UInt64,
    basis: PartyBasis, account: UInt64, day: Int32, kind: Kind, status: Status,
    daysToSettle: UInt8 = 0
  ) {
    self.key = key
    self.amountMinor = amountMinor
    self.created = created
    self.currency = currency
    self.party = party
    self.basis = basis
    self.account = account
    self.day = day
    self.kind = kind
    self.status = status
    self.daysToSettle = daysToSettle
  }

  /// The days to settlement of a row, as `daysToSettle` has them.
  public static func daysToSettle(of row: Row) -> UInt8 {
    if row.status == .pending { return 255 }
    guard let settled = row.settled else { return 0 }
    let seconds = max(settled.seconds - row.created.seconds, 0)
    return UInt8(min(seconds / 86_400 + (seconds % 86_400 > 0 ? 1 : 0), 254))
  }

  /// Whether the payment was made by a time and its amount could still change then, to the day.
  public func isOpen(at time: Instant) -> Bool {
    created <= time
      && (daysToSettle == 255
        || time.seconds < created.seconds + Int64(daysToSettle) * 86_400)
  }
}
