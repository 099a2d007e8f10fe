// Who decides whether a row counts as spending, one test for each line of the table, with its counter-example.

import Enrich
import Model
import TestSupport
import Testing

@Suite struct `what counts as spending` {
  private func enriched(
    _ row: Row, _ settings: SpendingSettings = .none, rules: String = "{}",
    accounts: [Account] = []
  ) throws -> Row {
    var knowledge = Knowledge.empty
    knowledge.learn(row)
    for account in accounts { knowledge.learn(.account(account)) }
    var enricher = Enricher(
      knowledge, rules: try Rules(parsing: Array(rules.utf8)), spending: settings)
    let once = enricher.enriched(row)
    #expect(enricher.enriched(once) == once, "enriching again changes nothing")
    return once
  }

  private func transfer(_ change: (inout Row) -> Void = { _ in }) -> Row {
    .make("tx_1") {
      $0.kind = .bankTransfer
      $0.includeInSpending = true
      $0[.counterpartyName] = "Alex Example"
      change(&$0)
    }
  }

  private func own(_ account: SpendingSettings.OwnAccount) -> SpendingSettings {
    var settings = SpendingSettings.none
    settings.ownAccounts = [account]
    return settings
  }

  // MARK: Own accounts

  @Test func `a payment to an own account by its numbers is a move`() throws {
    let settings = own(.init(name: "Other", sortCode: "090128", accountNumber: "12345678"))
    func row(_ number: String) -> Row {
      transfer {
        $0[.counterpartySortCode] = "090128"
        $0[.counterpartyAccountNumber] = number
      }
    }
    let moved = try enriched(row("12345678"), settings)
    #expect(moved.kind == .ownTransfer && moved[provenance: .kind] == .config)
    #expect(try enriched(row("12345679"), settings).kind == .bankTransfer)
  }

  @Test func `the international number holds the numbers of the United Kingdom`() throws {
    let settings = own(.init(iban: "GB33BUKB09012812345678"))
    let inland = transfer {
      $0[.counterpartySortCode] = "090128"
      $0[.counterpartyAccountNumber] = "12345678"
    }
    let abroad = transfer { $0[.counterpartyAccountNumber] = "GB33 BUKB 0901 2812 3456 78" }
    let other = transfer { $0[.counterpartyAccountNumber] = "ES33 BUKB" }
    #expect(try enriched(inland, settings).kind == .ownTransfer)
    #expect(try enriched(abroad, settings).kind == .ownTransfer)
    #expect(try enriched(other, settings).kind == .bankTransfer)
  }

  @Test func `a name is enough where the row has no number, whatever the bank puts before it`()
    throws
  {
    let settings = own(.init(name: "Alex Example", sortCode: "090128", accountNumber: "12345678"))
    let printed = Row.make("tx_1") {
      $0.kind = .bankTransfer
      $0[.payee] = "MR ALEX  EXAMPLE"
      $0[provenance: .payee] = .csv
    }
    #expect(try enriched(printed, settings).kind == .ownTransfer)
    let numbered = transfer {
      $0[.counterpartySortCode] = "000000"
      $0[.counterpartyAccountNumber] = "87654321"
    }
    #expect(try enriched(numbered, settings).kind == .bankTransfer, "the numbers decide")
    let shop = Row.make("tx_1") { $0.merchant = .make("m", "Alex Example") }
    #expect(try enriched(shop, settings).kind == .cardPayment)
  }

  // MARK: What is left out

  @Test func `the configuration leaves out categories, payees and kinds, above the bank's flag`()
    throws
  {
    var settings = SpendingSettings.none
    settings.excludedCategories = ["Savings"]
    settings.excludedPayees = ["isa  provider"]
    settings.excludedKinds = [.loan]
    let rows = [
      transfer { $0[.category] = "savings" }, transfer { $0[.counterpartyName] = "ISA Provider" },
      transfer { $0.kind = .loan },
    ]
    for row in rows {
      let row = try enriched(row, settings)
      #expect(row.includeInSpending == false && row[provenance: .includeInSpending] == .config)
    }
    let other = try enriched(transfer { $0[.category] = "groceries" }, settings)
    #expect(other.includeInSpending == true && other[provenance: .includeInSpending] == nil)
  }

