// What registers and reports say of the accounts and pots of a dataset.

package import Aggregate
import Enrich
package import Model
import Write

extension Dataset {
  /// The first of the two passes that make registers.
  package var registerScan: RegisterScan { registerScan(RegisterOptions()) }

  /// The first of the two passes that make registers of some shape.
  package func registerScan(_ options: RegisterOptions) -> RegisterScan {
    RegisterScan(
      knowledge.references, rule: balances.rule, potsByAccount: knowledge.potsByAccount,
      slugs: accounts.slugs, options: options)
  }

  /// A register that knows what it held before its first entry and holds after its last one.
  ///
  /// - Parameters:
  ///   - register: the register.
  ///   - options: what shaped it; its days are those that it covers.
  ///   - isWhole: whether it has all rows of those days; else it has no opening.
  /// - Returns: the register.
  package func completed(_ register: Register, _ options: RegisterOptions, isWhole: Bool)
    -> Register
  {
    var register = register
    register.period = options.days
    register.isWhole = isWhole
    if isWhole { register.openingMinor = opening(of: register, options) }
    register.closingMinor = closing(of: register, options)
    if register.closingMinor == nil { register.knownMinor = knownSum(of: register, options) }
    register.bankBalance = register.parts.isEmpty ? lastBalance(of: register) : nil
    return register
  }

  /// The sum of what the account of a register and the pots that are part of it have; nil where one is not known.
  private func sum(_ register: Register, _ balance: (String) -> Int128?) -> Int128? {
    ([register.id] + register.parts).reduce(Int128(0)) { sum, id in
      sum.flatMap { sum in balance(id).map { sum + $0 } }
    }
  }

  private func opening(of register: Register, _ options: RegisterOptions) -> Int64? {
    guard let day = options.days?.from else {
      return sum(register) { balances.opening(of: $0).map { Int128($0) } }
        .flatMap { Int64(exactly: $0) }
    }
    return sum(register) { id in
      // By days of posting, what is still pending comes later.
      let pending = options.dateBasis == .settled ? balances.pending(of: id, before: day) : 0
      return balances.balance(of: id, before: day).map { Int128($0) - pending }
    }.flatMap { Int64(exactly: $0 - register.postedAfterOpeningMinor) }
  }

  /// What is known of a register's rows up to the end of its days, as if it had begun with nothing.
  private func knownSum(of register: Register, _ options: RegisterOptions) -> Int128? {
    let next = Dataset.dayAfter(options.days)
    let sums = ([register.ownerID] + register.parts).compactMap { id in
      balances.knownSum(of: id, in: register.currency, before: next).map {
        $0 + (options.includesPending ? balances.pending(of: id, before: next) : 0)
      }
    }
    guard !sums.isEmpty else { return nil }
    return sums.reduce(0, +) - register.exportedLaterMinor - register.postedAfterClosingMinor
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
  package func line(of register: Register) -> AccountLine {
    AccountLine(register, proof: register.isWhole ? proof(of: register) : .unproved(.filtered))
  }

  /// The proof of a register; with pots in it the first that is none.
  private func proof(of register: Register) -> Proof {
    let proofs = ([register.id] + register.parts).map {
      balances.proof(of: $0, from: register.period?.from)
    }
    func isGap(_ proof: Proof) -> Bool {
      if case .gap = proof { true } else { false }
    }
    return proofs.first(where: isGap) ?? proofs.first { $0 != .proved } ?? .proved
  }

  /// What a register holds at the end of a period by the rows that accounting files had by then; pending ones are
  /// counted where they are in files; nil when nothing says.
  func closing(of register: Register, _ options: RegisterOptions) -> Int64? {
    let next = Dataset.dayAfter(options.days)
    return sum(register) { id in
      let pending = options.includesPending ? 0 : balances.pending(of: id, before: next)
      return balances.balance(of: id, before: next).map { Int128($0) - pending }
    }.flatMap {
      Int64(exactly: $0 - register.exportedLaterMinor - register.postedAfterClosingMinor)
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
