// The figures of a month: spent, in, net, what was set aside where anything was, balance, each with its difference from
// the month before and from the averages of 3 and 12 months.

internal import Aggregate
internal import Model
internal import Mustache

/// A figure with what it is compared with.
struct Figure: Equatable {
  /// What the figure measures.
  enum Measure: CaseIterable {
    case spent, income, net, setAside, balance
  }

  /// A difference from something.
  struct Change: Equatable {
    /// The figure less what it is compared with.
    let difference: Amount
    /// What it is compared with, in words.
    let base: Phrase
  }

  let measure: Measure
  /// The figure; nil when unknown.
  let amount: Amount?
  /// Whether the month is over.
  let isWhole: Bool
  /// What has to be said beside it.
  let notes: [Phrase]
  let changes: [Change]

  /// The figures of a month.
  static func all(_ month: MonthFacts, _ comparison: MonthSeries.Comparison) -> [Figure] {
    let hasSavings = month.setAside() != SetAside()
    return Measure.allCases.filter { $0 != .setAside || hasSavings }
      .map { Figure($0, month, comparison) }
  }

  private init(_ measure: Measure, _ month: MonthFacts, _ comparison: MonthSeries.Comparison) {
    let day = comparison.throughDay
    // The month itself is taken whole: what it has after the day that the data reach to is in it too.
    let amount = Figure.value(measure, month, 31)
    self.measure = measure
    self.amount = amount
    isWhole = day == nil
    notes = Figure.notes(measure, month)
    changes =
      amount.map { amount in
        Figure.bases(measure, comparison).map { base in
          Change(
            difference: Amount(amount.minorUnits - base.amount.minorUnits, amount.currency),
            base: base.words)
        }
      } ?? []
  }

  private static func value(_ measure: Measure, _ month: MonthFacts, _ day: Int) -> Amount? {
    let sum: Int128? =
      switch measure {
      case .spent: month.totals(through: day).spent
      case .income: month.totals(through: day).income
      case .net: month.totals(through: day).difference
      case .setAside: month.setAside(through: day).net
      case .balance: month.balance(through: day)
      }
    return sum.map { Amount($0, month.currency) }
  }

  private static func bases(
    _ measure: Measure, _ comparison: MonthSeries.Comparison
  ) -> [(amount: Amount, words: Phrase)] {
    let day = comparison.throughDay
    var bases: [(amount: Amount, words: Phrase)] = []
    if let previous = comparison.previous,
      let amount = value(measure, previous, comparison.dayCount)
    {
      let words =
        measure == .balance
        ? Words.atEnd(of: previous.month, through: day)
        : Words.inMonth(previous.month, through: day)
      bases.append((amount, words))
    }
    for window in comparison.windows {
      let values = window.compactMap { value(measure, $0, comparison.dayCount) }
      // Of months whose balance is not known there is no average.
      guard let first = values.first, values.count == window.count,
        let mean = mean(values.map(\.minorUnits))
      else { continue }
      let average = Amount(mean, first.currency)
      bases.append((average, Words.average(months: values.count, average, through: day)))
    }
    return bases
  }

  private static func notes(_ measure: Measure, _ month: MonthFacts) -> [Phrase] {
    let totals = month.totals()
    func pending(_ sum: Int128) -> [Phrase] {
      sum == 0 ? [] : [Words.ofWhichPending(Amount(sum, month.currency))]
    }
    switch measure {
    case .spent:
      let refunds = Amount(totals.counted.refunds, month.currency)
      let repaid = Amount(totals.counted.repaid, month.currency)
      return (totals.counted.refunds == 0 ? [] : [Words.afterRefunds(refunds)])
        + (totals.counted.repaid == 0 ? [] : [Words.afterPaidBack(repaid)])
        + pending(totals.pendingSpent)
    case .income: return pending(totals.pending.income)
    case .net: return [Words.netNote]
    case .setAside: return [Words.setAsideNote]
    case .balance: return [Words.balanceNote]
    }
  }

  /// What the template shows.
  var context: Value {
    [
      "name": .text(name), "amount": .amount(amount, .whole),
      "notes": .list(notes.map(\.markup)), "hasChanges": .bool(!changes.isEmpty),
      "changes": .list(changes.map(\.context)),
    ]
  }

  private var name: String {
    switch measure {
    case .spent: Words.spent
    case .income: Words.moneyIn
    case .net: Words.net
    case .setAside: Words.setAside
    case .balance: isWhole ? Words.balanceAtEnd : Words.balanceNow
    }
  }
}

extension Figure.Change {
  /// What the template shows: an arrow, the difference, what it is compared with.
  var context: Value {
    let sum = difference.minorUnits
    let words = sum == 0 ? Words.same : sum < 0 ? Words.less : Words.more
    let shown: Value =
      sum == 0
      ? .null : ["text": .text(difference.size.text), "value": .text(difference.value)]
    return [
      "arrow": sum == 0 ? "=" : sum < 0 ? "↓" : "↑", "difference": shown,
      "words": ("\(words) \(base)" as Phrase).markup,
    ]
  }
}
