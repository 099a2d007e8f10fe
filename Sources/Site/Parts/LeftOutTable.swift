// What is in the list of transactions but in no figure of spending or income, and how much it is; and what
// is in the figures but not final.

internal import Model
internal import Mustache

/// What a span of time leaves out.
struct LeftOutTable: Equatable {
  /// One reason with its rows.
  struct Line: Equatable {
    let name: String
    let count: Int
    let moneyIn: Amount?
    let moneyOut: Amount?
  }

  /// The span of time, in words.
  let span: String
  let lines: [Line]
  /// The sentence about pending rows; nil when there are none.
  let pending: Phrase?

  /// The table of some sums of the site's currency, and of those of others.
  init(_ span: String, _ tally: Tally, _ others: [Currency: Tally], _ currency: Currency) {
    self.span = span
    func amount(_ sum: Int128) -> Amount? { sum == 0 ? nil : Amount(sum, currency) }
    var lines = [
      Line(
        name: Words.transfers, count: tally.transferCount, moneyIn: amount(tally.transfersIn),
        moneyOut: amount(tally.transfersOut)),
      Line(
        name: Words.notSpending, count: tally.notSpendingCount, moneyIn: nil,
        moneyOut: amount(tally.notSpending)),
      Line(
        name: Words.declined, count: tally.declinedCount, moneyIn: nil,
        moneyOut: amount(tally.declined)),
      Line(name: Words.zero, count: tally.zeroCount, moneyIn: nil, moneyOut: nil),
    ]
    for (currency, tally) in others.sorted(by: { $0.key < $1.key }) {
      lines += LeftOutTable.lines(tally, currency)
    }
    self.lines = lines.filter { $0.count > 0 }
    pending =
      tally.pendingCount == 0
      ? nil
      : Words.pendingNote(
        tally.pendingCount, spent: Amount(tally.pendingSpent, currency),
        income: Amount(tally.pendingIncome, currency))
  }

  /// The lines of accounts in another currency.
  private static func lines(_ tally: Tally, _ currency: Currency) -> [Line] {
    func line(_ what: String, _ count: Int, _ moneyIn: Int128?, _ moneyOut: Int128?) -> Line {
      Line(
        name: Words.otherCurrency(currency.code, what), count: count,
        moneyIn: moneyIn.map { Amount($0, currency) },
        moneyOut: moneyOut.map { Amount($0, currency) })
    }
    return [
      line(Words.otherPayments, tally.paymentCount, tally.refunds, tally.out),
      line(Words.otherIncome, tally.incomeCount, tally.income, nil),
      line(Words.transfers, tally.transferCount, tally.transfersIn, tally.transfersOut),
      line(Words.notSpending, tally.notSpendingCount, nil, tally.notSpending),
      line(Words.declined, tally.declinedCount, nil, tally.declined),
      line(Words.zero, tally.zeroCount, nil, nil),
    ]
  }

  /// How much some sums leave out, in one sentence; nil when that is nothing.
  static func summary(_ tally: Tally, _ currency: Currency) -> Phrase? {
    let count =
      tally.transferCount + tally.notSpendingCount + tally.declinedCount + tally.zeroCount
    let out = tally.transfersOut + tally.notSpending + tally.declined
    guard count > 0 else { return nil }
    return Words.notCounted(
      count, moneyIn: Amount(tally.transfersIn, currency), moneyOut: Amount(out, currency))
  }

  /// What the template shows.
  var context: Value {
    let note = lines.isEmpty ? Words.nothingLeftOut : Words.leftOutNote
    return [
      "note": Phrase.joined([note, pending].compactMap { $0 }, by: " ").markup,
      "caption": .text(Words.leftOutCaption(span)), "hasRows": .bool(!lines.isEmpty),
      "rows": .list(
        lines.map { line in
          [
            "name": .text(line.name), "count": .text(Words.grouped(line.count)),
            "in": .amount(line.moneyIn), "out": .amount(line.moneyOut),
          ]
        }),
    ]
  }
}
