import Model
import Testing
import Write

struct `Slugs of accounts and pots` {
  private func book(_ references: [Reference]) -> ReferenceBook {
    var book = ReferenceBook()
    for reference in references { book.add(reference) }
    return book
  }

  private func pot(_ id: String, _ name: String, _ created: Int64? = nil) -> Reference {
    var pot = Pot(id: id, name: name)
    pot.created = created.map { Instant(seconds: $0) }
    return .pot(pot)
  }

  @Test(arguments: [
    ("uk_retail", "current-account"), ("uk_retail_joint", "joint-account"),
    ("uk_monzo_flex", "flex"), ("uk_monzo_flex_backing_loan", "flex-loan"),
    ("uk_business", "business-account"), ("uk_lunar_savings", "lunar-savings"), ("uk", "account"),
  ])
  func `an account is called by its type`(_ type: String, _ slug: String) {
    #expect(Slugs(book([.account(Account(id: "acc_1", type: type))]))["acc_1"] == slug)
  }

  @Test(arguments: [
    ("Holiday", "pot-holiday"), ("  Rainy Day!  ", "pot-rainy-day"), ("Café Zoë", "pot-cafe-zoe"),
    ("Cafe\u{301}", "pot-cafe"), ("Straße", "pot-strasse"), ("Kids' toys", "pot-kids-toys"),
    ("🏝️ 2026/27", "pot-2026-27"), ("../etc", "pot-etc"),
    ("Pot: bills", "pot-bills"), ("Potatoes", "pot-potatoes"), ("假日", "pot-abcd12"),
    ("", "pot-abcd12"),
  ])
  func `a pot is called by its name in plain letters`(_ name: String, _ slug: String) {
    #expect(Slugs(book([pot("pot_0000abcd12", name)]))["pot_0000abcd12"] == slug)
  }

  @Test func `of two equal names the one opened first is plain, whatever the order of input`() {
    let pots = [
      pot("pot_0000zzzz01", "Holiday", 1), pot("pot_0000aaaa02", "holiday!", 2),
      pot("pot_0000aaaa03", "Holiday"),
    ]
    for order in [pots, pots.reversed()] {
      let slugs = Slugs(book(order))
      #expect(slugs["pot_0000zzzz01"] == "pot-holiday")
      #expect(slugs["pot_0000aaaa02"] == "pot-holiday-aaaa02")
      #expect(slugs["pot_0000aaaa03"] == "pot-holiday-aaaa03")
    }
  }

  @Test func `ends of ids that are equal without case are told apart`() {
    let slugs = Slugs(
      book([pot("pot_xAbcdef", "A", 1), pot("pot_yabcDEF", "A"), pot("pot_zabcDEF", "A")]))
    #expect(Set(slugs.all.values).count == 3)
    for slug in slugs.all.values {
      #expect(slug.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D })
    }
  }

  @Test func `a slug that was used before stays when the pot is renamed`() {
    let slugs = Slugs(
      book([pot("pot_1", "New name"), pot("pot_000002", "Old name")]),
      fixed: ["pot_1": "pot-old-name"])
    #expect(slugs["pot_1"] == "pot-old-name")
    #expect(slugs["pot_000002"] == "pot-old-name-000002")
  }

  @Test func `an account of which only rows are known has a slug too`() {
    let slugs = Slugs(ReferenceBook(), accounts: ["statement:unknown", "acc_0000AbCdEf"])
    #expect(slugs["statement:unknown"] == "statement-unknown")
    #expect(slugs["acc_0000AbCdEf"] == "account")
  }

  @Test func `what nothing names is called by its id, and no account at all has a name too`() {
    let slugs = Slugs(ReferenceBook(), accounts: ["acc_0000AbCdEf"])
    #expect(slugs["pot_0000abcd12"] == "pot-abcd12")
    #expect(slugs["acc_0000zzzz99"] == "account-zzzz99")
    #expect(slugs[""] == "unknown-account")
  }
}
