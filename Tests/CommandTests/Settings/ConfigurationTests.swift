// The configuration file: everything it can say, and what is said of everything it cannot.

import MonzoAPI
import TestSupport
import Testing
import Wording

@testable import monzo_export

@Suite struct ConfigurationTests {
  private func read(_ text: String, home: String? = "/home/ash") throws(CommandError)
    -> Configuration
  {
    try Configuration(parsing: Array(text.utf8), path: "/etc/ash/config.json5", home: home)
  }

  @Test func `it may say everything, in relaxed JSON`() throws {
    let configuration = try read(
      """
      {
        // comments, plain keys, single quotes and trailing commas are fine
        archive: "~/bank", out: 'exports', time_zone: "Europe/Paris",
        api_url: "http://127.0.0.1:1", auth_url: "http://127.0.0.1:2",
        client_id: "oauth2client_1", client_secret: "hush", redirect: "http://127.0.0.1:9/callback",
        token_store: { helper: ["pass-helper", "-v"] }, concurrency: 16,
        rules: "/rules.json5", templates: "../templates", late: false,
      }
      """)
    #expect(configuration.path == "/etc/ash/config.json5")
    #expect(configuration.archive == "/home/ash/bank")
    #expect(configuration.out == "/etc/ash/exports")
    #expect(configuration.timeZone == "Europe/Paris")
    #expect(configuration.apiURL == "http://127.0.0.1:1")
    #expect(configuration.authURL == "http://127.0.0.1:2")
    #expect(configuration.clientID == "oauth2client_1")
    #expect(configuration.clientSecret == Secret("hush"))
    #expect(configuration.redirect == "http://127.0.0.1:9/callback")
    #expect(configuration.tokenStore == .helper(["pass-helper", "-v"]))
    #expect(configuration.concurrency == 16)
    #expect(configuration.rules == "/rules.json5")
    #expect(configuration.templates == "/etc/ash/../templates")
    #expect(configuration.late == false)
  }

  @Test(arguments: ["", "  \n", "{}", "{ /* nothing yet */ }"])
  func `it may say nothing`(text: String) throws {
    var expected = Configuration.empty
    expected.path = "/etc/ash/config.json5"
    if text.contains("/*") { return #expect(try read(text) == expected) }
    #expect(try read(text) == expected)
  }

  @Test(arguments: [
    ("'file'", Configuration.TokenStoreChoice.file(nil)), ("'echo'", .echo),
    ("{ file: 'token.json' }", .file("/etc/ash/token.json")),
    ("{ file: '~/token.json' }", .file("/home/ash/token.json")),
    ("{ helper: ['x'] }", .helper(["x"])),
    ("{ helper: ['bin/x', 'bin/y'] }", .helper(["/etc/ash/bin/x", "bin/y"])),
    ("{ helper: ['~/bin/x'] }", .helper(["/home/ash/bin/x"])),
  ])
  func `a token store is one of three`(text: String, choice: Configuration.TokenStoreChoice) throws
  {
    #expect(try read("{ token_store: \(text) }").tokenStore == choice)
  }

  @Test func `the sample says every key there is, and can be read`() throws {
    let sample = try Checkout.bytes("samples/config.json5")
    let configuration = try Configuration(parsing: sample, path: "config.json5", home: "/home/ash")
    #expect(configuration.tokenStore != nil)
    let text = String(decoding: sample, as: UTF8.self)
    let error = #expect(throws: CommandError.self) { try read("{ nonsense: 1 }") }
    let keys = try #require(error?.message.split(separator: "expected one of ").last)
    for key in keys.split(separator: ", ") {
      #expect(text.contains("\n  \(key): ") || text.contains("\n  // \(key): "), "\(key)")
    }
  }

  @Test(arguments: [
    ("{ archvie: 'x' }", "1:3: unknown key 'archvie', expected one of archive, "),
    ("{ clart: {} }", "1:3: unknown key 'clart', expected one of archive, "),
    ("{ chart: [] }", "1:10: 'chart' must be an object in braces with accounts, categories, "),
    ("{ chart: { tags: 'x' } }", "1:18: 'tags' must be an object in braces such as "),
    (
      "{ chart: { categorys: {} } }",
      "1:12: unknown key 'categorys', expected one of accounts, categories, counterparties, merchants, tags; "
        + "did you mean 'categories'?"
    ),
    (
      "{ chart: { tags: {\n work: { acount: 'x' } } } }",
      "2:10: unknown key 'acount', expected one of account, code, vat; did you mean 'account'?"
    ),
    ("{ chart: { tags: { work: 7400 } } }", "1:26: 'work' must be an account in quotes, or "),
    ("{ chart: { tags: { work: {} } } }", "1:26: 'work' needs an 'account', a 'code' or a 'vat'"),
    ("{ chart: { tags: { work: ' ' } } }", "1:26: 'work' must be a text"),
    ("{ chart: { tags: { ' ': 'A' } } }", "1:20: 'tags' has a name without text"),
    (
      "{ chart: { categories: { eating_out: 'A', 'Eating Out': 'B' } } }",
      "1:43: 'categories' maps 'Eating Out' twice"
    ),
    ("{\n  out: 5\n}", "2:8: 'out' must be a text"),
    ("{ out: '  ' }", "1:8: 'out' must be a text"),
    ("{ late: 'yes' }", "1:9: 'late' must be true or false"),
    ("{ concurrency: 0 }", "1:16: 'concurrency' must be a whole number from 1 to 16"),
    ("{ concurrency: 2.5 }", "1:16: 'concurrency' must be a whole number from 1 to 16"),
    ("{ token_store: 'vault' }", "1:16: 'token_store' must be 'file', 'echo', "),
    ("{ token_store: { helper: [] } }", "1:26: 'helper' must be a list of a program and "),
    ("{ token_store: { helper: ['a', 1] } }", "1:32: 'helper' must be a list of texts"),
    ("[]", "1:1: expected an object in braces"),
    ("{ out: 'x', out: 'y' }", "1:13: "),
    ("{ out: ", "1:8: "),
  ])
  func `what it cannot say is reported with its place`(text: String, message: String) {
    let error = #expect(throws: CommandError.self) { try read(text) }
    #expect(error?.status == .usage)
    #expect(
      error?.message.hasPrefix("/etc/ash/config.json5:\(message)") == true,
      "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("time_zone", "Mars/Base", "expected one such as Europe/London"),
    ("api_url", "http://api.example", "unencrypted"), ("auth_url", "what", "address"),
    ("redirect", "nonsense", "http://127.0.0.1:8912/callback"),
  ])
  func `a value that no command could use is reported with its place`(
    key: String, value: String, expected: String
  ) {
    let error = #expect(throws: CommandError.self) { try read("{\n  \(key): '\(value)' }") }
    #expect(error?.message.hasPrefix("/etc/ash/config.json5:2:") == true)
    #expect(error?.message.contains(expected) == true)
    #expect(error?.status == .usage)
  }

