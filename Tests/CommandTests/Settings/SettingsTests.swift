// Where settings come from: the command line before the environment, the environment before the configuration file,
// and the templates of the configuration, which were once read by nobody.

import Arguments
import Foundation
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `templates of the configuration` {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("mine", to: "mine/about.mustache")
    try scratch.write("theirs", to: "theirs/about.mustache")
    try scratch.write("{ templates: 'mine' }", to: "config.json5")
  }

  @Test func `they shape the site of report, from the folder that the file lies in`() throws {
    let run = try Run(
      "report", "--config", scratch("config.json5"), "--out", scratch("site"), Fixture.history)
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.text("site/about.html") == "mine")
  }

  @Test func `they shape the site of month`() throws {
    let archive = HouseholdArchive(scratch)
    try archive.write()
    try archive.export("2026-06", "--config", scratch("config.json5"))
    #expect(scratch.text("home/exports/site/about.html") == "mine")
  }

  @Test func `they shape the site of demo`() throws {
    let run = try Run(
      "demo", "--config", scratch("config.json5"), "--out", scratch("demo"), "--transactions",
      "40")
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.text("demo/site/about.html") == "mine")
  }

  @Test func `those of the command line come first`() throws {
    let run = try Run(
      "report", "--config", scratch("config.json5"), "--templates", scratch("theirs"), "--out",
      scratch("site"), Fixture.history)
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.text("site/about.html") == "theirs")
  }

  @Test func `an error in one of them is reported with its place`() throws {
    try scratch.write("{{titel}}", to: "mine/about.mustache")
    let run = try Run(
      "report", "--config", scratch("config.json5"), "--out", scratch("site"), Fixture.history)
    #expect(run.status == 2)
    #expect(run.errors.contains("\(scratch("mine"))/about.mustache:1:"), "\(run.errors)")
  }
}

@Suite struct `settings are taken from the first place that has them` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Resolves the settings of a command line, with a configuration that says everything.
  private func settings(
    _ line: String, environment: [String: String] = [:], configured: Bool = true
  ) throws -> Settings {
    try scratch.write(
      !configured
        ? "{}"
        : """
        {
          archive: '/file/archive', out: '/file/out', time_zone: 'Asia/Tokyo', concurrency: 2,
          api_url: 'https://file.example', auth_url: 'https://auth.file.example', client_id: 'file',
          client_secret: 'file-secret', rules: '/file/rules.json5', templates: '/file/templates',
          late: false, redirect: 'http://127.0.0.1:9/file', token_store: 'echo',
        }
        """, to: "config.json5")
    let arguments = line.split(separator: " ").map(String.init)
    let all = environment.merging(["HOME": scratch.path]) { given, _ in given }
    let outcome = try MonzoExport.program.parse(
      arguments + ["--config", scratch("config.json5")], environment: all)
    guard case .run(let invocation) = outcome else { throw Failed(errors: "\(outcome)") }
    return try Settings(invocation, environment: all)
  }

  private let environment = [
    "MONZO_EXPORT_ARCHIVE": "/env/archive", "MONZO_API_URL": "https://env.example",
    "MONZO_AUTH_URL": "https://auth.env.example", "MONZO_CLIENT_ID": "env",
    "MONZO_CLIENT_SECRET": "env-secret",
  ]

  @Test func `the command line comes first`() throws {
    let one = try settings(
      """
      month --archive /line --api-url https://line.example --auth-url https://auth.line.example \
      --time-zone America/New_York --out /line/out --rules /line/rules --templates /line/templates \
      --concurrency 7 --no-late --as-of 2026-01-01 --quiet
      """, environment: environment)
    #expect(one.archive == "/line" && one.isArchiveNamed)
    #expect(one.apiURL == "https://line.example" && one.authURL == "https://auth.line.example")
    #expect(one.timeZone.identifier == "America/New_York")
    #expect(one.out == "/line/out" && one.exports == "/line/out")
    #expect(one.rules == "/line/rules" && one.templates == "/line/templates")
    #expect(one.concurrency == 7 && !one.exportsLateRows && one.isQuiet && one.asOf != nil)
    #expect(try settings("report --out /line/site").site == "/line/site")
  }

  @Test func `then the environment`() throws {
    let one = try settings("month", environment: environment)
    #expect(one.archive == "/env/archive" && !one.isArchiveNamed)
    #expect(one.apiURL == "https://env.example" && one.authURL == "https://auth.env.example")
    #expect(one.clientID == "env" && one.clientSecret == Secret("env-secret"))
  }

  @Test func `then the configuration`() throws {
    for environment in [[:], environment.mapValues { _ in "" }] {
      let one = try settings("month", environment: environment)
      #expect(one.archive == "/file/archive" && !one.isArchiveNamed)
      #expect(one.apiURL == "https://file.example" && one.authURL == "https://auth.file.example")
      #expect(one.clientID == "file" && one.clientSecret == Secret("file-secret"))
      #expect(one.timeZone.identifier == "Asia/Tokyo")
      #expect(one.out == nil && one.exports == "/file/out" && one.site == "/file/out/site")
      #expect(one.rules == "/file/rules.json5" && one.templates == "/file/templates")
      #expect(one.concurrency == 2 && !one.exportsLateRows)
      #expect(one.redirect == "http://127.0.0.1:9/file" && one.tokenStore == .echo)
    }
  }

  @Test func `then the default`() throws {
    let one = try settings("month", configured: false)
    #expect(one.archive == scratch(".local/share/monzo-export") && !one.isArchiveNamed)
    #expect(one.apiURL == "https://api.monzo.com" && one.authURL == "https://auth.monzo.com")
    #expect(one.clientID == nil && one.clientSecret == nil && one.accessToken == nil)
    #expect(one.timeZone.identifier == "Europe/London" && one.asOf == nil && !one.isQuiet)
    #expect(one.out == nil && one.exports == "./exports" && one.site == "./exports/site")
    #expect(one.rules == nil && one.templates == nil)
    #expect(one.concurrency == 4 && one.exportsLateRows)
    #expect(one.redirect == "http://127.0.0.1:8912/callback" && one.tokenStore == .file(nil))
  }

  @Test func `slashes at the end of a folder are no part of its name`() throws {
    #expect(try settings("month --out exports//").exports == "exports")
    #expect(try settings("month --out /").exports == "/")
  }
}
