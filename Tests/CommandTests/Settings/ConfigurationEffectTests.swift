// Every key of the configuration, set to something else than its default, changes what the program does. A key that
// is read and has no effect is worse than an unknown one: nobody reports it.

import Foundation
import LoopbackHTTP
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `every key of the configuration changes what the program does` {
  private typealias Effect = @Sendable () throws -> Void

  @Test(arguments: Configuration.keys)
  func `it does`(key: String) throws {
    let effect = try #require(Self.effects[key], "no test shows what '\(key)' does")
    try effect()
  }

  private static let effects: [String: Effect] = [
    "archive": archive, "out": out, "time_zone": timeZone, "rules": rules, "templates": templates,
    "late": late, "api_url": apiURL, "auth_url": authURL, "client_id": clientID,
    "client_secret": clientSecret, "redirect": redirect, "token_store": tokenStore,
    "concurrency": concurrency, "own_accounts": ownAccounts, "spending": spending,
    "bank_holidays": bankHolidays, "vat_stagger": vatStagger,
    "chart": chart, "targets": targets,
  ]

  // MARK: Without a bank

  /// Runs a command line with a configuration, and without.
  private static func run(
    _ arguments: [String], with members: String, in scratch: Scratch
  ) throws -> (with: Run, without: Run) {
    try scratch.write("{ \(members) }", to: "home/.config/monzo-export/config.json5")
    return (
      try Run(arguments, environment: ["HOME": scratch("home")]),
      try Run(arguments, environment: ["HOME": scratch("nobody")])
    )
  }

  private static func archive() throws {
    let scratch = try Scratch()
    try HouseholdArchive(scratch, "home/.config/monzo-export/mine").write()
    let runs = try run(["export", "--format", "jsonl"], with: "archive: 'mine'", in: scratch)
    #expect(runs.with.ids.count == 6)
    #expect(runs.without.status == 7)
  }

  private static func out() throws {
    let scratch = try Scratch()
    let archive = HouseholdArchive(scratch)
    try archive.write()
    for (line, file) in [
      (["month", "2026-06", "--offline"], "exports/2026-06/manifest.json"),
      (["report"], "exports/site/index.html"),
    ] {
      try scratch.write("{ out: 'exports' }", to: "home/.config/monzo-export/config.json5")
      let run = try Run(
        line + ["--archive", archive.path], environment: ["HOME": scratch("home")])
      #expect(run.status == 0, "\(run.errors)")
      #expect(scratch.exists("home/.config/monzo-export/\(file)"))
    }
  }

  private static func timeZone() throws {
    let scratch = try Scratch()
    let record = try scratch.write(
      #"{"id":"tx_1","account_id":"acc_1","created":"2026-06-01T20:00:00Z","amount":-1,"currency":"GBP"}"#,
      to: "one.jsonl")
    let runs = try run(["normalize", record], with: "time_zone: 'Asia/Tokyo'", in: scratch)
    #expect(runs.with.text.contains(#""date":"2026-06-02""#))
    #expect(runs.without.text.contains(#""date":"2026-06-01""#))
  }

  private static func rules() throws {
    let scratch = try Scratch()
    try scratch.write(
      "{ rules: [{ match: { merchant: 'Owl Tavern' }, set: { category: 'pubs' } }] }",
      to: "home/.config/monzo-export/my.json5")
    let line = ["export", "--format", "jsonl", "--category", "pubs", Fixture.history]
    let runs = try run(line, with: "rules: 'my.json5'", in: scratch)
    #expect(runs.with.ids.count == 2)
    #expect(runs.without.ids == [] && runs.without.status == 1)
  }

  private static func ownAccounts() throws {
    let scratch = try Scratch()
    let record = try scratch.write(payment, to: "one.jsonl")
    for members in [
      "own_accounts: [{ sort_code: '09-01-28', account_number: '12345678' }]",
      "own_accounts: [{ name: 'alex example', iban: 'GB33BUKB20201555555555' }, { iban: 'GB00ABBY09012812345678' }]",
    ] {
      let runs = try run(["export", "--format", "jsonl", record], with: members, in: scratch)
      #expect(runs.with.text.contains(#""kind":"own_transfer""#))
      #expect(runs.with.text.contains(#""provenance":{"payee":"counterparty","#))
      #expect(runs.with.text.contains(#""kind":"config""#))
      #expect(runs.without.text.contains(#""kind":"bank_transfer""#))
    }
  }

  private static func bankHolidays() throws {
    let scratch = try Scratch()
    let line = ["export", "--pay-cycle", "31", "--month", "2026-09", Fixture.history]
    // The last Monday of August is a bank holiday in England and Wales only.
    let runs = try run(line, with: "bank_holidays: 'scotland'", in: scratch)
    #expect(runs.with.errors.contains("pay-2026-09: 2026-08-31 to"), "\(runs.with.errors)")
    #expect(runs.without.errors.contains("pay-2026-09: 2026-08-28 to"), "\(runs.without.errors)")
  }

  private static func vatStagger() throws {
    let scratch = try Scratch()
    let line = ["export", "--vat-quarter", "2026-Q2", "--out", scratch("out"), Fixture.history]
    _ = try run(line, with: "vat_stagger: 2", in: scratch)
    #expect(scratch.exists("out/vat-2026-04") && scratch.exists("out/vat-2026-06"))
  }

  private static func targets() throws {
    let scratch = try Scratch()
    let runs = try run(
      ["export", "--for", "mine", "--account", "joint-account", Fixture.history],
      with: "targets: [{ name: 'mine', columns: { Sum: 'amount' } }]", in: scratch)
    #expect(runs.with.lines.map(String.init) == ["Sum", "-45.00"])
    #expect(runs.without.status == 2)
  }

  private static func spending() throws {
    let scratch = try Scratch()
    let record = try scratch.write(payment, to: "one.jsonl")
    for list in ["categories: ['savings']", "payees: ['alex example']", "kinds: ['bank_transfer']"]
    {
      let runs = try run(
        ["explain", "tx_1", record], with: "spending: { exclude: { \(list) } }", in: scratch)
      #expect(
        runs.with.text.contains(
          "Does not count as spending: 'spending' of the configuration leaves it out."))
      #expect(
        runs.without.text.contains(
          "Counts as spending in category savings: the bank's flag says so."))
    }
  }

  private static func chart() throws {
    let scratch = try Scratch()
    let record = try scratch.write(payment, to: "one.jsonl")
    let runs = try run(
      ["export", "--check-mapping", record], with: "chart: { categories: { Savings: '1250' } }",
      in: scratch)
    #expect(
      runs.with.status == 0 && runs.with.text == "Everything is mapped to an account or a code.\n")
    #expect(runs.without.status == 3)
    #expect(
      runs.without.text == """
        not mapped  name     transactions        in         out
        category    savings             1  0.00 GBP  200.00 GBP

        """)
    #expect(runs.without.errors.contains("1 not mapped: name accounts in "))
    let journals = try run(
      ["export", "--format", "hledger", record],
      with: "chart: { counterparties: { 'Alex Example': 'Assets:Savings' } }", in: scratch)
    #expect(journals.with.text.contains("  Assets:Savings  200.00 GBP\n"))
    #expect(journals.without.text.contains("  Expenses:Savings  200.00 GBP\n"))
  }

  /// A payment to an account at another bank.
  private static let payment =
    #"{"id":"tx_1","account_id":"acc_1","created":"2026-06-01T20:00:00Z","amount":-20000,"#
    + #""currency":"GBP","scheme":"payport_faster_payments","category":"savings","#
    + #""counterparty":{"name":"Alex Example","sort_code":"090128","account_number":"12345678"},"#
    + #""include_in_spending":true}"#

  private static func templates() throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "home/.config/monzo-export/mine/about.mustache")
    let line = ["report", "--out", scratch("site"), Fixture.history]
    try scratch.write("{ templates: 'mine' }", to: "home/.config/monzo-export/config.json5")
    #expect(try Run(line, environment: ["HOME": scratch("home")]).status == 0)
    #expect(scratch.text("site/about.html") == "mine")
    #expect(try Run(line, environment: ["HOME": scratch("nobody")]).status == 0)
    #expect(scratch.text("site/about.html").contains("<html"))
  }

  private static func late() throws {
    let scratch = try Scratch()
    let archive = HouseholdArchive(scratch)
    try archive.write()
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let file = try scratch.write("{ late: false }", to: "late.json5")
    #expect(try archive.export("2026-06", "--config", file).fitids() == ["tx_june"])
    #expect(try archive.export("2026-06").fitids() == ["tx_late", "tx_june"])
  }

  // MARK: With a bank

  /// The address that a login opened in the browser.
  private static func address(of bank: TestBank) throws -> URLComponents {
    try #require(URLComponents(string: bank.scratch.text("argv")))
  }

  private static func argument(_ name: String, of bank: TestBank) throws -> String? {
    try address(of: bank).queryItems?.first { $0.name == name }?.value
  }

  private static func apiURL() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let nowhere = try bank.run("whoami", with: ["MONZO_API_URL": nil])
    #expect(nowhere.errors.contains("not logged in to https://api.monzo.com"))
    try bank.configure("api_url: '\(bank.url)'")
    let run = try bank.run("whoami", with: ["MONZO_API_URL": nil])
    #expect(run.status == 0, "\(run.errors)")
  }

  private static func authURL() throws {
    let bank = try TestBank()
    try bank.configure("redirect: '\(bank.redirect)', auth_url: 'http://localhost:7'")
    #expect(try bank.logIn(with: ["MONZO_AUTH_URL": nil]).status == 0)
    #expect(try address(of: bank).host == "localhost" && address(of: bank).port == 7)
  }

  private static func clientID() throws {
    let bank = try TestBank()
    #expect(try bank.run("login", with: ["MONZO_CLIENT_ID": nil]).status == 5)
    try bank.configure("redirect: '\(bank.redirect)', client_id: '\(bank.client.id)'")
    #expect(try bank.logIn(with: ["MONZO_CLIENT_ID": nil]).status == 0)
    #expect(try argument("client_id", of: bank) == bank.client.id)
  }

  private static func clientSecret() throws {
    let bank = try TestBank()
    #expect(try bank.run("login", with: ["MONZO_CLIENT_SECRET": nil]).status == 5)
    let secret = bank.client.secret.reveal()
    try bank.configure("redirect: '\(bank.redirect)', client_secret: '\(secret)'")
    #expect(try bank.logIn(with: ["MONZO_CLIENT_SECRET": nil]).status == 0)
  }

  private static func redirect() throws {
    let bank = try TestBank()
    let other = "http://127.0.0.1:\(try LoopbackServer { _ in .text(200, "") }.port)/elsewhere"
    try bank.configure("redirect: '\(other)'")
    #expect(try bank.logIn().status == 0)
    #expect(try argument("redirect_uri", of: bank) == other)
  }

  private static func tokenStore() throws {
    let bank = try TestBank()
    try bank.configure("redirect: '\(bank.redirect)', token_store: { file: 'keys/token.json' }")
    #expect(try bank.logIn().status == 0)
    #expect(bank.scratch.exists(".config/monzo-export/keys/token.json"))
    #expect(!bank.scratch.exists(bank.tokenFile))
  }

  private static func concurrency() throws {
    let bank = try TestBank()
    for (members, expected) in [("concurrency: 1", 1...1), ("late: true", 3...16)] {
      try bank.configure("redirect: '\(bank.redirect)', \(members)")
      #expect(try bank.logIn().status == 0)
      bank.slowDown(.milliseconds(20))
      #expect(try bank.run("fetch").status == 0)
      #expect(expected.contains(bank.inFlightMax), "\(members): \(bank.inFlightMax)")
      bank.slowDown(.zero)
      try FileManager.default.removeItem(atPath: bank.scratch(".config/monzo-export/archive"))
    }
  }
}
