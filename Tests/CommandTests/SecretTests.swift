// What must never reach a terminal or a log: the control characters of strangers, and the user's secrets.

import TestSupport
import Testing

@testable import monzo_export

/// Escape sequences, a bell, a C1 control sequence introducer, a direction override, a line separator.
private let hostile = "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}gnp\u{2028}\u{0}\u{7F}"

@Suite struct HostileTextTests {
  private func isTame(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  /// The hostile text as JSON writes it.
  private var escaped: String {
    hostile.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  @Test func `text of strangers is tamed in messages about records`() throws {
    let records = """
      {"id":"tx_\(escaped)","created":"\(escaped)","amount":-1,"currency":"GBP"}
      {"\(escaped)":1,"id":"tx_2","created":"2026-06-01T00:00:00Z","amount":-1,"currency":"GBP"}
      \(hostile)
      """
    let run = try Run("normalize", input: records)
    #expect(run.status == 3)
    #expect(run.errors.contains("unknown field"))
    #expect(isTame(run.errors))
  }

  @Test func `text of strangers is tamed in messages about the command line`() throws {
    let word = hostile.filter { $0 != "\0" }
    for arguments in [
      [word], ["export", "--\(word)"], ["export", word],
      ["export", "--account", word, Fixture.history],
      ["explain", word, Fixture.history], ["enrich", "--rules", word, Fixture.history],
      ["normalize", "--time-zone", word],
    ] {
      let run = try Run(arguments)
      #expect(run.status != 0)
      #expect(isTame(run.errors), "\(arguments)")
    }
  }

  @Test func `text of strangers cannot make a message of its own`() throws {
    let run = try Run("export", "missing\nmonzo-export: all is well")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func `text of strangers is tamed by explain, which is read in a terminal`() throws {
    let record = """
      {"id":"tx_1","created":"2026-06-01T00:00:00Z","amount":-1,"currency":"GBP",\
      "description":"\(escaped)","notes":"\(escaped)","\(escaped)":"\(escaped)"}
      """
    let run = try Run("explain", "tx_1", "-", input: record)
    #expect(run.status == 0)
    #expect(run.text.contains("gnp"))
    #expect(isTame(run.text))
  }

  @Test func `text of strangers comes through data as it is`() throws {
    let record = """
      {"id":"tx_1","created":"2026-06-01T00:00:00Z","amount":-1,"currency":"GBP","notes":"\\u202egnp 🐙"}
      """
    #expect(try Run("normalize", input: record).text.contains("\u{202E}gnp 🐙"))
  }
}

private let token = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJlYiI6IlNlY3JldCJ9.MEUCIQDsecret"

@Suite struct SecretTests {
  @Test(arguments: [
    token, "Bearer \(token)", "{\"access_token\":\"\(token)\",\"refresh_token\":\"\(token)\"}",
    "access_token=\(token)", "[\"\(token)\"]", "{\"transactions\":[\"\(token)\"]}",
    "{\"access_token\":\"\(token)\"", "Date,Amount,Currency\n\(token),1,GBP",
  ])
  func `a secret that was taken for a record is not repeated`(text: String) throws {
    let run = try Run("normalize", input: text)
    #expect(run.status == 3)
    #expect(!run.errors.contains(token.dropFirst(24)))
  }

  @Test func `the numbers of accounts are not repeated when the record is broken`() throws {
    let counterparty = #"{"name":"Ash","sort_code":"040004","account_number":"87654321"}"#
    for record in [
      #"{"id":"tx_1","created":"never","amount":-1,"currency":"GBP","counterparty":\#(counterparty)}"#,
      #"{"id":"tx_1","counterparty":\#(counterparty),"amount":oops}"#,
      #"{"accounts":[{"id":7,"account_number":"87654321","sort_code":"040004"}]}"#,
    ] {
      let run = try Run("normalize", input: record)
      #expect(run.status == 3)
      #expect(!run.errors.contains("87654321") && !run.errors.contains("040004"))
    }
  }
}
