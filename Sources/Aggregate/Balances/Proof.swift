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
}

/// A stretch of time in which rows and balances differ.
public struct BooksGap: Equatable, Sendable {
  /// The balance before it was seen at this time; null when it is the zero of a new account.
  public var from: Instant?
  /// The balance after it was seen at this time; null when it came after all rows.
  public var to: Instant?
  /// What the balance moved by beyond the rows, in minor units, credit-positive.
  public var amountMinor: Int64

  /// Creates a gap.
  public init(from: Instant?, to: Instant?, amountMinor: Int64) {
    self.from = from
    self.to = to
    self.amountMinor = amountMinor
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
  /// The balances differ from the rows by no more than payments that were pending then may explain.
  case pendingChanged
  /// Balances or rows of more than one currency.
  case currenciesDiffer
  /// A sum that 64 bits cannot hold.
  case overflow
}
