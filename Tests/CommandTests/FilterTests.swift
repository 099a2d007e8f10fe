// The options that choose rows and days, on a history small enough to see that they chose the right ones.

import TestSupport
import Testing

@testable import monzo_export

private let june = [
  "tx_half_past_midnight_bst", "tx_into_pot", "tx_direct_debit_joint", "tx_split", "tx_declined",
  "tx_pending",
]
private let all =
  ["tx_last_day_of_tax_year", "tx_first_day_of_tax_year", "tx_new_years_eve_2330", "tx_salary"]
  + june

@Suite struct FilterTests {
  private func ids(_ options: String...) throws -> [String] {
    let run = try Run(["export", "--format", "jsonl", Fixture.history] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run.ids
  }

  @Test func `without options there is everything, by time and then id`() throws {
    #expect(try ids() == all)
  }

  @Test func `a month is that of the civil date, not that of UTC`() throws {
    #expect(try ids("--month", "2026-06") == june)
    #expect(try ids("--month", "2026-05") == ["tx_salary"])
    #expect(try ids("--month", "2024-01") == [])
  }

  @Test func `a year runs from January to December`() throws {
    #expect(try ids("--year", "2025") == Array(all.prefix(3)))
    #expect(try ids("--year", "2026") == Array(all.dropFirst(3)))
  }

  @Test func `a tax year runs from 6 April to 5 April`() throws {
    #expect(try ids("--tax-year", "2024-25") == ["tx_last_day_of_tax_year"])
    #expect(
      try ids("--tax-year", "2025-26") == ["tx_first_day_of_tax_year", "tx_new_years_eve_2330"])
  }

  @Test func `both ends of a range belong to it, and either may be left open`() throws {
    #expect(
      try ids("--from", "2026-06-15", "--to", "2026-06-20")
        == ["tx_direct_debit_joint", "tx_split"])
    #expect(try ids("--from", "2026-06-30") == ["tx_pending"])
    #expect(try ids("--to", "2025-04-05") == ["tx_last_day_of_tax_year"])
    #expect(try ids("--from", "2026-06-20", "--to", "2026-06-20") == ["tx_split"])
  }

  @Test(arguments: ["joint-account", "uk_retail_joint", "acc_joint"])
  func `an account is known by its slug, its type and its id`(name: String) throws {
    #expect(try ids("--account", name) == ["tx_direct_debit_joint"])
  }

  @Test func `options of one kind widen, options of different kinds narrow`() throws {
    #expect(
      try ids("--category", "bills", "--category", "income")
        == ["tx_salary", "tx_direct_debit_joint"])
    #expect(try ids("--category", "eating_out", "--month", "2026-06").count == 2)
    #expect(try ids("--category", "eating_out", "--tag", "party") == ["tx_new_years_eve_2330"])
    #expect(try ids("--category", "bills", "--tag", "party") == [])
    #expect(try ids("--account", "acc_current", "--account", "acc_joint") == all)
  }

  @Test func `a category is found in the parts of a split payment too`() throws {
    #expect(try ids("--category", "holidays") == ["tx_split"])
    #expect(try ids("--category", "groceries") == ["tx_first_day_of_tax_year", "tx_split"])
  }

  @Test(arguments: ["holiday", "#holiday"])
  func `a tag is known with and without its sign`(tag: String) throws {
    #expect(try ids("--tag", tag) == ["tx_split"])
  }

  @Test func `a kind is one of the row's kinds`() throws {
    #expect(try ids("--kind", "direct_debit") == ["tx_direct_debit_joint"])
    #expect(
      try ids("--kind", "pot_transfer", "--kind", "bacs_credit") == ["tx_salary", "tx_into_pot"])
  }

  @Test func `a payee that a rule sets does not change what is chosen`() throws {
    let scratch = try Scratch()
    let rules = try scratch.write(
      "{ rules: [{ match: { merchant: 'Owl Tavern' }, set: { category: 'holidays' } }] }",
      to: "rules.json5")
    #expect(
      try ids("--category", "holidays", "--rules", rules)
        == ["tx_new_years_eve_2330", "tx_split", "tx_pending"])
  }

  @Test(arguments: [
    (["--month", "2026-06"], "2026-06"), (["--year", "2026"], "2026"),
    (["--tax-year", "2025-26"], "tax-year-2025-26"), ([], "all"),
    (["--from", "2026-01-01", "--to", "2026-03-31"], "2026-01-01-to-2026-03-31"),
    (["--from", "2026-01-01"], "2026-01-01"), (["--to", "2026-03-31"], "to-2026-03-31"),
  ])
  func `the folder of a period is named after it`(options: [String], name: String) throws {
    let scratch = try Scratch()
    let run = try Run(["export", "--out", scratch("out"), Fixture.history] + options)
    #expect(run.status == 0)
    #expect(
      Set(try scratch.files(in: "out").keys.map { $0.split(separator: "/")[0] }) == [name[...]])
  }
}

@Suite struct TimeTests {
  private func dates(_ options: String...) throws -> [String: Substring] {
    let run = try Run(["export", "--format", "csv", Fixture.history] + options)
    let rows = run.lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(rows.first?.firstIndex(of: "date"))
    return Dictionary(uniqueKeysWithValues: rows.dropFirst().map { (String($0[0]), $0[column]) })
  }

  @Test func `days are those of London`() throws {
    let dates = try dates()
    #expect(dates["tx_half_past_midnight_bst"] == "2026-06-01")
    #expect(dates["tx_new_years_eve_2330"] == "2025-12-31")
  }

  @Test(arguments: [
    ("UTC", "2026-05-31", "2025-12-31"), ("America/New_York", "2026-05-31", "2025-12-31"),
    ("Asia/Tokyo", "2026-06-01", "2026-01-01"), ("Europe/London", "2026-06-01", "2025-12-31"),
  ])
  func `days are those of another zone when it is given`(
    zone: String, summer: Substring, winter: Substring
  ) throws {
    let dates = try dates("--time-zone", zone)
    #expect(dates["tx_half_past_midnight_bst"] == summer)
    #expect(dates["tx_new_years_eve_2330"] == winter)
  }

  @Test func `a month is one of the zone`() throws {
    let run = try Run(
      "export", "-f", "jsonl", "--month", "2026-05", "--time-zone", "America/New_York",
      Fixture.history)
    #expect(run.ids == ["tx_salary", "tx_half_past_midnight_bst"])
  }

  @Test func `now is the latest time of the input, or what is given`() throws {
    let scratch = try Scratch()
    for (options, now) in [
      ([], "2026-06-30T22:00:00Z"), (["--as-of", "2026-08-01"], "2026-08-01T00:00:00Z"),
      (["--as-of", "2026-08-01T06:07:08Z"], "2026-08-01T06:07:08Z"),
    ] {
      _ = try Run(["export", "--out", scratch("out"), Fixture.history] + options)
      #expect(scratch.text("out/all/manifest.json").contains("\"as_of\": \"\(now)\""), "\(options)")
    }
  }
}
