// What the program says about itself, word for word. After a change that is meant: `make golden`, then
// read the diff as a newcomer would.

import Arguments
import Foundation
import TestSupport
import Testing

@testable import monzo_export

private let commands = MonzoExport.program.commands.map(\.name)

@Suite struct HelpTests {
  @Test func `help of the program and of every command is as it was read last`() throws {
    var pages = ["monzo-export.txt": try Run("--help").output]
    for command in commands { pages["\(command).txt"] = try Run(command, "--help").output }
    let differences = try Golden(Checkout.url("Tests/CommandTests/Help")).compare(pages)
    for difference in differences { Issue.record("\(difference)") }
  }

  @Test(arguments: [[]] + commands.map { [$0] })
  func `help fits a terminal of 80 columns`(command: [String]) throws {
    for line in try Run(command + ["--help"]).lines {
      #expect(line.count <= 80, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
  }

  @Test func `help goes to stdout, wherever it is asked for`() throws {
    let page = try Run("export", "--help")
    #expect(page.status == 0)
    #expect(page.errors == "")
    #expect(try Run("help", "export").output == page.output)
    #expect(try Run("export", "--month", "--nonsense", "-h").output == page.output)
    #expect(try Run("help").output == Run("--help").output)
  }

  @Test func `help lists every exit code that there is`() throws {
    let page = try Run("--help").text.replacing("\n", with: " ")
    for code in 0...8 { #expect(page.contains(" \(code) ")) }
  }

  @Test func `the version is on a line of its own`() throws {
    let run = try Run("--version")
    #expect(run.text == "monzo-export \(MonzoExport.version)\n")
    #expect(run.status == 0)
    #expect(try Run("demo", "--version").text == run.text)
  }
}
