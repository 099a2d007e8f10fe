// What the money of a row is to the user, and what rows add up to.

import Aggregate
import Model
import TestSupport
import Testing

@Suite struct `what a row's money is` {
  @Test(arguments: [
    (-250, Kind.cardPayment, Flow.spending), (250, .bacsCredit, .income), (250, .refund, .refund),
    (-250, .potTransfer, .transfer), (250, .ownTransfer, .transfer), (0, .cardCheck, .none),
    (250, .cardPayment, .income),
  ])
  func `by sign and kind`(amount: Int, kind: Kind, flow: Flow) {
    let row = Row.make("tx_1") {
      $0.amountMinor = Int64(amount)
      $0.kind = kind
    }
    #expect(row.flow == flow)
  }

  @Test func `money out that is left out of spending is no spending`() {
    let row = Row.make("tx_1") { $0.includeInSpending = false }
    #expect(row.flow == .notSpending)
  }

  @Test func `money back for a purchase is a refund, whatever its kind`() {
    let row = Row.make("tx_2") {
      $0.amountMinor = 250
      $0[.refundOf] = "tx_1"
    }
    #expect(row.flow == .refund)
  }
}

@Suite struct `shares of categories` {
  private func row(_ parts: [CategoryPart], category: String? = "groceries") -> Row {
    Row.make("tx_1") {
      $0.amountMinor = -1000
      $0[.category] = category
      $0.categoryParts = parts
    }
  }

  private func shares(_ row: Row) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: row.categoryShares.map { ($0.category, Int($0.amountMinor)) })
  }

  @Test func `a row that is not split is all its category's`() {
    #expect(shares(row([])) == ["groceries": -1000])
  }

  @Test func `a row without a category is of none, whether it is split or not`() {
    #expect(shares(row([], category: nil)) == [Row.noCategory: -1000])
    #expect(
      shares(row([CategoryPart("gifts", -300)], category: nil))
        == ["gifts": -300, Row.noCategory: -700])
  }

  @Test func `what the parts leave is the row's own category's`() {
    let parts = [CategoryPart("eating_out", -500), CategoryPart("gifts", -300)]
    #expect(shares(row(parts)) == ["eating_out": -500, "gifts": -300, "groceries": -200])
  }

  @Test func `a part of the row's own category and what is left are one share`() {
    #expect(shares(row([CategoryPart("groceries", -400)])) == ["groceries": -1000])
  }

  @Test func `a part of the other sign is spending too, of less than nothing`() {
    let split = row([CategoryPart("eating_out", -1200), CategoryPart("gifts", 200)])
    #expect(shares(split) == ["eating_out": -1200, "gifts": 200])
    let summary = Summary([split])
    let cells = summary.cells.filter { $0.key.dimension == .category }
    #expect(cells.map(\.value.settled.income) == [0, 0])
    #expect(cells.map(\.value.settled.spending).sorted() == [-200, 1200])
  }

  @Test func `parts beyond 64 bits still sum to the row`() {
    let split = row([CategoryPart("a", .min), CategoryPart("b", .min)])
    #expect(split.categoryShares.reduce(0) { $0 + $1.amountMinor } == -1000)
  }
}

@Suite struct `totals of rows` {
  @Test func `pending money is kept apart, in the flow that it settles in`() {
    let totals = Totals(Row.make("tx_1") { $0.status = .pending })
    #expect(totals.settled == FlowTotals())
    #expect(totals.pending.spending == 250 && totals.pending.spendingCount == 1)
    #expect(totals.net == 0 && totals.pendingNet == -250)
  }

  @Test func `declined money is no money, and what it would have cost is known`() {
    let totals = Totals(Row.make("tx_1") { $0.status = .declined })
    #expect(totals.counted == FlowTotals())
    #expect(totals.declinedCount == 1 && totals.declinedOut == 250)
  }

  @Test func `a card check is counted and moves nothing`() {
    let totals = Totals(Row.make("tx_1") { $0.amountMinor = 0 })
    #expect(totals.zeroCount == 1 && totals.counted.count == 0)
  }

  @Test func `transfers are told apart by their side`() {
    var totals = Totals(
      Row.make("tx_1") {
        $0.kind = .ownTransfer
        $0.amountMinor = -700
      })
    totals.merge(
      Totals(
        Row.make("tx_2") {
          $0.kind = .potTransfer
          $0.amountMinor = 300
        }))
    #expect(totals.settled.transfersOut == 700 && totals.settled.transfersIn == 300)
    #expect(totals.settled.transferCount == 2 && totals.spending == 0 && totals.net == -400)
  }

