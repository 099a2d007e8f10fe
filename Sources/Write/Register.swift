// A register: the list of movements of one account or one pot, as accounting programs keep it. OFX and QIF
// are written from registers. A move between an account and a pot stands in both, with the account row's
// id on both sides: the second side is a mirror, which exists here and never as a row.

public import Model

/// The movements of one account or pot.
public struct Register: Sendable {
  /// What the register belongs to.
  public enum Owner: Sendable {
    /// An account.
    case account(Account)
    /// A pot.
    case pot(Pot)
  }

  /// One movement in the register.
  public struct Entry: Sendable {
    /// The row; of a mirror, the account's row.
    public var row: Row
    /// Whether the entry is the pot's side of a row of the account.
    public var isMirror: Bool
    /// The title of the register on the other side of a transfer, when that side is known too.
    public var other: String?

    /// Creates an entry.
    public init(_ row: Row, isMirror: Bool = false, other: String? = nil) {
      self.row = row
      self.isMirror = isMirror
      self.other = other
    }

    /// Minor units of the register's currency, credit-positive for the register.
    public var amountMinor: Int64 { isMirror ? 0 &- row.amountMinor : row.amountMinor }

    /// The day that the entry is booked on.
    public func date(_ basis: DateBasis) -> CivilDate {
      basis == .settled ? row.postedDate ?? row.date : row.date
    }
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
  /// The movements in order of (created, id), rows of every status among them.
  public var entries: [Entry]
  /// The days that the register covers; null when it covers whatever the entries do.
  public var period: DayRange?
  /// The balance before the first entry, in minor units, where it is known.
  public var openingMinor: Int64?
  /// The balance after the last entry, in minor units, pending entries not counted, where it is known.
  public var closingMinor: Int64?

  /// Creates a register.
  public init(
    id: String, slug: String, title: String, owner: Owner, currency: Currency,
    entries: [Entry] = []
  ) {
    self.id = id
    self.slug = slug
    self.title = title
    self.owner = owner
    self.currency = currency
    self.entries = entries
  }
}

/// Which of its two days a movement is booked on.
public enum DateBasis: Sendable {
  /// The day on which the payment was made.
  case created
  /// The day on which it settled, else the day on which it was made.
  case settled
}

extension Register {
  /// The balance after the last entry as the rows themselves tell it: the last running balance, entries
  /// after it counted, pending ones taken off; null when no row has one.
  var closingFromRows: Int64? {
    guard let last = entries.lastIndex(where: { !$0.isMirror && $0.row.balanceMinor != nil }),
      var balance = entries[last].row.balanceMinor
    else { return nil }
    for (index, entry) in entries.enumerated() where entry.row.status != .declined {
      if index > last { balance &+= entry.amountMinor }
      if entry.row.status == .pending { balance &-= entry.amountMinor }
    }
    return balance
  }
}
