// Journals, transaction by transaction: what each sort of row becomes, what accounts are called, and what is asserted.

import Accounting
import Aggregate
import Bytes
import Model
import TestSupport
import Testing
import Write

@Suite struct `journals` {
  private let period = Month(year: 2024, month: 7).days

  /// The text of a journal of rows, assertions of July behind them.
  private func journal(
    _ rows: [Row], _ format: JournalFormat = .beancount, chart: ChartOfAccounts = .empty,
    late: Set<String> = [], completeFrom: CivilDate? = nil,
    _ change: (inout Register) -> Void = { _ in }
  ) -> String {
    let (linked, scan) = Household.scan(rows)
    let registers = Registers(scan)
    let known = registers.all.map { register in
      var register = register
      change(&register)
      return register
    }
    var book = JournalBook(
      known, JournalAccounts(chart, categoryNames: [:]), period, basis: .created)
    var body = ByteWriter()
    let writer = JournalWriter(format)
    for row in linked {
      let share: ExportShare = late.contains(row[.id] ?? "") ? .late : .own
      for transaction in book.append(row, share, registers.places(of: row)).transactions {
        writer.append(transaction, to: &body)
      }
    }
    for transaction in book.finish() { writer.append(transaction, to: &body) }
    var text = ByteWriter()
    for opening in book.openings(completeFrom: { _ in completeFrom }) {
      writer.append(opening, to: &text)
    }
    text.append(bytes: body.bytes)
    let end = period.through
    let assertions = book.assertions(through: end, completeFrom: { _ in completeFrom })
    writer.append(assertions[end.month] ?? [], to: &text)
    return text.string
  }

  private func chart(
    _ subject: ChartOfAccounts.Subject, _ name: String, _ mapping: AccountMapping
  ) -> ChartOfAccounts {
    var chart = ChartOfAccounts.empty
    _ = chart.add(.init(subject, name, mapping, at: TextPosition(line: 1, column: 1)))
    return chart
  }

  // MARK: Rows

