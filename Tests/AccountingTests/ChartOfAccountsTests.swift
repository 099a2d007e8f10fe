// What the chart of accounts says of rows, of their parts and of registers, and what it leaves unsaid.

import Accounting
import Aggregate
import Bytes
import Model
import TestSupport
import Testing

@Suite struct ChartOfAccountsTests {
  private func chart(
    _ entries: (ChartOfAccounts.Subject, String, AccountMapping)...
  ) -> ChartOfAccounts {
    var chart = ChartOfAccounts.empty
    for (subject, name, mapping) in entries {
      let entry = ChartOfAccounts.Entry(
        subject, name, mapping, at: TextPosition(line: 1, column: 1))
      _ = chart.add(entry)
    }
    return chart
  }

  @Test func `a chart that says nothing maps nothing`() {
    let mapping = ChartOfAccounts.empty.mapping(of: .make("tx_1") { $0[.category] = "groceries" })
    #expect(mapping == AccountMapping() && !mapping.isMapped)
  }

  @Test func `a category is found by its word and as people read it, in any capitals`() {
    let row = Row.make("tx_1") { $0[.category] = "eating_out" }
    for name in ["eating_out", "Eating out", "EATING OUT"] {
      let chart = chart((.category, name, AccountMapping(account: "Expenses:Meals")))
      #expect(chart.mapping(of: row).account == "Expenses:Meals")
    }
  }

  @Test func `a category of the user's own is found by its id, which rows no longer show`() {
    let chart = chart((.category, "category_0000A", AccountMapping(code: "7400")))
    let row = Row.make("tx_1") { $0[.category] = "Pets" }
    #expect(!chart.mapping(of: row).isMapped)
    #expect(chart.naming(categories: ["category_0000A": "Pets"]).mapping(of: row).code == "7400")
  }

  @Test func `rule, tag, merchant, other side and category decide in that order`() {
    let chart = chart(
      (.category, "groceries", AccountMapping(account: "Category", vat: "20%")),
      (.merchant, "Shop", AccountMapping(account: "Merchant")),
      (.counterparty, "Ann", AccountMapping(account: "Party")),
      (.tag, "work", AccountMapping(code: "1")))
    var row = Row.make("tx_1") { $0[.category] = "groceries" }
    #expect(chart.mapping(of: row) == AccountMapping(account: "Category", vat: "20%"))
    row[.counterpartyName] = "Ann"
    #expect(chart.mapping(of: row) == AccountMapping(account: "Party", vat: "20%"))
    row.merchant = .make("merch_1", "Shop")
    #expect(chart.mapping(of: row) == AccountMapping(account: "Merchant", vat: "20%"))
    row.tags = ["late", "work"]
    #expect(chart.mapping(of: row) == AccountMapping(code: "1", vat: "20%"))
    row[.metadata] =
      #"{"accounting_code":"7\"","accounting_account":"Rule","vat_code":"0%"}"#
    #expect(chart.mapping(of: row) == AccountMapping(account: "Rule", code: "7\"", vat: "0%"))
  }

  @Test func `the other side is found by name, user, account and numbers with dashes`() {
    let row = Row.make("tx_1") {
      $0[.counterpartyName] = "Ann"
      $0[.counterpartyUserID] = "user_1"
      $0[.counterpartyAccountID] = "acc_9"
      $0[.counterpartySortCode] = "090128"
      $0[.counterpartyAccountNumber] = "12345678"
    }
    for name in ["ann", "user_1", "acc_9", "090128 12345678", "09-01-28 12345678"] {
      let chart = chart((.counterparty, name, AccountMapping(account: "A")))
      #expect(chart.mapping(of: row).account == "A", "\(name)")
    }
  }

  @Test func `a part of a split row goes by its own category, and the rest as the row`() {
    let chart = chart(
      (.tag, "work", AccountMapping(account: "Work")),
      (.category, "gifts", AccountMapping(account: "Gifts")))
    let row = Row.make("tx_1") {
      $0[.category] = "groceries"
      $0.tags = ["work"]
    }
    #expect(chart.mapping(of: row, category: "groceries").account == "Work")
    #expect(chart.mapping(of: row, category: "gifts").account == "Gifts")
    #expect(!chart.mapping(of: row, category: "bills").isMapped)
  }

