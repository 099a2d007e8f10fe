// What the money of a row is to the user, whatever its status: one rule for the totals of summaries and
// for the figures of pages, so that the two can never disagree.

public import Model

/// What the money of a row is to the user.
public enum Flow: Equatable, Sendable {
  /// The amount is zero.
  case none
  /// From one of the user's accounts or pots to another; the sign says the side.
  case transfer
  /// Money in that is neither a refund nor a transfer.
  case income
  /// Money back for a purchase.
  case refund
  /// Money out that counts as spending.
  case spending
  /// Money out that the user does not count as spending.
  case notSpending
}

extension Row {
  /// What the money of the row is to the user.
  ///
  /// A part of a split row has the flow of the row.
  public var flow: Flow {
    if amountMinor == 0 { return .none }
    if kind.isTransfer { return .transfer }
    if amountMinor < 0 { return includeInSpending == false ? .notSpending : .spending }
    return kind == .refund || range(.refundOf) != nil ? .refund : .income
  }
}
