// What registers and reports say of the accounts and pots of a dataset.

package import Aggregate
import Enrich
package import Model
import Write

extension Dataset {
  /// The first of the two passes that make registers.
  var registerScan: RegisterScan {
    RegisterScan(
      knowledge.references, rule: balances.rule, potsByAccount: knowledge.potsByAccount,
      slugs: accounts.slugs)
  }

  /// A register that knows what it held before its first entry and holds after its last one.
  ///
  /// - Parameters:
  ///   - register: the register.
  ///   - days: the days that it covers; nil for all.
  ///   - isWhole: whether it has all rows of those days; else it has no opening.
  /// - Returns: the register.
  func completed(_ register: Register, _ days: DayRange?, isWhole: Bool) -> Register {
    var register = register
    register.period = days
    register.isWhole = isWhole
    if isWhole {
      register.openingMinor =
        days.map { balances.balance(of: register.id, before: $0.from) }
        ?? balances.opening(of: register.id)
    }
    register.closingMinor = closing(of: register, days)
    if register.closingMinor == nil {
      register.knownMinor =
        balances.knownSum(
          of: register.ownerID, in: register.currency, before: Dataset.dayAfter(days)
        )
        .map { $0 - register.exportedLaterMinor }
    }
    register.bankBalance = lastBalance(of: register)
    return register
  }

  /// The balance of a register that the bank last reported; of a pot the listed one, where no other was seen.
  private func lastBalance(of register: Register) -> BalanceFact? {
    var facts = knowledge.references.balances.filter { $0.accountID == register.id }
    if facts.isEmpty, let listed = knowledge.references.pots[register.id]?.listedBalance {
      facts = [listed]
    }
    return facts.max(by: BalanceFact.isSeenBefore)
  }

  /// The line of a completed register before its first entry.
  func line(of register: Register) -> AccountLine {
    AccountLine(
      register,
      proof: register.isWhole
        ? balances.proof(of: register.id, from: register.period?.from) : .unproved(.filtered))
  }

  /// What a register holds at the end of a period by the rows that accounting files had by then, pending ones not
  /// counted; nil when nothing says.
  func closing(of register: Register, _ days: DayRange?) -> Int64? {
    let next = Dataset.dayAfter(days)
    return balances.balance(of: register.id, before: next).flatMap {
      Int64(
        exactly: Int128($0) - balances.pending(of: register.id, before: next)
          - register.exportedLaterMinor)
    }
  }

  /// The day that follows a period; behind all days when it has no end.
  private static func dayAfter(_ days: DayRange?) -> CivilDate {
    days?.through.adding(days: 1) ?? CivilDate(days: .max)
  }

  /// The accounts and pots that do not balance.
  ///
  /// - Parameter wanted: the ids that the output is about; all when nil.
  /// - Returns: them, by id.
  package func unbalanced(of wanted: Set<String>? = nil) -> [Unbalanced] {
    accounts.ids.filter { wanted?.contains($0) ?? true }.compactMap { id in
      let book = knowledge.references
      let currency = book.accounts[id]?.currency ?? book.pots[id]?.currency ?? .gbp
      let proof = balances.proof(of: id)
      guard case .gap = proof else { return nil }
      return Unbalanced(slug: accounts.slugs[id], proof: proof, currency: currency)
    }
  }
}

/// An account or pot whose balances and rows do not agree.
package struct Unbalanced {
  /// Its slug.
  package let slug: String
  /// Where and by how much.
  package let proof: Proof
  /// Its currency.
  package let currency: Currency
}

extension BalanceFact {
  /// Orders facts by the time at which they were seen; one without a time is the last.
  fileprivate static func isSeenBefore(_ one: BalanceFact, _ other: BalanceFact) -> Bool {
    (one.seen ?? .distantFuture, one.balanceMinor) < (
      other.seen ?? .distantFuture, other.balanceMinor
    )
  }
}
