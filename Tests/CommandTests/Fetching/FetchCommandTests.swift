// What `fetch` reports of accounts that it was asked for, and of rows that the bank no longer lists.

import Fetch
import Foundation
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@testable import monzo_export

@Suite struct FetchCommandTests {
  private let bank: TestBank

  init() throws { bank = try TestBank() }

  private var archive: String { ".config/monzo-export/archive" }
  private var marks: String { bank.scratch.text("\(archive)/history/fetches.jsonl") }

  /// What `status` says of every account and pot.
  private func accounts() throws -> [[String: Any]] {
    let status = try bank.run("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(status.output)) as? [String: Any]
    return try #require(object?["accounts"] as? [[String: Any]])
  }

  /// The slug of an account or pot of every type.
  private func slugs() throws -> [String: String] {
    Dictionary(
      try accounts().map { ($0["type"] as? String ?? "", $0["account"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Accounts by name

  @Test func `an account that the bank does not list is reported with those that it does`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    let before = marks
    let run = try bank.run("fetch", "--account", "currant-account")
    #expect(run.status == 1)
    #expect(run.errors.contains("Monzo lists no account 'currant-account'"), "\(run.errors)")
    for (type, slug) in try slugs() where type != "pot" { #expect(run.errors.contains(slug)) }
    #expect(marks == before, "nothing was fetched, so there is no mark of a fetch")
    let plan = try bank.run("fetch", "--dry-run", "--account", "currant-account")
    #expect(plan.status == 1 && plan.output.isEmpty)
  }

  @Test func `of two accounts the one that is listed is fetched, and the other reported`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    let before = marks
    let run = try bank.run("fetch", "--json", "--account", "uk_retail", "--account", "nobody's")
    #expect(run.status == 1)
    #expect(run.errors.contains("Monzo lists no account 'nobody's'"))
    #expect(run.text.contains(#""accounts":[{"account_id":"#))
    #expect(marks != before)
  }

  @Test func `a pot is no account, and the account that it belongs to is named`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    let (before, asked) = (marks, bank.requests.count)
    let names = try slugs()
    let pot = try #require(names["pot"])
    let run = try bank.run("fetch", "--account", pot)
    #expect(run.status == 2)
    #expect(run.errors.contains("\(pot) is a pot"), "\(run.errors)")
    #expect(
      run.errors.contains("'--account \(try #require(names["uk_retail"]))'"), "\(run.errors)")
    #expect(marks == before && bank.requests.count == asked)
  }

  @Test func `a name that is known only when the bank has listed it is reported with its id`()
    throws
  {
    #expect(try bank.logIn().status == 0)
    let run = try bank.run("fetch", "--account", "current-account")
    #expect(run.status == 1)
    let start = try #require(run.errors.range(of: "current-account is acc_")?.upperBound)
    let id = "acc_" + run.errors[start...].prefix { $0.isLetter || $0.isNumber }
    #expect(marks == "")
    #expect(try bank.run("fetch", "--account", id).status == 0)
    #expect(try bank.run("fetch", "--account", "current-account").status == 0)
    #expect(marks.split(separator: "\n").count == 2)
  }

  // MARK: History that only a login opens

  @Test func `while a login could open more of the history, a fetch ends with 5`() throws {
    #expect(try bank.logIn().status == 0)
    bank.pass(seconds: 600)
    for _ in 1...2 {
      let run = try bank.run("fetch")
      #expect(run.status == 5, "\(run.errors)")
      #expect(run.errors.contains("only after a login"))
    }
    #expect(try bank.run("fetch", "--dry-run").status == 0)
    #expect(try bank.logIn(fetches: true).status == 0)
    bank.pass(seconds: 600)
    let run = try bank.run("fetch")
    #expect(run.status == 0, "\(run.errors)")
  }

  /// How many rows of more than 90 days ago the archive has.
  private func olderRows() throws -> Int {
    try bank.scratch.files(in: archive)
      .filter { $0.key.hasPrefix("transactions/") && !$0.key.contains("month=2026-") }.values
      .reduce(0) { $0 + $1.count { $0 == 0x0A } }
  }

  @Test func `a fetch gets all history while it is open, though its login was cut off`() throws {
    #expect(try bank.logIn().status == 0)
    // As Ctrl-C leaves it while the approval is waited for: a token, and nothing known of the approval.
    try FileManager.default.removeItem(atPath: bank.scratch(bank.consentFile))
    let run = try bank.run("fetch")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try olderRows() > 0)
  }

  @Test(arguments: [false, true])
  func `a token from elsewhere gets all history while it is open`(isImported: Bool) throws {
    #expect(try bank.logIn().status == 0)
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let token = try #require(saved.token?.access.reveal())
    try FileManager.default.removeItem(atPath: bank.scratch(".local"))
    let run =
      isImported
      ? try bank.run("login", "--import", "-", input: token)
      : try bank.run("fetch", with: ["MONZO_ACCESS_TOKEN": token])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try olderRows() > 0)
  }

  @Test func `a login after which history is still closed ends with 5 and says what to do`() throws
  {
    #expect(try bank.logIn().status == 0)
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let token = try #require(saved.token?.access.reveal())
    bank.pass(seconds: 600)
    let run = try bank.run("login", "--import", "-", input: token)
    #expect(run.status == 5, "\(run.errors)")
    #expect(run.errors.contains("closed after this login"), "\(run.errors)")
    #expect(run.errors.contains("approve it in the Monzo app"))
  }

  @Test func `history that is closed is asked for once a login, not in every run`() throws {
    #expect(try bank.logIn().status == 0)
    bank.pass(seconds: 600)
    #expect(try bank.run("fetch").status == 5)
    let first = bank.requests.count
    #expect(try bank.run("fetch").status == 5)
    let second = bank.requests.count - first
    // A renewed token is of the same login.
    bank.bank { bank, now in bank.expireTokens(at: now) }
    bank.pass(seconds: 60)
    #expect(try bank.run("fetch").status == 5)
    #expect(second < first)
    let older = bank.targets.suffix(bank.requests.count - first).filter { target in
      target.range(of: "since=").map { target[$0.upperBound...] < "2026-04" } ?? false
    }
    #expect(older.isEmpty, "\(older)")
  }

  // MARK: Rows that were lost here

  @Test func `what a lost file held past 90 days is fetched again after a login`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    bank.pass(seconds: 600)
    let account = try #require(accounts().first { $0["type"] as? String == "uk_retail" })
    let folder = "\(archive)/transactions/account_id=\(try #require(account["id"] as? String))"
    let before = try bank.scratch.files(in: folder)
    let month = try #require(before.keys.min())
    try FileManager.default.removeItem(atPath: bank.scratch("\(folder)/\(month)"))
    // Until then every run says so.
    for _ in 1...2 {
      let run = try bank.run("fetch")
      #expect(run.status == 5 && run.errors.contains("\(month): held"), "\(run.errors)")
      #expect(try bank.run("status").status == 8)
    }
    let login = try bank.logIn(fetches: true)
    #expect(login.status == 0, "\(login.errors)")
    #expect(try bank.scratch.files(in: folder) == before)
    let status = try bank.run("status")
    #expect(status.status == 0, "\(status.errors)")
  }

