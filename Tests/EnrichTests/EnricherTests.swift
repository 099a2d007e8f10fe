// Payee, category and place of a row, one test for each sentence of the rules, with its counter-example.

import Enrich
import Model
import TestSupport
import Testing

struct EnricherTests {
  private let deli = Merchant.make("merch_1", "Fernhill Deli", group: "grp_1") {
    $0.category = "eating_out"
    $0.city = "London"
  }
  private let descriptor = "FERNHILL DELI          LONDON        GBR"

  private func enriched(_ row: Row, knowing rows: [Row] = [], _ references: Reference...) -> Row {
    var knowledge = Knowledge.empty
    for row in rows + [row] { knowledge.learn(row) }
    for reference in references { knowledge.learn(reference) }
    var enricher = Enricher(knowledge)
    return enricher.enriched(row)
  }

  // MARK: Merchant and place

  @Test func `the merchant of the record names payee and place`() {
    let row = enriched(.make("tx_1") { $0.merchant = deli })
    #expect(row[.payee] == "Fernhill Deli")
    #expect(row[provenance: .payee] == .merchant)
    #expect(row[provenance: .merchant] == .merchant)
    #expect(row[provenance: .place] == .merchant)
  }

  @Test func `a merchant without an address has no place`() {
    let row = enriched(.make("tx_1") { $0.merchant = .make("merch_2", "Larkbox") { $0.city = "" } })
    #expect(row[provenance: .place] == nil)
  }

  @Test func `an id alone gets the whole merchant from another row`() {
    let other = Row.make("tx_2") { $0.merchant = deli }
    let row = enriched(.make("tx_1") { $0.merchant = .make("merch_1", nil) }, knowing: [other])
    #expect(row.merchant == deli)
    #expect(row[.payee] == "Fernhill Deli")
    #expect(row[provenance: .payee] == .directory)
    #expect(row[provenance: .place] == .directory)
  }

  @Test func `the directory has the latest version of a merchant`() {
    let rows = [("tx_2", 20, "New Name"), ("tx_3", 10, "Old Name")].map { id, time, name in
      Row.make(id) {
        $0.created = Instant(seconds: Int64(time))
        $0.merchant = .make("merch_1", name)
      }
    }
    let row = enriched(.make("tx_1") { $0.merchant = .make("merch_1", nil) }, knowing: rows)
    #expect(row[.payee] == "New Name")
  }

  @Test func `an id that no row explains is named by its descriptor and keeps its id`() {
    let row = enriched(
      .make("tx_1") {
        $0.merchant = .make("merch_9", nil)
        $0[.description] = descriptor
      })
    #expect(row.merchant?.fields.id == "merch_9")
    #expect(row.merchant?.fields.name == "Fernhill Deli")
    #expect(row[provenance: .payee] == .descriptor)
  }

  @Test func `what a nameless merchant of a statement has stays beside the descriptor's name`() {
    var fields = Merchant.Fields()
    (fields.emoji, fields.address) = ("☕", "5 Quai d’Exemple")
    let row = enriched(
      .make("tx_1") {
        $0[.description] = descriptor
        $0.merchant = Merchant(fields)
      })
    #expect(row.merchant?.fields.name == "Fernhill Deli")
    #expect(row.merchant?.fields.emoji == "☕")
    #expect(row.merchant?.fields.address == "5 Quai d’Exemple")
  }

  @Test func `a card payment without a merchant is read from its descriptor`() {
    let row = enriched(.make("tx_1") { $0[.description] = descriptor })
    #expect(row[.payee] == "Fernhill Deli")
    #expect(row.merchant?.fields.id == nil)
    #expect(row.merchant?.fields.city == "London")
    #expect(row.merchant?.fields.country == "GBR")
    #expect(row[provenance: .place] == .descriptor)
  }

  @Test func `a bank transfer's words are no descriptor`() {
    let row = enriched(
      .make("tx_1") {
        $0.kind = .bankTransfer
        $0[.description] = descriptor
      })
    #expect(row.merchant == nil)
    #expect(row[.payee] == "Fernhill Deli London GBR")
    #expect(row[provenance: .payee] == .bank)
  }

  // MARK: Payee

