// A situation is a folder of Cases/. Adding a folder is adding a case:
//
//   about          one line: the situation and what must come out of it
//   input*         what the program reads, in the order of the names
//   account        the account of statements that name none, where there are such (optional)
//   rules.json5    the user's own rules (optional)
//   arguments      options that every command is given (optional)
//   pages          the pages of the site to expect, one path a line (optional)
//   expected/      the bytes of every stage and format

import Foundation
import TestSupport
import Testing

/// One folder of Cases/.
struct Situation: Sendable, CustomTestStringConvertible {
  let folder: URL

  /// All situations, in order of their names.
  static let all = Golden.cases(in: Checkout.url("Tests/GoldenTests/Cases")).map(Situation.init)

  var testDescription: String { folder.lastPathComponent }
  var golden: Golden { Golden(folder.appending(path: "expected")) }

  var about: String { text("about") ?? "" }

  /// Options of every command.
  var arguments: [String] {
    text("arguments")?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
  }

  /// Options of `normalize`.
  var account: [String] {
    text("account").map { ["--account", $0.trimmingCharacters(in: .newlines)] } ?? []
  }

  /// Options of `enrich`.
  var rules: [String] {
    text("rules.json5") == nil ? [] : ["--rules", folder.appending(path: "rules.json5").path()]
  }

  /// Paths of the site's pages that are expected.
  var pages: [String] { text("pages")?.split(separator: "\n").map(String.init) ?? [] }

  /// The inputs, in order of their names.
  func inputs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
      .filter { $0.hasPrefix("input") }.map { folder.appending(path: $0).path() }
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