  @Test func `refunds reduce spending, below zero when more came back`() {
    var totals = Totals(Row.make("tx_1"))
    totals.merge(
      Totals(
        Row.make("tx_2") {
          $0.amountMinor = 400
          $0.kind = .refund
        }))
    #expect(totals.spending == -150)
  }
}

@Suite struct `summaries of rows` {
  private let rows = [
    Row.make("tx_1") { $0[.category] = "groceries" },
    Row.make("tx_2") {
      $0[.category] = "bills"
      $0.date = CivilDate(days: 20_640)
      $0.tags = ["home", "heat"]
    },
    Row.make("tx_3") {
      $0[.accountID] = "acc_2"
      $0.currency = Currency("EUR") ?? .gbp
    },
  ]

  private func spending(_ dimension: Summary.Dimension, of summary: Summary) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: summary.cells.filter { $0.key.dimension == dimension }.map {
        ("\($0.key.value) \($0.key.currency.code)", Int($0.value.spending))
      })
  }

  @Test func `every row is on one day, and months are the sums of their days`() {
    let summary = Summary(rows)
    #expect(summary.rowCount == 3 && summary.days.count == 3)
    #expect(summary.months.map { "\($0.month) \($0.currency.code)" }.count == 3)
    #expect(summary.months.reduce(0) { $0 + $1.totals.spending } == 750)
  }

  @Test func `currencies are never added up`() {
    let summary = Summary(rows)
    #expect(summary.whole.map(\.currency.code) == ["EUR", "GBP"])
    #expect(summary.whole.map(\.totals.spending) == [250, 500])
  }

  @Test func `a row is in a cell for each of its values`() {
    let summary = Summary(rows)
    #expect(spending(.account, of: summary) == ["acc_1 GBP": 500, "acc_2 EUR": 250])
    #expect(
      spending(.category, of: summary) == ["groceries GBP": 250, "bills GBP": 250, " EUR": 250])
    #expect(spending(.tag, of: summary) == ["home GBP": 250, "heat GBP": 250])
    #expect(spending(.merchant, of: summary) == [:])
  }

  @Test func `parts merge to the whole in any order`() {
    var merged = Summary(rows[2...])
    merged.merge(.empty)
    merged.merge(Summary(rows[..<2]))
    #expect(merged == Summary(rows))
  }

  @Test func `a merchant is called what its latest row calls it`() {
    func paid(_ id: String, _ name: String, at seconds: Int64) -> Row {
      Row.make(id) {
        $0.merchant = .make("merch_1", name)
        $0[.payee] = name
        $0.created = Instant(seconds: seconds)
      }
    }
    let rows = [paid("tx_2", "New name", at: 20), paid("tx_1", "Old name", at: 10)]
    #expect(Summary(rows).merchantNames["merch_1"]?.name == "New name")
    #expect(Summary(rows.reversed()).merchantNames["merch_1"]?.name == "New name")
  }

  // MARK: What comes back from people, and what is left out

  private func moneyIn(
    _ category: String?, _ kind: Kind = .monzoToMonzo, _ change: (inout Row) -> Void = { _ in }
  ) -> Flow {
    Row.make("tx_1") {
      $0.amountMinor = 1500
      $0.kind = kind
      $0[.category] = category
      change(&$0)
    }.flow
  }

  @Test func `money from a person in a category of spending is paid back`() {
    for kind in [Kind.monzoToMonzo, .bankTransfer, .standingOrder] {
      #expect(moneyIn("eating_out", kind) == .repaid)
      #expect(moneyIn("category_0000A", kind) == .repaid)
      for category in [nil, "", "general", "income", "transfers", "savings", "mondo"] {
        #expect(moneyIn(category, kind) == .income)
      }
    }
    #expect(moneyIn("groceries", .bacsCredit) == .income, "so employers pay")
    #expect(moneyIn("groceries", .interest) == .income)
    #expect(
      moneyIn("groceries", .bankTransfer) { $0[.metadata] = #"{"payday":"true"}"# } == .income)
    #expect(
      moneyIn("groceries", .bankTransfer) { $0[.metadata] = #"{"payday":"false"}"# } == .repaid)
    #expect(moneyIn("eating_out") { $0[.refundOf] = "tx_0" } == .refund)
    #expect(moneyIn("eating_out") { $0.kind = .ownTransfer } == .transfer)
  }

  @Test
  func
    `what a rule, the configuration or the category leaves out is no income, and what the bank does is`()
  {
    func flow(_ who: Provenance?, _ amount: Int64) -> (Flow, LeftOutReason?) {
      let row = Row.make("tx_1") {
        $0.amountMinor = amount
        $0.kind = .bankTransfer
        $0.includeInSpending = false
        $0[provenance: .includeInSpending] = who
      }
      return (row.flow, row.leftOutReason)
    }
    #expect(flow(nil, -100) == (.notSpending, .bank))
    #expect(flow(nil, 100) == (.income, nil))
    for (who, reason) in [
      (Provenance.rule(3), LeftOutReason.rule(3)), (.config, .configuration), (.csv, .category),
      (.counterparty, .accountOfOthers),
    ] {
      #expect(flow(who, -100) == (.notSpending, reason))
      #expect(flow(who, 100) == (.notIncome, reason))
      #expect(LeftOutReason(reason.word) == reason)
    }
    #expect(LeftOutReason("rule:x") == nil && LeftOutReason("") == nil)
  }

  @Test func `what people paid back and what is no income have sums of their own`() {
    var totals = FlowTotals()
    totals.add(.repaid, 1500)
    totals.add(.notIncome, 900)
    totals.add(.refund, 100)
    #expect(totals.repaid == 1500 && totals.repaidCount == 1)
    #expect(totals.notIncome == 900 && totals.notIncomeCount == 1)
    #expect(totals.income == 0 && totals.givenBack == 1600 && totals.moneyIn == 2500)
    #expect(totals.count == 3)
    var twice = totals
    twice.merge(totals)
    #expect(twice.repaid == 3000 && twice.notIncome == 1800 && twice.count == 6)
  }
}

@Suite struct `what was set aside` {
  private let rule: PostingRule = {
    var registers = OwnRegisters()
    registers.add(Account(id: "acc_1", type: "uk_retail"))
    registers.add(pot: "pot_1", heldBy: "acc_pot")
    return PostingRule(registers: registers)
  }()

  private func moved(_ amount: Int64, _ change: (inout Row) -> Void) -> SetAside {
    SetAside(
      Row.make("tx_1") {
        $0.amountMinor = amount
        change(&$0)
      }, rule)
  }

  private func pot(_ row: inout Row) {
    row.kind = .potTransfer
    row[.potID] = "pot_1"
  }

  @Test func `moves of an account to and from a pot are, by their sign`() {
    #expect(moved(-200, pot).into == 200 && moved(-200, pot).outOf == 0)
    #expect(moved(50, pot).outOf == 50 && moved(50, pot).net == -50)
  }

  @Test func `the pot's own side of a move is not counted again`() {
    let own = moved(200) {
      pot(&$0)
      $0[.accountID] = "acc_pot"
    }
    #expect(own == SetAside())
  }

  @Test func `savings elsewhere are once they are no spending`() {
    #expect(moved(-200) { $0[.category] = "savings" } == SetAside())
    let leftOut = moved(-200) {
      $0[.category] = "savings"
      $0.includeInSpending = false
    }
    #expect(leftOut.into == 200)
    #expect(moved(-200) { $0.includeInSpending = false } == SetAside())
  }

  @Test func `declined moves are nothing`() {
    let declined = moved(-200) {
      pot(&$0)
      $0.status = .declined
    }
    #expect(declined == SetAside())
  }

  @Test func `sums of parts merge, by month and currency`() {
    let rows = [("2026-06-30", -200), ("2026-07-01", -300), ("2026-07-02", 100)].enumerated().map {
      Row.make("tx_\($0.offset)", $0.element)
    }
    var whole = Summary.empty
    for row in rows { whole.add(row, rule) }
    var (one, other) = (Summary.empty, Summary.empty)
    one.add(rows[0], rule)
    one.add(rows[1], rule)
    other.add(rows[2], rule)
    other.merge(one)
    #expect(other == whole)
    #expect(whole.setAside.mapValues(\.net).values.sorted() == [200, 200])
  }
}

extension Row {
  fileprivate static func make(_ id: String, _ move: (day: String, amount: Int)) -> Row {
    make(id) {
      $0.date = CivilDate(move.day) ?? $0.date
      $0.amountMinor = Int64(move.amount)
      $0.kind = .potTransfer
      $0[.potID] = "pot_1"
    }
  }
}
