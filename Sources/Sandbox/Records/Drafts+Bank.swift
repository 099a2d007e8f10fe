// Money that moves between banks: faster payments, standing orders, direct debits, Bacs credits, and between
// two people of the same bank.

internal import Model

extension Drafts {
  /// A faster payment; the amount is positive when it comes in.
  func fasterPayment(
    _ other: OtherSide, _ amount: Int64, _ register: DemoAccount = .current, reference: String,
    at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .bank, created)
    let number = String(random.next(), radix: 36, uppercase: true)
    let payment = "DEMO\(number)10"
    var entry = Entry(
      created: created, register: register, account: identities.account(register), amount: amount,
      description: reference, category: amount < 0 ? "general" : "income",
      scheme: "payport_faster_payments",
      dedupe: .text("com.monzo.fps:9200:\(payment):\(amount < 0 ? "OUTBOUND" : "INBOUND")"))
    entry.counterparty = other
    entry.notes = amount < 0 ? "" : reference
    entry.isOriginator = amount < 0
    entry.countsAsSpending = amount < 0
    entry.metadata = [
      ("faster_payment", .text("true")),
      ("fps_fpid", .text(payment + "FP")),
      ("fps_payment_id", .text(payment)),
      ("insertion", .id(Identifier(.entrySet, created + 60, random.next()))),
      ("notes", .text(reference)),
      ("trn", .text("DEMO\(number)")),
    ]
    let day = TimeZoneRules.london.date(of: Instant(milliseconds: created))
    entry.settled = day.nextWorkingDay.at(7, 0)
    return entry
  }

  /// A payment of a standing order: a faster payment that belongs to a series.
  func standingOrder(
    _ other: OtherSide, _ pence: Int64, _ register: DemoAccount, reference: String, turn: Int,
    at created: Milliseconds
  ) -> Entry {
    var entry = fasterPayment(other, -pence, register, reference: reference, at: created)
    let began = identities.account(register).time + 60_000
    entry.metadata.append(("series_id", .id(Identifier(.series, began, StableHash.of(other.name)))))
    entry.metadata.append(("series_iteration_count", .number(Int64(turn))))
    return entry
  }

  /// A direct debit; the shop, when the bank knows one, comes with it.
  func directDebit(
    _ other: OtherSide, _ pence: Int64, _ register: DemoAccount, reference: String, shop: Shop?,
    at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .bank, created)
    let mandate = Identifier(
      .debitInstruction, identities.account(register).time + 90_000, StableHash.of(other.name))
    var entry = bacs(other, -pence, register, reference: reference, &random, at: created)
    entry.category = shop?.category ?? "bills"
    entry.shop = shop
    entry.countsAsSpending = true
    entry.metadata.insert(("bacs_direct_debit_instruction_id", .id(mandate)), at: 0)
    entry.metadata.append(
      ("subscription_id", .id(Identifier(.subscription, mandate.time, mandate.salt >> 3))))
    return entry
  }

  /// A Bacs credit, the way wages come.
  func bacsCredit(
    _ other: OtherSide, _ pence: Int64, _ register: DemoAccount = .current, reference: String,
    at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .bank, created)
    return bacs(other, pence, register, reference: reference, &random, at: created)
  }

  private func bacs(
    _ other: OtherSide, _ amount: Int64, _ register: DemoAccount, reference: String,
    _ random: inout Random, at created: Milliseconds
  ) -> Entry {
    let record = Identifier(.bacsRecord, created - 500, random.next())
    var entry = Entry(
      created: created, register: register, account: identities.account(register), amount: amount,
      description: reference, category: "income", scheme: "bacs", dedupe: .id(record))
    entry.counterparty = other
    entry.settled = created
    entry.metadata = [
      ("bacs_payment_id", .id(Identifier(.bacsPayment, created - 450, random.next()))),
      ("bacs_record_id", .id(record)),
      ("ledger_insertion_id", .id(Identifier(.entrySet, created + 60, random.next()))),
      ("notes", .text(reference)),
    ]
    return entry
  }

  /// A payment to (negative) or from a person with the same bank.
  func person(
    _ other: OtherSide, _ amount: Int64, _ register: DemoAccount = .current, notes: String,
    scheme: String = "monzo_to_monzo", at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .bank, created)
    let transfer = Identifier(.transfer, created - 200, random.next())
    var entry = Entry(
      created: created, register: register, account: identities.account(register), amount: amount,
      description: other.preferredName ?? other.name, category: "transfers", scheme: scheme,
      dedupe: .id(transfer))
    entry.counterparty = other
    entry.notes = notes
    entry.isOriginator = amount < 0
    entry.countsAsSpending = amount < 0
    entry.settled = created
    entry.metadata = ledger(created, &random)
    entry.metadata.append(("ledger_entry_intent", .text("monzo-to-monzo.transferred")))
    entry.metadata.append(("p2p_transfer_id", .id(transfer)))
    return entry
  }

  /// A row that the bank itself writes: interest, a fee, a cheque that was paid in.
  func bank(
    _ scheme: String, _ amount: Int64, _ register: DemoAccount, _ description: String,
    category: String, at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .bank, created)
    let set = Identifier(.entrySet, created + 60, random.next())
    var entry = Entry(
      created: created, register: register, account: identities.account(register), amount: amount,
      description: description, category: category, scheme: scheme, dedupe: .id(set))
    entry.settled = created
    entry.metadata = ledger(created, &random)
    return entry
  }
}
