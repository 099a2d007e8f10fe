// What the accounts of a journal hold: an opening entry where a journal begins in mid-history, and an assertion at the
// end of every month, which the program that reads the journal checks. Where no balance of the bank's leads to what an
// account holds, nothing is asserted; its opening is the sum of the transactions that are known, so that two journals
// agree with each other.

internal import Aggregate
public import Model

extension JournalBook {
  /// What was known of an account when its first transaction here was booked.
  private struct Opening {
    let day: CivilDate
    let amountMinor: Int128
    let isKnown: Bool
  }

  /// The day that the books begin on: the first of the period, else that of the first entry.
  private var begin: CivilDate? {
    guard let from = period?.from, from.parts.year > 0 else { return firstDay }
    return from
  }

  private func opening(of account: Account, from complete: CivilDate?) -> Opening? {
    guard account.register.isWhole, let begin else { return nil }
    if let closing = account.register.closingMinor {
      return Opening(
        day: max(begin, complete ?? begin), amountMinor: Int128(closing) - account.written,
        isKnown: true)
    }
    return account.register.knownMinor.map {
      Opening(day: begin, amountMinor: $0 - account.written, isKnown: false)
    }
  }

  /// The opening entries, by account; none of an account that held nothing.
  ///
  /// - Parameter completeFrom: the first day of which all rows of a register are known, where that is not the first.
  /// - Returns: the entries.
  public mutating func openings(
    completeFrom: (String) -> CivilDate?
  ) -> [JournalTransaction] {
    var transactions: [JournalTransaction] = []
    for account in accounts {
      guard let opening = opening(of: account, from: completeFrom(account.register.id)),
        opening.amountMinor != 0
      else { continue }
      var transaction = JournalTransaction(date: opening.day, payee: "Opening balance")
      transaction.note = LineText(account.register.title).string
      if !opening.isKnown {
        transaction.isPending = true
        transaction.facts = [
          .init(key: "reason", text: "sum of the known transactions, not a balance of the bank's")
        ]
      }
      transaction.postings = [
        .init(
          account: account.name, amountMinor: opening.amountMinor,
          currency: account.register.currency),
        .init(
          account: JournalAccounts.opening, amountMinor: -opening.amountMinor,
          currency: account.register.currency),
      ]
      open(account.name, on: opening.day)
      open(JournalAccounts.opening, on: opening.day)
      transactions.append(transaction)
    }
    return transactions
  }

  /// What accounts hold when months are over, by month; then when the period is, if that is no end of a month.
  ///
  /// - Parameters:
  ///   - lastDay: the last day that is over.
  ///   - completeFrom: the first day of which all rows of a register are known, where that is not the first.
  /// - Returns: the assertions of each month, by day and account.
  public func assertions(
    through lastDay: CivilDate, completeFrom: (String) -> CivilDate?
  ) -> [Month: [JournalAssertion]] {
    guard let begin else { return [:] }
    let days = assertedDays(begin, through: min(period?.through ?? lastDay, lastDay))
    var held: [Key: Int128] = [:]
    var unknown: Set<Key> = []
    for account in accounts {
      let opening = opening(of: account, from: completeFrom(account.register.id))
      for day in days {
        let key = Key(name: account.name, currency: account.register.currency, day: day)
        guard let opening, opening.isKnown, opening.day <= day else {
          unknown.insert(key)
          continue
        }
        held[key, default: 0] += account.months.reduce(opening.amountMinor) {
          $1.key <= day.month ? $0 + $1.value : $0
        }
      }
    }
    var assertions: [Month: [JournalAssertion]] = [:]
    for (key, amount) in held where !unknown.contains(key) && isAssertable(key.name) {
      assertions[key.day.month, default: []].append(
        JournalAssertion(
          account: key.name, day: key.day, amountMinor: amount, currency: key.currency))
    }
    return assertions.mapValues {
      $0.sorted { ($0.day, $0.account, $0.currency) < ($1.day, $1.account, $1.currency) }
    }
  }

  private struct Key: Hashable {
    let name: String
    let currency: Currency
    let day: CivilDate
  }

  /// Whether nothing else is booked on an account, or on one below it, whose money an assertion counts.
  private func isAssertable(_ name: String) -> Bool {
    let below = name + ":"
    return !others.contains { $0 == name || $0.hasPrefix(below) }
      && !accounts.contains { $0.name.hasPrefix(below) }
  }

  private func assertedDays(_ first: CivilDate, through last: CivilDate) -> [CivilDate] {
    guard first <= last else { return [] }
    var days: [CivilDate] = []
    for index in first.month.index...last.month.index {
      let end = Month(index: index).days.through
      if end <= last { days.append(end) }
    }
    if last == period?.through, days.last != last { days.append(last) }
    return days
  }
}