  @Test func `when the folder of an account is gone, a login brings all of it again`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    bank.pass(seconds: 600)
    let account = try #require(accounts().first { $0["type"] as? String == "uk_retail" })
    let folder = "\(archive)/transactions/account_id=\(try #require(account["id"] as? String))"
    let before = try bank.scratch.files(in: folder)
    try FileManager.default.removeItem(atPath: bank.scratch(folder))
    #expect(try bank.run("status").status == 8)
    for _ in 1...2 { #expect(try bank.run("fetch").status == 5) }
    #expect(try bank.run("export").status == 5)
    let login = try bank.logIn(fetches: true)
    #expect(login.status == 0, "\(login.errors)")
    #expect(try bank.scratch.files(in: folder) == before)
    #expect(try bank.run("fetch").status == 0)
  }

  // MARK: Rows that the bank no longer lists

  @Test func `a final row that the bank no longer lists is reported, and stays`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    let account = try #require(accounts().first { $0["type"] as? String == "uk_retail" })
    let id = try #require(account["id"] as? String)
    let row = HouseholdArchive.Entry(id: "tx_gone", created: "2026-06-10T12:00:00Z", amount: -1)
    let name = "\(archive)/transactions/account_id=\(id)/month=2026-06/part.jsonl"
    let line = row.line.replacing(#""account_id":"acc_1""#, with: #""account_id":"\#(id)""#)
    #expect(try bank.run("import", "-", input: line).status == 0)
    let run = try bank.run("fetch", "--json")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "note: Monzo no longer lists 1 final transaction that the archive has (tx_gone); it stays"),
      "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    let missing = try #require(object?["missing"] as? [[String: String]])
    #expect(missing.map { $0["id"] } == ["tx_gone"])
    #expect(missing.first?.keys.sorted() == ["account_id", "created", "id"])
    #expect(bank.scratch.text(name).contains("tx_gone"))
  }
}
