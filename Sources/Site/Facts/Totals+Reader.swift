// Totals in the eyes of a reader: pending money is shown in the flow that it settles in, and named apart; what is
// left out is shown too. The sums are those of `Aggregate`; here they only get the names that pages use.

internal import Aggregate

extension Totals {
  /// What was spent, less refunds and what people paid back; below zero when more came back than went out.
  var spent: Int128 { counted.spending - counted.givenBack }
  /// Money in that is neither a refund nor a transfer.
  var income: Int128 { counted.income }
  /// Money in less what was spent.
  var difference: Int128 { income - spent }
  /// Payments, refunds and what people paid back.
  var paymentCount: Int { counted.spendingCount + counted.refundCount + counted.repaidCount }
  /// Rows of `spent` and `income` whose amount can still change.
  var pendingCount: Int {
    pending.incomeCount + pending.spendingCount + pending.refundCount + pending.repaidCount
  }
  /// The pending part of `spent`.
  var pendingSpent: Int128 { pending.spending - pending.givenBack }
}
