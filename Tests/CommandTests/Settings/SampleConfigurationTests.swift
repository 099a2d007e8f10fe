// The configuration among the samples is the reference of all settings, and what people copy: it must leave no setting
// out, and work as it is.

import Bytes
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct SampleConfigurationTests {
  private func keys(_ text: String) throws -> [String] {
    guard case .object(let members) = try RelaxedJSON(parsing: Array(text.utf8)).value else {
      Issue.record("samples/config.json5 is no object")
      return []
    }
    return members.map(\.key)
  }

  @Test func `the sample configuration has every key that there is, some as examples in comments`()
    throws
  {
    let text = String(decoding: try Checkout.bytes("samples/config.json5"), as: UTF8.self)
    let configuration = try Configuration(
      parsing: Array(text.utf8), path: "/samples/config.json5", home: "/home")
    #expect(configuration.archive == "/home/.local/share/monzo-export")
    var whole = text
    for key in Configuration.keys {
      whole = whole.replacing("\n  // \(key): ", with: "\n  \(key): ")
    }
    #expect(try keys(whole).sorted() == Configuration.keys.sorted())
    let examples = Set(Configuration.keys).subtracting(try keys(text))
    #expect(
      examples == [
        "client_id", "client_secret", "rules", "templates", "own_accounts", "spending", "chart",
        "vat_stagger", "targets",
      ])
  }

  @Test func `the sample configuration works in its usual place as it is`() throws {
    let scratch = try Scratch()
    let archive = HouseholdArchive(scratch, "home/.local/share/monzo-export")
    try archive.write()
    let sample = try Checkout.bytes("samples/config.json5")
    try scratch.write(
      String(decoding: sample, as: UTF8.self), to: "home/.config/monzo-export/config.json5")
    for line in [["export"], ["month", "2026-06", "--offline"], ["report"], ["status"]] {
      let run = try Run(line, environment: ["HOME": scratch("home")])
      #expect(run.status == 0, "\(line): \(run.errors)")
    }
    #expect(scratch.exists("home/Documents/bank/2026-06/manifest.json"))
    #expect(scratch.exists("home/Documents/bank/site/index.html"))
  }

  @Test func `a rules file that the configuration names and that is not there is an error`() throws
  {
    let scratch = try Scratch()
    try scratch.write("{ rules: 'mine.json5' }", to: "home/.config/monzo-export/config.json5")
    let run = try Run(["export", Fixture.history], environment: ["HOME": scratch("home")])
    #expect(run.status == 7)
    #expect(run.errors.contains(scratch("home/.config/monzo-export/mine.json5")), "\(run.errors)")
  }
}
