// A register: the list of movements of one account or one pot, as accounting programs keep it. OFX and QIF
// are written from registers. A move between an account and a pot is in both, with the account row's
// id on both sides: the second side is a mirror, which exists here and never as a row.

public import Model

/// What is known of the movements of one account or pot before the first of them is written.
public struct Register: Sendable {
  /// What the register belongs to.
  public enum Owner: Equatable, Sendable {
    /// An account.
    case account(Account)
    /// A pot.
    case pot(Pot)
  }

  /// The id of the account or pot; of a second currency, the id, a space and the code.
  public let id: String
  /// The name for files.
  public let slug: String
  /// The name for people, different from that of any other register.
  public let title: String
  /// What the register belongs to.
  public let owner: Owner
  /// The currency of every amount.
  public let currency: Currency
  /// What its rows were seen to hold.
  public let sums: RegisterSums
  /// The days that the register covers; null when it covers whatever the entries do.
  public var period: DayRange?
  /// The balance before the first entry, in minor units, where it is known.
  public var openingMinor: Int64?
  /// The balance after the last entry, in minor units, pending entries not counted, where it is known.
  public var closingMinor: Int64?
  /// The sum of all rows that are known up to the end of the period, in minor units, pending ones not counted; null
  /// when none is known.
  public var knownMinor: Int128?
  /// The balance that the bank last reported.
  public var bankBalance: BalanceFact?
  /// Whether the entries are all of the period, so that balances mean something.
  public var isWhole = true

  /// The ids of the pots that are part of the register.
  public internal(set) var parts: [String] = []
  /// Whether a row made it, and not only that statements of every account were asked for.
  public internal(set) var hasRows = true
  /// Whether the balances that rows have are those of the register: not by days of posting, nor with pots in it.
  public internal(set) var hasRunningBalances = true
  /// Money that was paid before the period and posted in it, in minor units.
  public internal(set) var postedAfterOpeningMinor: Int128 = 0
  /// Money that was paid by the end of the period and posted after it, in minor units.
  public internal(set) var postedAfterClosingMinor: Int128 = 0
  /// Settled money up to the end of the period that is in no file exported by then: a later export had it.
  public internal(set) var exportedLaterMinor: Int128 = 0

  /// Creates a register.
  public init(
    id: String, slug: String, title: String, owner: Owner, currency: Currency,
    sums: RegisterSums = RegisterSums()
  ) {
    self.id = id
    self.slug = slug
    self.title = title
    self.owner = owner
    self.currency = currency
    self.sums = sums
  }

  /// Whether it is a pot's.
  public var isPot: Bool {
    if case .pot = owner { true } else { false }
  }

  /// The id of the account or pot, whatever the currency.
  public var ownerID: String {
    switch owner {
    case .account(let account): account.id
    case .pot(let pot): pot.id
    }
  }

  /// The balance that a statement of the register ends with.
  ///
  /// It is the closing balance; when there is none, what the running balances of the rows say, or
  /// the opening and the settled entries. Else it is the sum of all rows that are known, so that the statements of two months agree, or of the settled entries alone.
  public var ledger: LedgerBalance {
    if let closingMinor { return LedgerBalance(minor: Int128(closingMinor), isOfBank: true) }
    if isWhole, hasRunningBalances, let running = sums.closingMinor {
      return LedgerBalance(minor: running, isOfBank: true)
    }
    if let openingMinor {
      return LedgerBalance(minor: Int128(openingMinor) + sums.settledMinor, isOfBank: true)
    }
    return LedgerBalance(minor: knownMinor ?? sums.settledMinor, isOfBank: false)
  }

  /// One movement in a register.
  public struct Entry: Sendable {
    /// The row; of a mirror, the account's row.
    public let row: Row
    /// Whether the entry is the pot's side of a row of the account.
    public let isMirror: Bool
    /// The other side of a transfer, when it is known too.
    public let other: Side?

    /// Creates an entry.
    public init(_ row: Row, isMirror: Bool = false, other: Side? = nil) {
      self.row = row
      self.isMirror = isMirror
      self.other = other
    }

    /// Minor units of the register's currency, credit-positive for the register.
    public var amountMinor: Int64 { isMirror ? 0 &- row.amountMinor : row.amountMinor }

    /// The day that the entry is booked on.
    public func date(_ basis: DateBasis) -> CivilDate {
      row.day(basis)
    }
  }

  /// The other side of a transfer.
  public struct Side: Sendable {
    /// The title of the register that it is in.
    public let title: String
    /// The id of that register.
    public let register: String
    /// What that register belongs to.
    public let owner: Owner
    /// Whether its money has moved.
    public let status: Status
    /// Whether it is the same row that is in both registers; else the other row of two that are linked.
    public let isSameRow: Bool
    let created: CivilDate
    let settled: CivilDate

    /// The day that it is booked on.
    public func date(_ basis: DateBasis) -> CivilDate { basis == .settled ? settled : created }
  }
}

/// The balance that a statement ends with.
public struct LedgerBalance: Equatable, Sendable {
  /// The balance in minor units, pending money not counted.
  public let minor: Int128
  /// Whether a balance of the bank's is behind it; false for the mere sum of the rows that are known.
  public let isOfBank: Bool
}

/// Which of its two days a movement is booked on.
public enum DateBasis: Sendable {
  /// The day on which the payment was made.
  case created
  /// The day on which it settled, else the day on which it was made.
  case settled
}
