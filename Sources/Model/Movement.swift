// What linking needs to know of a row, and no more: 64 bytes, so that a whole history fits in memory when
// its rows do not. Movements are gathered while learning and sorted once.

/// One row that counts as money, reduced to what pairs it with other rows.
public struct Movement: Hashable, Sendable {
  /// The row's id.
  public var key: RowKey
  /// Minor units of the account's currency, credit-positive.
  public var amountMinor: Int64
  /// When the payment was made.
  public var created: Instant
  /// Who the other side is: a hash of the chain, the counterparty, the pot or the descriptor; nought when unknown.
  public var party: UInt64
  /// The account: `StableHash` of its id, which the knowledge turns back into the id.
  public var account: UInt64
  /// The day of the row in the report's time zone, days since 1970-01-01.
  public var day: Int32
  /// What kind of movement it is.
  public var kind: Kind
  /// Settled or pending; declined rows are no movements.
  public var status: Status

  /// Creates a movement.
  public init(
    key: RowKey, amountMinor: Int64, created: Instant, party: UInt64, account: UInt64, day: Int32,
    kind: Kind, status: Status
  ) {
    self.key = key
    self.amountMinor = amountMinor
    self.created = created
    self.party = party
    self.account = account
    self.day = day
    self.kind = kind
    self.status = status
  }
}
