// Every variable of the environment that the program reads changes what it does.

import Fetch
import Foundation
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@testable import Connect
@testable import monzo_export

@Suite struct `every variable of the environment changes what the program does` {
  private typealias Effect = @Sendable () throws -> Void

  private static let effects: [String: Effect] = [
    "MONZO_EXPORT_ARCHIVE": archive, "MONZO_API_URL": apiURL, "MONZO_AUTH_URL": authURL,
    "MONZO_CLIENT_ID": clientID, "MONZO_CLIENT_SECRET": clientSecret,
    "MONZO_ACCESS_TOKEN": accessToken, "XDG_CONFIG_HOME": configHome, "XDG_DATA_HOME": dataHome,
    "XDG_STATE_HOME": stateHome, "HOME": home, "TMPDIR": temporaryFolder, "PATH": path,
    "DISPLAY": display, "WAYLAND_DISPLAY": display,
  ]

  @Test(arguments: effects.keys.sorted())
  func `it does`(name: String) throws { try Self.effects[name]?() }

  @Test func `none is read without a test of what it does`() throws {
    let literal =
      /"((?:MONZO|XDG)_[A-Z_]+|HOME|PATH|TMPDIR|[A-Z_]*DISPLAY|NO_COLOR|TZ|LANG|LC_[A-Z]+)"/
    let files = FileManager.default.enumerator(atPath: Checkout.url("Sources").path())
    var names: Set<String> = []
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".swift") else { continue }
      let text = String(decoding: try Checkout.bytes("Sources/\(file)"), as: UTF8.self)
      names.formUnion(text.matches(of: literal).map { String($0.output.1) })
    }
    #expect(names.sorted() == Self.effects.keys.sorted())
  }

  // MARK: Without a bank

  private static func archive() throws {
    let scratch = try Scratch()
    let archive = HouseholdArchive(scratch)
    try archive.write()
    let line = ["export", "--format", "jsonl"]
    #expect(try Run(line, environment: ["MONZO_EXPORT_ARCHIVE": archive.path]).ids.count == 6)
    #expect(try Run(line).status == 7)
  }

  private static func dataHome() throws {
    let scratch = try Scratch()
    try HouseholdArchive(scratch, "data/monzo-export").write()
    let line = ["export", "--format", "jsonl"]
    #expect(try Run(line, environment: ["XDG_DATA_HOME": scratch("data")]).ids.count == 6)
  }

  private static func dates(_ environment: [String: String]) throws -> Substring? {
    let line =
      #"{"id":"tx_1","account_id":"acc_1","created":"2026-06-01T20:00:00Z","amount":-1,"currency":"GBP"}"#
    let run = try Run(["normalize"], input: Array(line.utf8), environment: environment)
    return run.text.firstRange(of: #""date":""#).map { run.text[$0.upperBound...].prefix(10) }
  }

  private static func configHome() throws {
    let scratch = try Scratch()
    try scratch.write("{ time_zone: 'Asia/Tokyo' }", to: "etc/monzo-export/config.json5")
    #expect(try dates([:]) == "2026-06-01")
    #expect(try dates(["XDG_CONFIG_HOME": scratch("etc")]) == "2026-06-02")
  }

  private static func home() throws {
    let scratch = try Scratch()
    try scratch.write("{ time_zone: 'Asia/Tokyo' }", to: ".config/monzo-export/config.json5")
    #expect(try dates(["HOME": scratch.path]) == "2026-06-02")
    // Exports are remembered under ~, so that a copy of the archive knows them on another machine.
    let archive = HouseholdArchive(scratch)
    try archive.write()
    try archive.export("2026-06")
    #expect(scratch.exists("archive/exports/~%2Fexports"))
  }

  private static func temporaryFolder() throws {
    let shell = try Shell(#"printf '{}' | TMPDIR=/no/such/folder "$0" normalize"#)
    #expect(shell.status == 7 && shell.errors.contains("/no/such/folder"), "\(shell.errors)")
    #expect(try Shell(#"printf '' | TMPDIR=/tmp "$0" normalize -"#).status == 0)
  }

  private static func path() throws {
    let scratch = try Scratch()
    try scratch.script(": > \"$HOME/opened\"", to: "bin/xdg-open")
    try scratch.script(": > \"$HOME/opened\"", to: "bin/open")
    var environment = ["HOME": scratch.path, "DISPLAY": ":0", "PATH": scratch("nowhere")]
    #expect(!Browser(environment: environment).open("http://127.0.0.1:7/"))
    environment["PATH"] = scratch("bin")
    #expect(Browser(environment: environment).open("http://127.0.0.1:7/"))
  }

  private static func display() throws {
    #if !canImport(Darwin)
      let scratch = try Scratch()
      try scratch.script("exit 0", to: "bin/xdg-open")
      let path = ["PATH": scratch("bin")]
      #expect(!Browser(environment: path).open("http://127.0.0.1:7/"))
      for name in ["DISPLAY", "WAYLAND_DISPLAY"] {
        let environment = path.merging([name: ":0"]) { one, _ in one }
        #expect(Browser(environment: environment).open("http://127.0.0.1:7/"))
      }
    #endif
  }

  // MARK: With a bank

  private static func apiURL() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    #expect(try bank.run("whoami").status == 0)
    let run = try bank.run("whoami", with: ["MONZO_API_URL": "http://127.0.0.1:1"])
    #expect(run.errors.contains("not logged in to http://127.0.0.1:1"))
  }

  private static func authURL() throws {
    let bank = try TestBank()
    #expect(try bank.logIn(with: ["MONZO_AUTH_URL": "http://localhost:7"]).status == 0)
    #expect(bank.scratch.text("argv").hasPrefix("http://localhost:7/?"))
  }

  private static func clientID() throws {
    let bank = try TestBank()
    #expect(try bank.run("login", with: ["MONZO_CLIENT_ID": nil]).status == 5)
    #expect(try bank.logIn().status == 0)
    #expect(bank.scratch.text("argv").contains("client_id=\(bank.client.id)"))
  }

  private static func clientSecret() throws {
    let bank = try TestBank()
    let run = try bank.logIn(with: ["MONZO_CLIENT_SECRET": "another"])
    #expect(run.status == 5 && run.errors.contains("the bank refuses client id"), "\(run.errors)")
    #expect(try bank.logIn().status == 0)
  }

  private static func accessToken() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let login = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let token = try #require(login.token).access.reveal()
    let stranger = ["HOME": bank.scratch("nobody"), "MONZO_CLIENT_ID": nil]
    #expect(try bank.run("whoami", with: stranger).status == 5)
    let run = try bank.run(
      "whoami", with: stranger.merging(["MONZO_ACCESS_TOKEN": token]) { one, _ in one })
    #expect(run.status == 0, "\(run.errors)")
  }

  private static func stateHome() throws {
    let bank = try TestBank()
    #expect(try bank.logIn(with: ["XDG_STATE_HOME": bank.scratch("state")]).status == 0)
    #expect(bank.scratch.exists("state/\(bank.tokenFile.dropFirst(".local/state/".count))"))
    #expect(!bank.scratch.exists(bank.tokenFile))
  }
}