  @Test
  func `category transfers does not count where the source has no flag, and does where it has`()
    throws
  {
    let printed = Row.make("tx_1") {
      $0[.category] = "transfers"
      $0[provenance: .category] = .csv
    }
    let row = try enriched(printed)
    #expect(row.includeInSpending == false && row[provenance: .includeInSpending] == .csv)
    let flagged = try enriched(transfer { $0[.category] = "transfers" })
    #expect(flagged.includeInSpending == true)
  }

  @Test func `a rule decides above everything`() throws {
    var settings = SpendingSettings.none
    settings.excludedCategories = ["savings"]
    let rules =
      "{ rules: [{ match: { category: 'savings' }, set: { include_in_spending: true } }] }"
    let row = try enriched(
      transfer {
        $0[.category] = "savings"
        $0.includeInSpending = false
      }, settings, rules: rules)
    #expect(row.includeInSpending == true && row[provenance: .includeInSpending] == .rule(1))
  }

  // MARK: Rules

  @Test func `a rule sets a kind, and calls a payment a move between own accounts`() throws {
    let kind = "{ rules: [{ match: { kind: 'bank_transfer' }, set: { kind: 'fee' } }] }"
    let mended = try enriched(transfer(), rules: kind)
    #expect(mended.kind == .fee && mended[provenance: .kind] == .rule(1))
    let own = "{ rules: [{ match: { counterparty: 'Alex Example' }, set: { transfer: 'own' } }] }"
    #expect(try enriched(transfer(), rules: own).kind == .ownTransfer)
  }

  @Test func `a move between an account and a pot stays one whatever a rule says`() throws {
    let rules = "{ rules: [{ match: { description: 'x' }, set: { kind: 'fee' } }] }"
    let move = Row.make("tx_1") {
      $0.kind = .potTransfer
      $0[.potID] = "pot_1"
      $0[.description] = "x"
    }
    #expect(try enriched(move, rules: rules).kind == .potTransfer)
  }

  @Test(arguments: [
    ("kind: 'pot_transfer'", "unknown kind 'pot_transfer'"), ("kind: 'feee'", "did you mean 'fee'"),
    ("transfer: 'mine'", #"'transfer' must be "own""#),
    ("include_in_spending: 'no'", "'include_in_spending' must be true or false"),
  ])
  func `what a rule cannot set is an error`(change: String, expected: String) {
    do {
      _ = try Rules(
        parsing: Array("{ rules: [{ match: { kind: 'fee' }, set: { \(change) } }] }".utf8))
      Issue.record("read")
    } catch {
      #expect(error.wording.contains(expected))
    }
  }

  // MARK: Somebody else's account

  private func account(_ id: String, _ owners: [String], _ type: String = "uk_retail") -> Account {
    var account = Account(id: id, type: type)
    account.ownerIDs = owners
    return account
  }

  @Test func `money in an account that only others own is not the user's`() throws {
    let accounts = [account("acc_2", ["me"]), account("acc_1", ["kid"], "uk_retail_young")]
    let row = try enriched(transfer(), accounts: accounts)
    #expect(row.includeInSpending == false)
    #expect(row[provenance: .includeInSpending] == .counterparty)
  }

  @Test func `an account that the user owns with others is the user's`() throws {
    let joint = [account("acc_2", ["me"]), account("acc_1", ["me", "you"], "uk_retail_joint")]
    #expect(try enriched(transfer(), accounts: joint).includeInSpending == true)
    #expect(
      try enriched(transfer(), accounts: [account("acc_1", ["kid"])]).includeInSpending == true)
    #expect(try enriched(transfer(), accounts: [account("acc_1", [])]).includeInSpending == true)
  }

  @Test func `the user of an archive decides whose accounts they are`() {
    var knowledge = Knowledge.empty
    for account in [account("a", ["me"]), account("b", ["me"]), account("c", ["you"])] {
      knowledge.learn(.account(account))
    }
    #expect(knowledge.accountsOfOthers == ["c"])
    knowledge.bankUser = "you"
    #expect(knowledge.accountsOfOthers == ["a", "b"])
    knowledge.bankUser = "nobody"
    #expect(knowledge.accountsOfOthers == [])
  }
}
