// Money that stays in the household: between two accounts, and between an account and a pot. Both sides are
// written, each in its own register, with opposite amounts.

extension Drafts {
  /// Both sides of a transfer between two accounts of the household.
  func ownTransfer(
    from: DemoAccount, to: DemoAccount, _ pence: Int64, notes: String, at created: Milliseconds
  ) -> [Entry] {
    let out = person(described(to), -pence, from, notes: notes, at: created)
    var back = person(described(from), pence, to, notes: notes, at: created + 24)
    back.dedupe = out.dedupe
    back.metadata = out.metadata
    return [out, back].map { side in
      var side = side
      side.countsAsSpending = false
      return side
    }
  }

  /// An account of the household as the other side of a transfer.
  private func described(_ register: DemoAccount) -> OtherSide {
    OtherSide(
      name: register == .joint ? "Tansy and Idris Quillfeather" : Holder.tansy.name,
      preferredName: register == .joint ? "Joint account" : Holder.tansy.firstName,
      sortCode: "040004", accountNumber: "0000000\(register.rawValue + 1)",
      account: identities.account(register), user: .id(identities.user(.tansy)),
      beneficiaryType: "Personal")
  }

  /// Both sides of a move into a pot (positive) or out of it.
  ///
  /// The trigger is what made the move: `user`, `coin_jar` for round-ups, `scheduled`.
  func pot(
    _ register: DemoAccount, _ pence: Int64, trigger: String = "user", at created: Milliseconds
  ) -> [Entry] {
    guard let plan = PotPlan.of(register), let pot = identities.pots[register.rawValue] else {
      preconditionFailure("\(register) is no pot")
    }
    var random = Random(seed: seed, .pot, created)
    let kind: Identifier.Kind = pence < 0 ? .potWithdrawal : .potDeposit
    let move = Identifier(kind, created - 35, random.next())
    let metadata: [(key: String, value: MetadataValue)] =
      [("external_id", .text("\(trigger):\(String(random.next(), radix: 36))"))]
      + ledger(created, &random) + [
        ("pot_account_id", .id(identities.account(register))),
        (pence < 0 ? "pot_withdrawal_id" : "pot_deposit_id", .id(move)),
        ("pot_id", .id(pot)),
        ("trigger", .text(trigger)),
        ("user_id", .id(identities.user(.tansy))),
      ]
    func side(_ place: DemoAccount, _ amount: Int64, _ time: Milliseconds) -> Entry {
      var entry = Entry(
        created: time, register: place, account: identities.account(place), amount: amount,
        description: pot.text, category: "savings", scheme: "uk_retail_pot", dedupe: .id(move))
      entry.metadata = metadata
      entry.isOriginator = true
      entry.settled = time
      return entry
    }
    return [side(plan.parent, -pence, created), side(register, pence, created + 9)]
  }

  /// Both sides of a move between the Flex plan and the current account, positive for a repayment.
  func flex(_ pence: Int64, at created: Milliseconds) -> [Entry] {
    let intent =
      pence > 0
      ? "monzo-flex.customer_makes_repayment_into_flex_main"
      : "monzo-flex.customer_move_money_transfer_from_monzo_flex"
    let words = pence > 0 ? "Flex repayment" : "Paid from Flex"
    var out = bank("monzo_flex", -pence, .current, words, category: "transfers", at: created)
    var back = bank("monzo_flex", pence, .flex, words, category: "transfers", at: created + 12)
    out.metadata.append(("ledger_entry_intent", .text(intent)))
    back.metadata.append(("ledger_entry_intent", .text(intent)))
    back.settled = nil
    return [out, back]
  }
}