  @Test func `an account of the user is found by slug, id, type and title`() {
    let register = Register(
      id: "acc_1", slug: "current-account", title: "Current account",
      owner: .account(Account(id: "acc_1", type: "uk_retail")), currency: .gbp)
    for name in ["current-account", "acc_1", "uk_retail", "Current Account"] {
      let chart = chart((.account, name, AccountMapping(code: "1200")))
      #expect(chart.mapping(of: register)?.code == "1200", "\(name)")
    }
    #expect(chart((.account, "joint", AccountMapping(code: "1"))).mapping(of: register) == nil)
  }

  @Test func `a name is mapped once, however it is spelled`() {
    var chart = chart((.category, "eating_out", AccountMapping(code: "1")))
    let again = ChartOfAccounts.Entry(
      .category, "Eating  Out", AccountMapping(code: "2"), at: TextPosition(line: 2, column: 1))
    let isNew = chart.add(again)
    #expect(!isNew)
    #expect(chart.entries.count == 1)
  }

  // MARK: What is not mapped

  private let current = Register(
    id: "acc_1", slug: "current-account", title: "Current account",
    owner: .account(Account(id: "acc_1", type: "uk_retail")), currency: .gbp)

  private func unmapped(_ check: MappingCheck) -> [String] {
    check.unmapped.map {
      "\($0.subject) \($0.name) \($0.currency) \($0.count) \($0.inMinor) \($0.outMinor)"
    }
  }

  @Test func `every category is listed once, by currency, with count and sums`() {
    var check = MappingCheck(chart((.category, "bills", AccountMapping(vat: "20%"))))
    let amounts: [(String?, Int64, Currency)] = [
      ("groceries", -250, .gbp), ("groceries", -50, .gbp), ("groceries", 100, .gbp),
      (nil, 7, .gbp), ("bills", -1, .gbp), ("groceries", 0, .gbp),
    ]
    for (category, amount, currency) in amounts {
      let row = Row.make("tx_1") {
        $0[.category] = category
        $0.amount = Money(amount, currency)
      }
      check.add(Register.Entry(row), of: current)
    }
    check.add(
      Register.Entry(.make("tx_d") { $0.status = .declined }), of: current)
    #expect(
      unmapped(check) == [
        "category  GBP 1 7 0", "category bills GBP 1 0 1", "category groceries GBP 3 100 300",
      ])
  }

  @Test func `parts of a split row are listed under their categories`() {
    var check = MappingCheck(chart((.category, "groceries", AccountMapping(account: "Food"))))
    let row = Row.make("tx_1") {
      $0[.category] = "groceries"
      $0.categoryParts = [CategoryPart("gifts", -100), CategoryPart("groceries", -150)]
    }
    check.add(Register.Entry(row), of: current)
    #expect(unmapped(check) == ["category gifts GBP 1 0 100"])
  }

  @Test func `a transfer between own registers is not asked for, one to elsewhere is`() {
    var check = MappingCheck(.empty)
    var linked = Row.make("tx_1") { $0.kind = .ownTransfer }
    linked[.transferID] = "tx_1"
    check.add(Register.Entry(linked), of: current)
    let pot = Row.make("tx_2") { $0.kind = .potTransfer }
    let side = Register.Entry(pot, isMirror: true, other: nil)
    check.add(side, of: current)
    let away = Row.make("tx_3") {
      $0.kind = .ownTransfer
      $0[.payee] = "Alex Example"
    }
    check.add(Register.Entry(away), of: current)
    #expect(unmapped(check) == ["counterparty Alex Example GBP 1 0 250"])
  }

  @Test func `accounts are asked for when the chart maps any`() {
    let row = Row.make("tx_1") { $0[.category] = "groceries" }
    let food = (ChartOfAccounts.Subject.category, "groceries", AccountMapping(account: "Food"))
    var none = MappingCheck(chart(food))
    none.add(Register.Entry(row), of: current)
    #expect(none.unmapped.isEmpty)
    var some = MappingCheck(
      chart(food, (.account, "joint-account", AccountMapping(code: "1210"))))
    some.add(Register.Entry(row), of: current)
    #expect(unmapped(some) == ["account current-account GBP 1 0 250"])
    #expect(some.unused.map(\.name) == ["joint-account"])
  }
}
