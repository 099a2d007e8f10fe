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

  /// The line of a register before its first entry.
  func line(of register: Register, _ period: Period) -> AccountLine {
    var facts = knowledge.references.balances.filter { $0.accountID == register.id }
    if facts.isEmpty, let listed = knowledge.references.pots[register.id]?.listedBalance {
      facts = [listed]
    }
    let opening =
      period.days.map { balances.balance(of: register.id, before: $0.from) }
      ?? balances.opening(of: register.id)
    return AccountLine(
      register, openingMinor: opening, bankBalance: facts.max(by: BalanceFact.isSeenBefore),
      proof: balances.proof(of: register.id, from: period.days?.from))
  }

  /// What a register holds at the end of a period by the rows that accounting files had by then, pending ones not
  /// counted; nil when nothing says.
  func closing(of register: Register, _ days: DayRange?) -> Int64? {
    let next = days?.through.adding(days: 1) ?? CivilDate(days: .max)
    return balances.balance(of: register.id, before: next).flatMap {
      Int64(
        exactly: Int128($0) - balances.pending(of: register.id, before: next)
          - register.exportedLaterMinor)
    }
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
