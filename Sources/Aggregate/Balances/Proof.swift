// Whether the books balance: what the bank said an account holds against what its rows add up to.

public import Model

/// The state of the proof of one account or pot.
public enum Proof: Equatable, Sendable {
  /// Every balance that was seen agrees with the rows.
  case proved
  /// Rows are missing, or there is one too many; the first such place.
  case gap(BooksGap)
  /// There is nothing to prove it by.
  case unproved(UnprovedReason)
}

extension Proof {
  /// Since when the books balance, where rows from before may be missing; null in all other cases.
  public var provedSince: Instant? {
    if case .unproved(.earlierRows(let time)) = self { time } else { nil }
  }

  /// The balance that differs from the rows, by how much, and the rows that can explain it; null when none does.
  public var finding:
    (seen: Instant?, balanceMinor: Int64?, differenceMinor: Int64, rows: [RowKey])?
  {
    switch self {
    case .gap(let gap): (gap.to, gap.balanceMinor, gap.amountMinor, [])
    case .unproved(.pendingChanged(let difference)):
      (difference.seen, difference.balanceMinor, difference.differenceMinor, difference.rows)
    case .proved, .unproved: nil
    }
  }
}

/// A stretch of time in which rows and balances differ.
public struct BooksGap: Equatable, Sendable {
  /// The balance before it was seen at this time; null when it is the zero of a new account.
  public var from: Instant?
  /// The balance after it was seen at this time; null when it came after all rows.
  public var to: Instant?
  /// What the balance moved by beyond the rows, in minor units, credit-positive.
  public var amountMinor: Int64
  /// The balance after it, in minor units; null when it is not known.
  public var balanceMinor: Int64?

  /// Creates a gap.
  public init(from: Instant?, to: Instant?, amountMinor: Int64, balanceMinor: Int64? = nil) {
    self.from = from
    self.to = to
    self.amountMinor = amountMinor
    self.balanceMinor = balanceMinor
  }
}

/// A balance that differs from the rows by what some of them add up to that were pending then.
public struct BalanceDifference: Equatable, Sendable {
  /// When the balance was seen.
  public var seen: Instant
  /// The balance, in minor units.
  public var balanceMinor: Int64
  /// How much more it is than the rows say, in minor units.
  public var differenceMinor: Int64
  /// The rows that explain it: some that add up to it, or all that were pending where they are many; sorted.
  public var rows: [RowKey]

  /// Creates a difference.
  public init(seen: Instant, balanceMinor: Int64, differenceMinor: Int64, rows: [RowKey]) {
    self.seen = seen
    self.balanceMinor = balanceMinor
    self.differenceMinor = differenceMinor
    self.rows = rows
  }
}

/// Why there is no proof.
public enum UnprovedReason: Equatable, Sendable {
  /// No balance was ever seen.
  case noBalance
  /// One balance was seen, and the rows do not reach back to the opening of the account.
  case oneBalance
  /// The balances since this time agree with the rows; of earlier rows some may be missing.
  case earlierRows(provedSince: Instant)
  /// The balances differ from the rows by exactly what payments that were pending then may explain.
  case pendingChanged(BalanceDifference)
  /// The pot would have held less than nothing: a part of its moves is missing, or was not understood.
  case movesMissing
  /// Balances or rows of more than one currency.
  case currenciesDiffer
  /// A sum that 64 bits cannot hold.
  case overflow
  /// Only some of the rows are looked at, so nothing is said of balances.
  case filtered
}