  @Test func `a purchase is the account's money and the category's`() {
    let rows = [
      Household.row("tx_1", Household.current, -1250) {
        $0[.payee] = #"The "Deli"; \ 1|2"#
        $0[.memo] = "lunch; [big] | one"
        $0.tags = ["work", "café", "date"]
        $0[.refundOf] = "tx_0"
      }
    ]
    #expect(
      journal(rows) == #"""
        2024-07-01 * "The \"Deli\"; \\ 1|2" "lunch; [big] | one" #work #cafe #date
          id: "tx_1"
          tags: "café"
          refund-of: "tx_0"
          Assets:Monzo:Current-Account  -12.50 GBP
          Expenses:General  12.50 GBP


        """#)
    #expect(
      journal(rows, .hledger) == #"""
        2024-07-01 * (tx_1) The "Deli", \ 1/2 | lunch, [big] | one
          ; id: tx_1
          ; work:
          ; café:
          ; tag-date:
          ; refund-of: tx_0
          Assets:Monzo:Current-Account  -12.50 GBP
          Expenses:General  12.50 GBP


        """#)
  }

  @Test func `what was paid in another currency has the whole price, also when it comes back`() {
    let rows = [
      Household.row("tx_1", Household.current, -1250) {
        $0.localAmount = Money(-2400, Currency("JPY") ?? .gbp)
      },
      Household.row("tx_2", Household.current, 625, .refund) {
        $0.localAmount = Money(1200, Currency("JPY") ?? .gbp)
      },
      Household.row("tx_3", Household.current, -1000) {
        $0.localAmount = Money(-1200, Currency("EUR") ?? .gbp)
        $0.categoryParts = [CategoryPart("gifts", -400)]
      },
    ]
    let text = journal(rows)
    #expect(text.contains("  Expenses:General  2400 JPY @@ 12.50 GBP\n"))
    #expect(text.contains("  Expenses:General  -1200 JPY @@ 6.25 GBP\n"))
    #expect(
      text.contains(
        """
          original: "-12.00 EUR"
          Assets:Monzo:Current-Account  -10.00 GBP
          Expenses:Gifts  4.00 GBP
          Expenses:General  6.00 GBP

        """))
  }

  @Test func `a move to a pot is one transaction, and so are the two rows of an own transfer`() {
    let rows = [
      Household.row("tx_1", Household.current, -5000, .potTransfer) {
        $0[.potID] = Household.holiday
      },
      Household.row("tx_2", Household.current, -700, .bankTransfer, day: 2) {
        $0[.counterpartyAccountID] = Household.joint
      },
      Household.row("tx_3", Household.joint, 700, .bankTransfer, day: 2) {
        $0[.counterpartyAccountID] = Household.current
      },
    ]
    #expect(
      journal(rows) == """
        2024-07-01 * "Payee of tx_1" "" ^tx_1
          id: "tx_1"
          Assets:Monzo:Current-Account  -50.00 GBP
          Assets:Monzo:Pot-Holiday-2024-25-X  50.00 GBP

        2024-07-02 * "Joint account" "" ^tx_2
          id: "tx_2"
          other-id: "tx_3"
          Assets:Monzo:Current-Account  -7.00 GBP
          Assets:Monzo:Joint-Account  7.00 GBP


        """)
  }

  @Test func `the two rows of a transfer over midnight meet in an account on the way`() {
    let rows = [
      Household.row("tx_2", Household.current, -700, .bankTransfer, day: 2) {
        $0[.counterpartyAccountID] = Household.joint
      },
      Household.row("tx_3", Household.joint, 700, .bankTransfer, day: 3) {
        $0[.counterpartyAccountID] = Household.current
      },
    ]
    let text = journal(rows, .hledger)
    #expect(
      text.contains(
        "  ; transfer: tx_2\n  Assets:Monzo:Current-Account  -7.00 GBP\n  Assets:Transfers  7.00 GBP\n"
      ))
    #expect(
      text.contains(
        "  ; transfer: tx_2\n  Assets:Monzo:Joint-Account  7.00 GBP\n  Assets:Transfers  -7.00 GBP\n"
      )
    )
  }

  @Test func `pending and declined rows are left out`() {
    let rows = [
      Household.row("tx_1", Household.current, -1) { $0.status = .pending },
      Household.row("tx_2", Household.current, -1) { $0.status = .declined },
      Household.row("tx_3", Household.current, 0),
    ]
    #expect(journal(rows) == "")
  }

  @Test
  func `a late row is booked on the first day of the period, so that earlier assertions hold`() {
    let rows = [Household.row("tx_1", Household.current, -500, day: -1)]
    #expect(
      journal(rows, late: ["tx_1"]).hasPrefix(
        """
        2024-07-01 * "Payee of tx_1" ""
          id: "tx_1"
          paid: "2024-06-29"

        """))
  }

  @Test func `no line is longer than Ledger reads`() {
    let long = String(repeating: "é", count: 5000)
    let row = Household.row("tx_1", Household.current, -100) {
      $0[.payee] = long
      $0[.memo] = long
      $0.tags = [long]
      $0[.refundOf] = long
    }
    let lines = journal([row], .hledger).split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count < 4000 } && lines[0].utf8.count > 3000)
    #expect(journal([row]).contains(long))
  }

  @Test func `a row is booked as it was given, and the opening is what the account really held`() {
    let row = Household.row("tx_1", Household.current, -1200, day: 4)
    var given = row
    given.amountMinor = -1000
    let (rows, scan) = Household.scan([row])
    let registers = Registers(scan)
    var register = registers.all[0]
    register.closingMinor = 0
    var book = JournalBook(
      [register], JournalAccounts(.empty, categoryNames: [:]), period, basis: .created)
    _ = book.append(rows[0], .own, registers.places(of: rows[0]), as: given)
    let assertions = book.assertions(through: period.through, completeFrom: { _ in nil })
    var text = ByteWriter()
    JournalWriter(.hledger).append(assertions[period.from.month] ?? [], to: &text)
    #expect(text.string.contains("= 2.00 GBP"))
    // The next month corrects it, and ends with what the bank has.
    let entry = Household.row("tx_1-adjust-1", Household.current, -200, .adjustment, day: -3)
    let places = [Registers.Place(register: 0, entry: Register.Entry(entry))]
    var next = JournalBook(
      [register], JournalAccounts(.empty, categoryNames: [:]), period, basis: .created)
    let transactions = next.append(adjustment: entry, places, isCorrection: true)
    #expect(transactions.map(\.date) == [period.from])
    text.removeAll()
    for opening in next.openings(completeFrom: { _ in nil }) {
      JournalWriter(.hledger).append(opening, to: &text)
    }
    #expect(text.string.contains("Assets:Monzo:Current-Account  2.00 GBP"))
  }

  // MARK: Names of accounts

  @Test func `the chart names accounts, below a root of its own or the usual one`() {
    let row = Household.row("tx_1", Household.current, -100)
    for (account, name) in [
      ("expenses:food & drink", "Expenses:Food-Drink"), ("Food", "Expenses:Food"),
      ("7400", "Expenses:7400"), ("Equity:Drawings", "Equity:Drawings"),
      ("食料", "Expenses:X-食料"), ("été:café", "Expenses:Été:Café"), ("☕", "Expenses:Unnamed"),
    ] {
      let chart = chart(.category, "general", AccountMapping(account: account))
      #expect(journal([row], chart: chart).contains("  \(name)  1.00 GBP\n"), "\(account)")
    }
  }

  @Test func `codes and VAT codes are beside the posting`() {
    let row = Household.row("tx_1", Household.current, -100)
    let chart = chart(.category, "general", AccountMapping(code: "7400", vat: "20%"))
    #expect(
      journal([row], chart: chart).contains(
        "  Expenses:General  1.00 GBP\n    code: \"7400\"\n    vat: \"20%\"\n"))
    #expect(
      journal([row], .hledger, chart: chart).contains(
        "  Expenses:General  1.00 GBP\n    ; code: 7400\n    ; vat: 20%\n"))
  }

  @Test func `own accounts are named after their slugs, debts among the liabilities`() {
    let rows = [
      Household.row("tx_1", Household.flex, -100), Household.row("tx_2", Household.joint, -100),
    ]
    let chart = chart(.account, "joint-account", AccountMapping(account: "Assets:Bank:Ours"))
    let text = journal(rows, chart: chart)
    #expect(text.contains("  Liabilities:Monzo:Flex  -1.00 GBP\n"))
    #expect(text.contains("  Assets:Bank:Ours  -1.00 GBP\n"))
  }

  @Test func `money to an account at another bank goes to an account of its own`() {
    let row = Household.row("tx_1", Household.current, -100, .ownTransfer) {
      $0[provenance: .kind] = .config
      $0[.payee] = "Alex Example"
    }
    #expect(journal([row]).contains("  Assets:External:Alex-Example  1.00 GBP\n"))
    let mapped = chart(.counterparty, "alex example", AccountMapping(account: "Assets:Barclays"))
    #expect(journal([row], chart: mapped).contains("  Assets:Barclays  1.00 GBP\n"))
  }

  // MARK: Balances

  @Test(arguments: [JournalFormat.beancount, .hledger])
  func `the opening of an account whose name has two lines is on one`(format: JournalFormat) {
    let row = Household.row("tx_1", Household.current, -100, day: 4)
    let journal = journal([row], format) {
      $0 = Register(
        id: $0.id, slug: $0.slug, title: "Trip\nto Rome", owner: $0.owner, currency: $0.currency,
        sums: $0.sums)
      $0.closingMinor = 900
    }
    #expect(journal.contains("Trip to Rome"))
  }

  @Test func `a known balance opens the journal and is asserted when the month is over`() {
    let row = Household.row("tx_1", Household.current, -100, day: 4)
    #expect(
      journal([row]) { $0.closingMinor = 900 } == """
        2024-07-01 * "Opening balance" "Current account"
          Assets:Monzo:Current-Account  10.00 GBP
          Equity:Opening-Balances  -10.00 GBP

        2024-07-04 * "Payee of tx_1" ""
          id: "tx_1"
          Assets:Monzo:Current-Account  -1.00 GBP
          Expenses:General  1.00 GBP

        2024-08-01 balance Assets:Monzo:Current-Account  9.00 ~ 0 GBP


        """)
    #expect(
      journal([row], .hledger) { $0.closingMinor = 900 }.hasSuffix(
        "2024-07-31 * Balances\n  Assets:Monzo:Current-Account  0.00 GBP = 9.00 GBP\n\n"))
  }

  @Test func `without a balance of the bank's nothing is asserted, and the opening says so`() {
    let row = Household.row("tx_1", Household.current, -100, day: 4)
    let text = journal([row]) { $0.knownMinor = 400 }
    #expect(
      text.hasPrefix(
        """
        2024-07-01 ! "Opening balance" "Current account"
          reason: "sum of the known transactions, not a balance of the bank's"
          Assets:Monzo:Current-Account  5.00 GBP

        """))
    #expect(!text.contains("-01 balance "))
  }

  @Test
  func
    `where rows are missing until a day, the opening is on that day and nothing is asserted before`()
  {
    let row = Household.row("tx_1", Household.current, -100, day: 4)
    let day = period.from.adding(days: 19)
    let text = journal([row], completeFrom: day) { $0.closingMinor = 900 }
    #expect(text.hasPrefix("2024-07-20 * \"Opening balance\""))
    #expect(text.contains("2024-08-01 balance Assets:Monzo:Current-Account  9.00 ~ 0 GBP\n"))
    let later = period.through.adding(days: 2)
    #expect(!journal([row], completeFrom: later) { $0.closingMinor = 900 }.contains(" balance "))
  }

  @Test func `a filtered journal opens with nothing and asserts nothing`() {
    let row = Household.row("tx_1", Household.current, -100, day: 4)
    let text = journal([row]) {
      $0.isWhole = false
      $0.closingMinor = 900
    }
    #expect(text.hasPrefix("2024-07-04") && !text.contains("-01 balance "))
  }

  @Test func `accounts that the chart puts together are asserted together, or not at all`() {
    let rows = [
      Household.row("tx_1", Household.current, -100, day: 4),
      Household.row("tx_2", Household.joint, -100, day: 4),
    ]
    var both = chart(.account, "joint-account", AccountMapping(account: "Assets:Bank"))
    let entry = ChartOfAccounts.Entry(
      .account, "current-account", AccountMapping(account: "Assets:Bank"),
      at: TextPosition(line: 1, column: 1))
    _ = both.add(entry)
    let known = journal(rows, chart: both) { $0.closingMinor = 900 }
    #expect(known.contains("2024-08-01 balance Assets:Bank  18.00 ~ 0 GBP\n"))
    let half = journal(rows, chart: both) {
      if $0.slug == "joint-account" { $0.closingMinor = 900 }
    }
    #expect(!half.contains(" balance "))
  }
}
