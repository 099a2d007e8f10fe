// One line of the table that every export ends with: what an account or pot held, what came and went, what
// it holds, and whether the bank agrees. Opening + in − out + pending = closing, to the penny.

public import Model

/// The figures of one account or pot over a period, in minor units of its currency.
public struct AccountLine: Equatable, Sendable {
  /// The id of the register: of the account or pot, of a second currency with the code behind it.
  public let id: String
  /// What the register belongs to.
  public let owner: Register.Owner
  /// The name for files.
  public let slug: String
  /// The name for people.
  public let title: String
  /// The currency of every figure.
  public let currency: Currency
  /// The balance before the first entry; null when nothing says.
  public let openingMinor: Int64?
  /// Settled money in, transfers included, at least zero.
  public private(set) var inMinor: Int128 = 0
  /// Settled money out, transfers included, at least zero.
  public private(set) var outMinor: Int128 = 0
  /// Pending money, credit-positive; it can still change.
  public private(set) var pendingMinor: Int128 = 0
  /// How many entries moved money, pending ones included.
  public private(set) var count = 0
  /// Money in by rows of earlier days that are exported with the period; the opening holds it.
  public private(set) var lateInMinor: Int128 = 0
  /// Money out by rows of earlier days that are exported with the period; the opening holds it.
  public private(set) var lateOutMinor: Int128 = 0
  /// The balance that the bank last reported.
  public let bankBalance: BalanceFact?
  /// Whether the books balance.
  public let proof: Proof
  /// The balance that a statement of the account ends with.
  public let ledger: LedgerBalance

  /// Creates the line of an account in which nothing happened yet.
  ///
  /// - Parameters:
  ///   - register: the account or pot, its opening and the bank's balance known where they can be.
  ///   - proof: the state of the proof.
  public init(
    _ register: Register, proof: Proof
  ) {
    id = register.id
    owner = register.owner
    slug = register.slug
    title = register.title
    currency = register.currency
    openingMinor = register.openingMinor
    ledger = register.ledger
    bankBalance = register.bankBalance
    self.proof = proof
  }

  /// Adds an entry of an earlier day that is exported with the period: it moves no figure of the period.
  public mutating func add(late entry: Register.Entry) {
    let amount = Int128(entry.amountMinor)
    if amount > 0 { lateInMinor += amount } else { lateOutMinor -= amount }
  }

  /// Adds an entry of the register.
  public mutating func add(_ entry: Register.Entry) {
    guard entry.row.countsAsMoney else { return }
    count += 1
    let amount = Int128(entry.amountMinor)
    if entry.row.status == .pending {
      pendingMinor += amount
    } else if amount > 0 {
      inMinor += amount
    } else {
      outMinor -= amount
    }
  }

  /// The balance after the last entry, pending ones counted; null when the opening is.
  public var closingMinor: Int128? {
    openingMinor.map { Int128($0) + inMinor - outMinor + pendingMinor }
  }
}