  @Test func `the name that a statement prints comes before the counterparty's`() {
    let row = enriched(
      .make("tx_1") {
        $0.source = .statementCSV
        $0.kind = .bankTransfer
        $0[.payee] = "Teapot"
        $0[provenance: .payee] = .csv
        $0[.counterpartyName] = "TEAPOT LTD"
      })
    #expect(row[.payee] == "Teapot")
    #expect(row[provenance: .payee] == .csv)
  }

  @Test func `a statement's merchant gets its town from the descriptor`() {
    let row = enriched(
      .make("tx_1") {
        $0.source = .statementCSV
        $0.merchant = .make(nil, "Fernhill Delicatessen") { $0.address = "12 Example Street" }
        $0[provenance: .merchant] = .csv
        $0[.description] = descriptor
      })
    #expect(row[.payee] == "Fernhill Delicatessen")
    #expect(row[provenance: .payee] == .csv)
    #expect(row.merchant?.fields.address == "12 Example Street")
    #expect(row.merchant?.fields.city == "London")
    #expect(row[provenance: .merchant] == .csv)
    #expect(row[provenance: .place] == .descriptor)
  }

  @Test func `a merchant of the bank without an address is not placed by the descriptor`() {
    let row = enriched(
      .make("tx_1") {
        $0.merchant = .make("merch_2", "Larkbox")
        $0[.description] = descriptor
      })
    #expect(row.merchant?.fields.city == nil)
  }

  @Test func `a pot that only a statement names is named like any pot`() {
    let row = enriched(
      .make("tx_1") {
        $0.source = .statementCSV
        $0.kind = .potTransfer
        $0[.potID] = "pot_00001"
        $0[.payee] = "Holiday"
        $0[provenance: .payee] = .csv
      })
    #expect(row[.payee] == "Holiday pot")
    #expect(row[provenance: .payee] == .csv)
  }

  @Test func `a transfer is named after its counterparty`() {
    let row = enriched(
      .make("tx_1") {
        $0.kind = .bankTransfer
        $0[.counterpartyName] = "Grace Fowler"
        $0[.description] = "Pizza"
      })
    #expect(row[.payee] == "Grace Fowler")
    #expect(row[provenance: .payee] == .counterparty)
  }

  @Test(arguments: [
    ("GABLEWICK LETTINGS LTD", "Gablewick Lettings Ltd"), ("MR J O'NEILL", "Mr J O'Neill"),
    ("HMRC", "HMRC"), ("van der Berg", "van der Berg"), ("NS&I", "NS&I"), ("山田 太郎", "山田 太郎"),
  ])
  func `a counterparty's name that shouts is written plainly, and kept as it was beside`(
    name: String, payee: String
  ) {
    let row = enriched(
      .make("tx_1") {
        $0.kind = .bankTransfer
        $0[.counterpartyName] = name
      })
    #expect(row[.payee] == payee)
    #expect(row[.counterpartyName] == name)
  }

  @Test(arguments: [
    ("Holiday", "Holiday pot"), ("Rainy day Pot", "Rainy day Pot"), ("Potluck", "Potluck pot"),
    ("Holiday 🏖️", "Holiday 🏖️ pot"), (nil, "Pot"),
  ])
  func `a move to a pot is named after the pot`(name: String?, payee: String) {
    let row = Row.make("tx_1") {
      $0.kind = .potTransfer
      $0[.potID] = "pot_00001"
      $0[.description] = "pot_00001"
    }
    var knowledge = Knowledge.empty
    if let name { knowledge.learn(.pot(Pot(id: "pot_00001", name: name))) }
    var enricher = Enricher(knowledge)
    let named = enricher.enriched(row)
    #expect(named[.payee] == payee)
    #expect(named[provenance: .payee] == .pot)
  }

  @Test(arguments: [
    (Kind.interest, "account_interest", "Monzo interest"),
    (.fee, "overdraft", "Monzo overdraft"),
    (.fee, "uk_retail", "Monzo"),
    (.fee, "monzo_business_account_billing", "Monzo Business"),
    (.flex, "monzo_flex", "Monzo Flex"),
    (.loan, "instalment_loan", "Monzo loan"),
    (.reward, "signup_referral", "Monzo referral"),
    (.reward, "cashback", "Monzo cashback"),
    (.cheque, "rbs_cheque", "Cheque"),
    (.cashDeposit, "uk_cash_deposits_paypoint", "Cash deposit"),
    (.adjustment, "ledger_adjustment", "Monzo adjustment"),
  ])
  func `the bank's own business has fixed names`(kind: Kind, scheme: String, payee: String) {
    let row = enriched(
      .make("tx_1") {
        $0.kind = kind
        $0[.scheme] = scheme
        $0[.description] = scheme == "cashback" ? "Your Cashback" : "Some words"
      })
    #expect(row[.payee] == payee)
    #expect(row[provenance: .payee] == .bank)
  }

