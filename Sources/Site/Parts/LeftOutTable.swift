// What is in the list of transactions but in no figure of spending or income, and how much it is; and what
// is in the figures but not final.

internal import Aggregate
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

  /// The table of some sums of the site's currency, of those of others, and by who leaves them out.
  init(
    _ span: String, _ totals: Totals, _ others: [Currency: Totals], _ currency: Currency,
    by reasons: [LeftOutReason: Totals]
  ) {
    self.span = span
    func amount(_ sum: Int128) -> Amount? { sum == 0 ? nil : Amount(sum, currency) }
    func line(_ name: String, _ count: Int, _ moneyIn: Int128, _ moneyOut: Int128) -> Line {
      Line(name: name, count: count, moneyIn: amount(moneyIn), moneyOut: amount(moneyOut))
    }
    let decided = reasons.values.reduce(into: FlowTotals()) { $0.merge($1.counted) }
    let all = totals.counted
    var lines = [
      line(
        Words.transfers, all.transferCount - decided.transferCount,
        all.transfersIn - decided.transfersIn, all.transfersOut - decided.transfersOut)
    ]
    for (reason, totals) in reasons.sorted(by: { $0.key.word < $1.key.word }) {
      let left = totals.counted
      lines.append(
        line(
          Words.transfers(by: reason), left.transferCount, left.transfersIn, left.transfersOut))
      lines.append(
        line(
          Words.leftOut(by: reason), left.notSpendingCount + left.notIncomeCount, left.notIncome,
          left.notSpending))
    }
    lines += [
      Line(
        name: Words.declined, count: totals.declinedCount, moneyIn: nil,
        moneyOut: amount(totals.declinedOut)),
      Line(name: Words.zero, count: totals.zeroCount, moneyIn: nil, moneyOut: nil),
    ]
    for (currency, totals) in others.sorted(by: { $0.key < $1.key }) {
      lines += LeftOutTable.lines(totals, currency)
    }
    self.lines = lines.filter { $0.count > 0 }
    pending =
      totals.pendingCount == 0
      ? nil
      : Words.pendingNote(
        totals.pendingCount, spent: Amount(totals.pendingSpent, currency),
        income: Amount(totals.pending.income, currency))
  }

  /// The lines of accounts in another currency.
  private static func lines(_ totals: Totals, _ currency: Currency) -> [Line] {
    func line(_ what: String, _ count: Int, _ moneyIn: Int128?, _ moneyOut: Int128?) -> Line {
      Line(
        name: Words.otherCurrency(currency.code, what), count: count,
        moneyIn: moneyIn.map { Amount($0, currency) },
        moneyOut: moneyOut.map { Amount($0, currency) })
    }
    return [
      line(
        Words.otherPayments, totals.paymentCount, totals.counted.givenBack,
        totals.counted.spending),
      line(Words.otherIncome, totals.counted.incomeCount, totals.income, nil),
      line(
        Words.transfers, totals.counted.transferCount, totals.counted.transfersIn,
        totals.counted.transfersOut),
      line(
        Words.notSpending, totals.counted.notSpendingCount + totals.counted.notIncomeCount,
        totals.counted.notIncome, totals.counted.notSpending),
      line(Words.declined, totals.declinedCount, nil, totals.declinedOut),
      line(Words.zero, totals.zeroCount, nil, nil),
    ]
  }

  /// How much some sums leave out, in one sentence; nil when that is nothing.
  static func summary(_ totals: Totals, _ currency: Currency) -> Phrase? {
    let count =
      totals.counted.transferCount + totals.counted.notSpendingCount + totals.counted.notIncomeCount
      + totals.declinedCount + totals.zeroCount
    let out = totals.counted.transfersOut + totals.counted.notSpending + totals.declinedOut
    guard count > 0 else { return nil }
    return Words.notCounted(
      count, moneyIn: Amount(totals.counted.transfersIn + totals.counted.notIncome, currency),
      moneyOut: Amount(out, currency))
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
