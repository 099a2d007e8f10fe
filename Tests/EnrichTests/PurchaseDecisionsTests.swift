// What the user's rules decided of a purchase is decided of the money that came back for it.

import Enrich
import Model
import TestSupport
import Testing

@Suite struct `what was decided of a purchase` {
  private let purchase = Row.make("tx_1") {
    $0.amountMinor = -3300
    $0.kind = .cardPayment
    $0[.category] = "holidays"
    $0.tie = 7
  }

  private func back(_ kind: Kind = .refund, _ category: String = "general") -> Row {
    .make("tx_2") {
      $0.created = Instant(seconds: 1_780_000_100)
      $0.amountMinor = 3300
      $0.kind = kind
      $0[.category] = category
      $0.tie = 7
    }
  }

  private func enriched(
    _ back: Row, rules: String, _ spending: SpendingSettings = .none
  ) throws -> Row {
    let rows = [purchase, back]
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 20_700))
    let rules = try Rules(parsing: Array(rules.utf8))
    var purchases = PurchaseDecisions(knowledge, links, followsSettings: true)
    var first = Enricher(knowledge, rules: rules, links: links, spending: spending)
    for row in rows where purchases.wants(row) { purchases.learn(first.enriched(row)) }
    var enricher = Enricher(
      knowledge, rules: rules, links: links, spending: spending, purchases: purchases)
    let once = enricher.enriched(back)
    #expect(enricher.enriched(once) == once)
    return once
  }

  private let work = "{ match: { amount: { max: -1 } }, set: { category: 'Work' } }"

  @Test(arguments: [Kind.refund, .monzoToMonzo], ["general", "gifts"])
  func `a rule's category is that of money back, too`(kind: Kind, category: String) throws {
    let row = try enriched(back(kind, category), rules: "{ rules: [\(work)] }")
    #expect(row[.category] == "Work" && row[provenance: .category] == .rule(1))
  }

  @Test func `a rule that sets the category of money back itself is above it`() throws {
    let rules = "{ rules: [\(work), { match: { kind: 'refund' }, set: { category: 'Fun' } }] }"
    #expect(try enriched(back(), rules: rules)[.category] == "Fun")
  }

  @Test func `a rule that sets something else of money back leaves the category`() throws {
    let rules = "{ rules: [\(work), { match: { kind: 'refund' }, set: { tags: ['back'] } }] }"
    let row = try enriched(back(), rules: rules)
    #expect(row[.category] == "Work" && row.tags == ["back"])
  }

  @Test func `what a rule leaves out takes along what comes back for it`() throws {
    let row = try enriched(
      back(),
      rules:
        "{ rules: [{ match: { amount: { max: -1 } }, set: { include_in_spending: false } }] }")
    #expect(row.includeInSpending == false)
    #expect(row[provenance: .includeInSpending] == .rule(1))
  }

  @Test func `so does what the configuration leaves out`() throws {
    var spending = SpendingSettings()
    spending.excludedKinds = [.cardPayment]
    let row = try enriched(back(), rules: "{}", spending)
    #expect(row.includeInSpending == false)
    #expect(row[provenance: .includeInSpending] == .config)
  }

  @Test func `without a word of the user the bank's category stays`() throws {
    #expect(try enriched(back(.refund, "gifts"), rules: "{}")[.category] == "gifts")
  }
}

@Suite struct `rows of the salary` {
  @Test(arguments: [
    (Kind.bacsCredit, "groceries", true), (.bankTransfer, "income", true),
    (.bankTransfer, "general", true), (.bankTransfer, "bills", false),
  ])
  func `they say so, but what is put into a category of spending is none`(
    kind: Kind, category: String, isSalary: Bool
  ) {
    let rows = (1...6).map { month in
      Row.make("tx_\(month)") {
        $0.date = CivilDate("2026-0\(month)-26") ?? $0.date
        $0.created = Instant(seconds: Int64($0.date.days) * 86_400)
        $0.amountMinor = 240_000
        $0.kind = kind
        $0[.category] = category
        $0[.counterpartyName] = "employer"
      }
    }
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate("2026-07-01") ?? CivilDate(days: 0))
    var enricher = Enricher(knowledge, links: links)
    let once = rows.map { enricher.enriched($0) }
    let expected = isSalary ? #"{"salary":"monthly"}"# : nil
    #expect(once.allSatisfy { $0[.metadata] == expected })
    #expect(once.map { enricher.enriched($0) } == once)
  }
}