  @Test func `a value that cannot be is not repeated, as it may be a secret`() {
    for text in [
      "{ client_secret: ['hush'] }", "{ client_secret: { a: 'hush' } }", "{ concurrency: 'hush' }",
      "{ token_store: 'hush' }", "{ client_secret: 'hush }",
    ] {
      let error = #expect(throws: CommandError.self) { try read(text) }
      #expect(error?.message.contains("hush") == false)
    }
  }
}

@Suite struct PlacesTests {
  @Test func `things are where the XDG base directory specification puts them`() {
    let plain = Places(environment: ["HOME": "/home/ash"])
    #expect(plain.configuration == "/home/ash/.config/monzo-export/config.json5")
    #expect(plain.archive == "/home/ash/.local/share/monzo-export")
    #expect(plain.state == "/home/ash/.local/state/monzo-export")
    let moved = Places(environment: [
      "HOME": "/home/ash", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s",
    ])
    #expect(moved.configuration == "/c/monzo-export/config.json5")
    #expect(moved.archive == "/d/monzo-export")
    #expect(moved.state == "/s/monzo-export")
  }

  @Test func `relative folders of the environment are passed over, as it says`() {
    let places = Places(environment: ["HOME": "/home/ash", "XDG_STATE_HOME": "state"])
    #expect(places.state == "/home/ash/.local/state/monzo-export")
    #expect(Places(environment: ["HOME": "home"]).state == nil)
    #expect(Places(environment: [:]).archive == nil)
  }
}

@Suite struct PrecedenceTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("{ time_zone: 'Asia/Tokyo' }", to: ".config/monzo-export/config.json5")
  }

  private var environment: [String: String] { ["HOME": scratch.path] }

  @Test func `the file at its usual place is read, and the command line goes before it`() throws {
    let record =
      #"{"id":"tx_1","account_id":"acc_1","created":"2026-06-01T20:00:00Z","amount":-1,"currency":"GBP"}"#
    let (usual, overruled) = (
      try Run(["normalize"], input: Array(record.utf8), environment: environment),
      try Run(
        ["normalize", "--time-zone", "UTC"], input: Array(record.utf8), environment: environment)
    )
    #expect(usual.text.contains(#""date":"2026-06-02""#))
    #expect(overruled.text.contains(#""date":"2026-06-01""#))
  }

  @Test func `a file that is named must be there, the usual one need not`() throws {
    let missing = scratch("missing.json5")
    let named = try Run(["normalize", "--config", missing], environment: environment)
    #expect(named.status == 7 && named.errors.contains("\(missing): cannot read"))
    let none = try Run(["normalize", "-"], environment: ["HOME": scratch("nobody")])
    #expect(none.status == 0)
  }

  @Test func `the environment goes before the configuration file`() throws {
    let bank = try TestBank()
    let path = try scratch.write(
      "{ api_url: 'http://127.0.0.1:1', client_id: 'other' }", to: "other.json5")
    let run = try bank.run("whoami", "--config", path)
    #expect(run.errors.contains("not logged in to \(bank.url)"))
    let elsewhere = try bank.run("whoami", "--config", path, with: ["MONZO_API_URL": nil])
    #expect(elsewhere.errors.contains("not logged in to http://127.0.0.1:1:"))
  }
}
