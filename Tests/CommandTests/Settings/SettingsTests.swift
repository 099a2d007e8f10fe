// Every setting changes what the program does, and the command line comes before the environment, the environment
// before the configuration file.

import Foundation
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
