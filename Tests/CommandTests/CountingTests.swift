// Why a row counts or not: one sentence for every kind of row, and who decided.

import TestSupport
import Testing

@testable import monzo_export

@Suite struct `why a row counts` {
  @Test(arguments: [
    ("-100", #""decline_reason":"OTHER""#, "Does not count: it was declined, and no money moved."),
    ("0", #""notes":"x""#, "Does not count: its amount is zero."),
    (
      "-100", #""amount_is_pending":true"#,
      "Counts as spending: it is money out, and nothing leaves it out; it is pending, so its amount can still change."
    ),
    (
      "-100", #""include_in_spending":false"#,
      "Does not count as spending: the bank's flag leaves it out."
    ),
    (
      "100", #""include_in_spending":false,"scheme":"mastercard""#,
      "Does not lower spending: the bank's flag leaves it out."
    ),
    (
      "-100", #""categories":{"bills":-70,"gifts":-30},"category":"bills""#,
      "Counts as spending, 0.70 GBP in category bills and 0.30 GBP in category gifts: it is money out, and nothing leaves it out."
    ),
    ("100", #""scheme":"mastercard""#, "Lowers spending: its kind is refund."),
    (
      "100", #""scheme":"monzo_paid","description":"Chargeback""#,
      "Lowers spending: its kind is refund."
    ),
    (
      "-100", #""scheme":"uk_retail_pot","metadata":{"pot_id":"pot_1"}"#,
      "Does not count: it is a move between an account and a pot."
    ),
    (
      "100", #""scheme":"p2p_payment","category":"gifts""#,
      "Lowers spending in category gifts: it is from a person, and the category is one of spending, by the bank."
    ),
    (
      "100", #""scheme":"bacs","metadata":{"payday":"true"}"#,
      "Counts as income: it is money in, and the bank calls it a payday."
    ),
    (
      "100", #""scheme":"account_interest""#,
      "Counts as income: it is money in, and its kind, interest, gives nothing back."
    ),
    (
      "-100", #""scheme":"overdraft""#,
      "Counts as spending: it is money out, and nothing leaves it out."
    ),
  ])
  func `one sentence says it`(amount: String, members: String, sentence: String) throws {
    let record =
      #"{"id":"tx_1","created":"2026-06-01T00:00:00Z","currency":"GBP","amount":\#(amount),\#(members)}"#
    let lines = try Run("explain", "tx_1", "-", input: record).lines
    #expect(lines.dropFirst().first ?? "" == sentence)
  }
}
