// Which clock the consent goes by, and that every run of its last days says what to do, once.

import Fetch
import Foundation
import Model
import TestSupport
import Testing

@testable import Connect
@testable import monzo_export

@Suite struct `the consent's last days` {
  private let scratch: Scratch
  private let archive: HouseholdArchive
  /// The end is on 30 October 2026; the archive knows the bank as of 1 August.
  private let consent = Consent.given(at: Instant(seconds: 1_785_600_000))

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func run(
    _ arguments: [String], days: Int64, api: String = "https://api.monzo.com", input: String = ""
  ) throws -> Run {
    let file = PrivateFile(
      path: scratch("home/.local/state/monzo-export/consent-\(try APIName(api).fileName).json"))
    try file.write(consent.json)
    let now = Instant(seconds: consent.approved.seconds + days * 86_400)
    return try Run(
      arguments + ["--archive", archive.path], input: Array(input.utf8),
      environment: ["HOME": scratch("home"), "MONZO_API_URL": api], clock: { now })
  }

  private func reminders(_ run: Run) -> Int {
    run.errors.split(separator: "\n").count { $0.contains("Monzo's permission") }
  }

  @Test func `it goes on while nobody fetches`() throws {
    #expect(try run(["status"], days: 40).text.contains("consent  until 2026-10-30, 50 days\n"))
    #expect(try run(["status"], days: 80).text.contains("ends on 2026-10-30, in 10 days"))
    let json = try run(["status", "--json"], days: 80)
    #expect(json.text.contains(#""consent_days_left": 10"#))
    #expect(reminders(json) == 1)
  }

  @Test func `a moment that is named is the time, and a sandbox lives in its own`() throws {
    let named = try run(["status", "--as-of", "2026-08-02"], days: 80)
    #expect(named.text.contains("until 2026-10-30, 89 days"))
    let sandbox = try run(["status"], days: 80, api: "http://127.0.0.1:8912")
    #expect(sandbox.text.contains("until 2026-10-30, 90 days"))
    #expect(sandbox.errors == "")
  }

  @Test(arguments: [
    "status", "status --json", "diff --since export", "export --month 2026-06", "report",
    "explain tx_may", "import SAMPLE", "month 2026-06 --offline", "month 2030-01 --offline",
    "fetch", "whoami", "accounts", "export --account nobody",
  ])
  func `every run reports it once, however it ends, to those who want no notes too`(line: String)
    throws
  {
    let sample = Fixture.sample("statements/e-18-columns.csv")
    var arguments = line.replacing("SAMPLE", with: sample).split(separator: " ").map(String.init)
    if ["export", "report", "month"].contains(arguments[0]) {
      arguments += ["--out", scratch("home/out")]
    }
    let run = try run(arguments + ["--quiet"], days: 80)
    #expect(reminders(run) == 1, "\(run.errors)")
    #expect(run.errors.split(separator: "\n").last?.contains("in 10 days") == true)
  }

  @Test(arguments: ["normalize", "enrich", "aggregate", "write csv", "help", "status --help"])
  func `what has nothing to do with the bank does not`(line: String) throws {
    let run = try run(line.split(separator: " ").map(String.init).dropLast(0), days: 80)
    #expect(reminders(run) == 0)
  }
}
