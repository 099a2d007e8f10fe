// What the bank charged: once for every fee, whichever row says it.

import Aggregate
import Model
import TestSupport
import Testing

@Suite struct `sums of fees` {
  private func charged(
    _ amount: Int64, _ kind: Kind, _ change: (inout Row) -> Void = { _ in }
  ) -> [Currency: FeeTotals] {
    FeeTotals.charged(
      with: .make("tx_1") {
        $0.amountMinor = amount
        $0.kind = kind
        change(&$0)
      })
  }

  private func fee(_ minor: Int64, _ currency: Currency = .gbp) -> (inout Row) -> Void {
    { $0.fees = [Fee("any", Money(minor, currency))] }
  }

  @Test func `a fee within a payment is what it says`() {
    let cash = charged(-20_450, .cashWithdrawal, fee(450))
    #expect(cash[.gbp]?.sum == 450 && cash[.gbp]?.count == 1)
  }

  @Test func `a row that is a fee counts with its amount, and less when it is given back`() {
    #expect(charged(-500, .fee)[.gbp]?.sum == 500)
    #expect(charged(-500, .fee, fee(500))[.gbp]?.sum == 500)
    #expect(charged(500, .fee)[.gbp]?.sum == -500)
  }

  @Test func `where all of the amount was drawn the fee is a row of its own`() {
    let drawn = charged(-10_000, .cashWithdrawal) {
      fee(175)(&$0)
      $0.localAmount = $0.amount
    }
    #expect(drawn.isEmpty)
  }

  @Test func `a fee in another currency is summed in it`() throws {
    let euro = try #require(Currency("EUR"))
    let abroad = charged(-500, .bankTransfer, fee(200, euro))
    #expect(abroad[euro]?.sum == 200 && abroad[.gbp] == nil)
  }

  @Test func `what was declined, and rows without fees, charge nothing`() {
    #expect(charged(-500, .cardPayment).isEmpty)
    #expect(charged(-500, .fee) { $0.status = .declined }.isEmpty)
  }

  @Test func `sums of parts merge, by month`() {
    let rows = ["2026-06-30", "2026-07-01", "2026-07-02"].map { day in
      Row.make(day) {
        $0.date = CivilDate(day) ?? $0.date
        $0.amountMinor = -200
        $0.kind = .fee
      }
    }
    func summary(_ rows: ArraySlice<Row>) -> Summary {
      var summary = Summary.empty
      for row in rows { summary.add(row) }
      return summary
    }
    var merged = summary(rows[..<2])
    merged.merge(summary(rows[2...]))
    #expect(merged == summary(rows[...]))
    #expect(merged.fees.values.map(\.sum).sorted() == [200, 400])
  }
}