  @Test func `a purchase on Flex is named by its descriptor, a repayment is not`() {
    let purchase = enriched(
      .make("tx_1") {
        $0.kind = .flex
        $0[.description] = "BRIGHT LAMP CO         HULL          GBR"
      })
    let repayment = enriched(
      .make("tx_2") {
        $0.kind = .flex
        $0[.description] = "Flex repayment"
      })
    #expect(purchase[.payee] == "Bright Lamp Co")
    #expect(repayment[.payee] == "Monzo Flex")
    #expect(repayment.merchant == nil)
  }

  @Test func `nothing known is no payee`() {
    let row = enriched(.make("tx_1"))
    #expect(row[.payee] == nil)
    #expect(row[provenance: .payee] == nil)
  }

  // MARK: Category

  @Test func `the bank's category stays`() {
    let row = enriched(.make("tx_1") { $0[.category] = "transfers" })
    #expect(row[.category] == "transfers")
    #expect(row[provenance: .category] == .bank)
  }

  @Test func `a missing category is the merchant's`() {
    let row = enriched(.make("tx_1") { $0.merchant = deli })
    #expect(row[.category] == "eating_out")
    #expect(row[provenance: .category] == .merchant)
  }

  @Test
  func `an own category is shown by the name that a statement prints for the same transaction`() {
    var knowledge = Knowledge.empty
    let api = Row.make("tx_1") { $0[.category] = "category_0000A" }
    let later = Row.make("tx_2") {
      $0[.category] = "category_0000A"
      $0.categoryParts = [CategoryPart("category_0000A", -100), CategoryPart("general", -150)]
    }
    let printed = Row.make("tx_1") {
      $0.source = .statementCSV
      $0[.category] = "Bikes & parts"
      $0[provenance: .category] = .csv
    }
    knowledge.learn(api)
    knowledge.learn(later)
    knowledge.learn(superseded: printed)
    var enricher = Enricher(knowledge)
    #expect(enricher.enriched(later)[.category] == "Bikes & parts")
    #expect(enricher.enriched(later).categoryParts.map(\.category) == ["Bikes & parts", "general"])
    #expect(enricher.enriched(api)[provenance: .category] == .bank)
    #expect(knowledge.movements.count == 2)
  }

  @Test func `a bank's category on a statement names no category of one's own`() {
    var knowledge = Knowledge.empty
    knowledge.learn(.make("tx_1") { $0[.category] = "category_0000A" })
    knowledge.learn(
      superseded: .make("tx_1") {
        $0.source = .statementCSV
        $0[.category] = "eating_out"
        $0[provenance: .category] = .csv
      })
    #expect(knowledge.categoryNames == [:])
  }

  @Test func `an unknown own category keeps its id`() {
    let row = enriched(.make("tx_1") { $0[.category] = "category_0000A" })
    #expect(row[.category] == "category_0000A")
  }

  // MARK: Tags

  @Test(arguments: [
    (
      "team lunch #work #Expenses2026 again #work no#tag # end #café.",
      ["work", "Expenses2026", "café"]
    ),
    ("see https://example.com/#top and www.example.com/#x", []),
    ("#1 #2026 #q3", ["q3"]),
    ("(#inside) \"#quoted\"", ["inside", "quoted"]),
    ("#one#two ##three", ["one", "two", "three"]),
    ("#snake_case #kebab-case- #मराठी #日本", ["snake_case", "kebab-case", "मराठी", "日本"]),
    ("&#39;", []),
    ("#", []),
    ("no tags", []),
  ])
  func `hashtags in the notes become tags`(notes: String, tags: [String]) {
    let row = enriched(.make("tx_1") { $0[.notes] = notes })
    #expect(row.tags == tags)
    #expect(row[provenance: .tags] == (tags.isEmpty ? nil : .bank))
  }

  @Test func `tags of the record come first and are not repeated`() {
    let row = enriched(
      .make("tx_1") {
        $0.tags = ["transport", "work"]
        $0[.notes] = "#work #home"
      })
    #expect(row.tags == ["transport", "work", "home"])
  }
}
