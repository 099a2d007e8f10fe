// How large pages may become, and what templates and the stylesheet have to keep to.

import Bytes
import Foundation
import Model
import Mustache
import TestSupport
import Testing

@testable import Site

@Suite struct BudgetTests {
  @Test func `a page of as many rows as there may be stays within bytes and elements`() throws {
    let rows = try (0..<1200).map { number in
      try Row.make("tx_\(number)", "2026-06-\(10 + number / 60)", -Int64(number + 1)) { row in
        row[.payee] = "A shop with a rather long name & Sons \(number)"
        row[.memo] = "A note about what was bought there and why, for \(number)"
        row[.category] = "category_000000000000000\(number % 25)"
        if number % 5 == 0 { row.status = .pending }
        if number % 7 == 0 { row.localAmount = Currency("JPY").map { Money(-5000, $0) } }
      }
    }
    let options = try options(asOf: "2026-06-30") { $0.rowsPerPage = 10_000 }
    let files = try site(of: rows, options)
    #expect(files.contains { $0.path == "months/2026-06-page-3.html" })
    #expect(!files.contains { $0.path == "months/2026-06-page-4.html" })
    for file in files where file.path.hasSuffix(".html") {
      let page = try HTMLReader.read(String(decoding: file.bytes, as: UTF8.self))
      #expect(file.bytes.count <= 512 << 10, "\(file.path)")
      #expect(page.all.count <= 8_000, "\(file.path): \(page.all.count)")
    }
  }

  @Test func `an overview of thirty years stays within bytes and elements`() throws {
    let rows = try (1996..<2026).flatMap { year in
      try (1...12).map { month in
        let day = "\(year)-\(month < 10 ? "0" : "")\(month)-01"
        return try Row.make("tx_\(year)\(month)", day, -500)
      }
    }
    let files = texts(try site(of: rows, options(asOf: "2025-12-31")))
    let overview = try #require(files["index.html"])
    #expect(overview.utf8.count <= 512 << 10)
    #expect(try HTMLReader.read(overview).all.count <= 8_000)
  }

  @Test func `the stylesheet is small and loads nothing`() throws {
    let css = String(decoding: try SiteTemplates().stylesheet, as: UTF8.self)
    #expect(css.utf8.count <= 12 << 10)
    #expect(!css.contains("url(") && !css.contains("@import"))
    #expect(css.contains("prefers-color-scheme: dark") && css.contains("@media print"))
  }

  @Test func `templates hold tags only where escaping makes them safe`() throws {
    #expect(try SiteTemplates().library.lint() == [])
  }

  @Test func `every file of the folder of templates is built in, byte for byte`() throws {
    let folder = Checkout.url("templates").path()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      !$0.hasSuffix(".md")
    }
    let templates = try SiteTemplates()
    #expect(Set(files) == Set(templates.library.names.map { $0 + ".mustache" } + ["site.css"]))
    #expect(templates.stylesheet == (try Checkout.bytes("templates/site.css")))
    for file in files {
      #expect(try Checkout.bytes("templates/\(file)").count < 10_000, "\(file) is slow to compile")
    }
  }
}

@Suite struct OverrideTests {
  private func overview(_ templates: [String: String]) throws -> Files {
    let options = try options(asOf: "2026-06-30") {
      $0.templates = templates.mapValues { Array($0.utf8) }
    }
    return try texts(site(of: [Row.make("tx_1", "2026-06-02", -100)], options))
  }

  @Test func `a template of the same name takes the place of the shipped one`() throws {
    let files = try overview([
      "overview.mustache": "{{<layout}}{{$main}}{{>extra}}{{/main}}{{/layout}}",
      "extra.mustache": "mine: {{asOf.text}}", "site.css": "p{}",
    ])
    #expect(files["index.html"]?.contains("mine: Tue 30 Jun 2026") == true)
    #expect(files["index.html"]?.contains("<title>Overview") == true)
    #expect(files["site.css"] == "p{}")
  }

  @Test func `an error of a template names file, line and column`() {
    #expect(throws: TemplateError.self) { try overview(["month.mustache": "a\n{{#open}}"]) }
    do {
      _ = try overview(["month.mustache": "a\n {{wrong}}"])
    } catch {
      #expect("\(error)".hasPrefix("month.mustache:2:2: there is no value 'wrong'"))
    }
  }

  @Test func `a file that is none of the site's is refused`() {
    #expect(throws: SiteError.unknownFile("month.html")) { try overview(["month.html": ""]) }
  }
}
