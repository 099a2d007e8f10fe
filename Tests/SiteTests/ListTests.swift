// Lists of transactions: orders, pages, what a row says.

import Model
import Testing

@testable import Site

@Suite struct ListTests {
  private func list(_ rows: [Row], _ order: TransactionList.Order, perPage: Int = 250) throws
    -> TransactionList
  {
    let site = facts(of: rows, try options(asOf: "2026-06-30") { $0.rowsPerPage = perPage })
    return TransactionList(rows.map { TransactionLine($0, site.names) }, order, site)
  }

  @Test func `newest come first, or the largest payments whatever their sign`() throws {
    let eur = try #require(Currency("EUR"))
    let rows: [Row] = [
      try .make("tx_a", "2026-06-01", -500), try .make("tx_b", "2026-06-02", 900),
      try .make("tx_c", "2026-06-03", -700), try .make("tx_d", "2026-06-04", -500),
      try .make("tx_e", "2026-06-05", -9_000) { $0.status = .declined },
      try .make("tx_f", "2026-06-06", -9_000) { $0.currency = eur },
      try .make("tx_g", "2026-06-07", -9_000) { $0.kind = .potTransfer },
    ]
    let newest = try list(rows, .newestFirst)
    #expect(newest.rows(1).map(\.anchor) == ["g", "f", "e", "d", "c", "b", "a"].map { "tx-" + $0 })
    let largest = try list(rows, .largestFirst)
    #expect(
      largest.rows(1).map(\.anchor) == ["b", "c", "d", "a", "g", "e", "f"].map { "tx-" + $0 })
  }

  @Test func `pages hold all rows once, and their sums add up to the whole`() throws {
    let rows = try (1...23).map { try Row.make("tx_\($0)", "2026-06-02", Int64(-$0)) }
    for order in [TransactionList.Order.newestFirst, .largestFirst] {
      let list = try list(rows, order, perPage: 5)
      #expect(list.pageCount == 5)
      let pages = (1...5).map { list.rows($0) }
      #expect(pages.flatMap { $0.map(\.anchor) }.count == 23)
      #expect(Set(pages.flatMap { $0.map(\.anchor) }).count == 23)
      #expect(pages.reduce(0) { $0 + list.sum($1).minorUnits } == list.wholeSum.minorUnits)
      #expect(list.wholeSum == Amount(-276, .gbp))
    }
    #expect(try list(rows, .newestFirst, perPage: 5).path(1) == "months/2026-06.html")
    #expect(
      try list(rows, .largestFirst, perPage: 5).path(2) == "months/2026-06-largest-page-2.html")
  }

  @Test func `pages lead to the first, previous, next and last`() throws {
    let rows = try (1...23).map { try Row.make("tx_\($0)", "2026-06-02", Int64(-$0)) }
    let files = texts(try site(of: rows, options(asOf: "2026-06-30") { $0.rowsPerPage = 5 }))
    let page = try HTMLReader.read(try #require(files["months/2026-06-page-3.html"]))
    let pager = try #require(page.all("nav").first { $0["class"] == "pager" })
    let links = pager.all("a")
    #expect(links.map { $0["rel"] } == [nil, "prev", "next", nil])
    #expect(
      links.map { $0["href"] } == [
        "../months/2026-06.html", "../months/2026-06-page-2.html", "../months/2026-06-page-4.html",
        "../months/2026-06-page-5.html",
      ])
    #expect(pager.first("p")?.text == "Rows 11–15 of 23")
  }

  @Test func `a row says in words what it is`() throws {
    let jpy = try #require(Currency("JPY"))
    let rows: [Row] = [
      try .make("tx_a", "2026-06-01", -500) { $0.status = .pending },
      try .make("tx_b", "2026-06-01", -500) {
        $0.status = .declined
        $0[.declineReason] = "INSUFFICIENT_FUNDS"
      },
      try .make("tx_c", "2026-06-01", 500) { $0.kind = .refund },
      try .make("tx_d", "2026-06-01", -500) { $0.localAmount = Money(-900, jpy) },
      try .make("tx_e", "2026-06-01", -500) { $0.kind = .potTransfer },
      try .make("tx_f", "2026-06-01", -500) { $0.includeInSpending = false },
      try .make("tx_g", "2026-06-01", 0) { $0.kind = .cardCheck },
      try .make("tx_h", "2026-06-01", -500) {
        $0.status = .declined
        $0[.declineReason] = "<b>"
      },
    ]
    let files = texts(try site(of: rows, options(asOf: "2026-06-30")))
    let page = try HTMLReader.read(try #require(files["months/2026-06.html"]))
    func words(_ id: String) -> String? {
      page.all("tr").first { $0["id"] == id }?.children[3].text
    }
    #expect(words("tx-a") == "Pending.")
    #expect(words("tx-b") == "Declined: insufficient funds.")
    #expect(words("tx-c") == "Refund.")
    #expect(words("tx-d") == "Abroad: −¥900 JPY")
    #expect(words("tx-e") == "Transfer.")
    #expect(words("tx-f") == "Not counted as spending.")
    #expect(words("tx-g") == "No money moved.")
    #expect(words("tx-h") == "Declined.")
  }

  @Test func `ids of elements hold nothing but letters, digits and dashes`() {
    #expect(ElementID.row("tx_0000A1b2") == "tx-0000A1b2")
    #expect(ElementID.row("row_12ab") == "tx-row_12ab")
    for id in hostileTexts + ["", "tx_", "tx_a b", "x"] {
      let made = ElementID.row(id)
      #expect(made.hasPrefix("tx-x_"))
      #expect(made.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0) })
    }
    #expect(Set(hostileTexts.map(ElementID.row)).count == hostileTexts.count)
  }

  @Test func `names lose what a page cannot hold, and endless ones their end`() {
    #expect(UserText.clean("a\u{0}b\r\n c\u{7F} ") == "a\u{FFFD}b c\u{FFFD}")
    #expect(UserText.clean("Café ☕️") == "Café ☕️")
    #expect(UserText.clean(String(repeating: "é", count: 500), bytesMax: 9) == "éééé…")
    #expect(UserText.emoji("☕️ more") == "☕️")
    #expect(UserText.emoji("7") == nil && UserText.emoji("<") == nil && UserText.emoji(nil) == nil)
    #expect(UserText.initial(of: "  «été") == "É")
    #expect(UserText.initial(of: "—") == nil)
  }

  @Test func `rows of an earlier month are refused`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-06-01", -1), try .make("tx_2", "2026-05-31", -1),
    ]
    let (may, june) = (Month(year: 2026, month: 5), Month(year: 2026, month: 6))
    #expect(throws: SiteError.outOfOrder(id: "tx_2", month: may, after: june)) {
      try site(of: rows, options(asOf: "2026-06-30"))
    }
  }
}
