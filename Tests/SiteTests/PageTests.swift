// What every page of a site has to be, whatever is in it.

import Model
import Testing

@testable import Site

@Suite struct PageTests {
  private static let made = Result { try make() }
  private let files: [SiteFile]
  private let pages: [Read]

  /// A page and what was read of it.
  private struct Read: @unchecked Sendable {
    let path: String
    let root: HTMLElement
  }

  private static func make() throws -> (files: [SiteFile], pages: [Read]) {
    let files = try site(of: household(perMonth: 45), options())
    let pages = try files.filter { $0.path.hasSuffix(".html") }.map { file in
      do {
        let page = String(decoding: file.bytes, as: UTF8.self)
        return Read(path: file.path, root: try HTMLReader.read(page))
      } catch {
        throw HTMLError(description: "\(file.path): \(error)")
      }
    }
    return (files, pages)
  }

  private static func options() throws -> SiteOptions {
    var options = try householdOptions()
    options.rowsPerPage = 20
    return options
  }

  init() throws { (files, pages) = try Self.made.get() }

  @Test func `the site has the pages that it should have`() {
    let paths = files.map(\.path)
    for path in [
      "index.html", "about.html", "site.css", "months/2025-05.html", "months/2026-06.html",
      "months/2026-06-page-2.html", "months/2026-06-largest.html",
      "months/2026-06-largest-page-2.html", "months/2026-05-page-3.html",
    ] {
      #expect(paths.contains(path))
    }
    #expect(Set(paths).count == paths.count)
    #expect(
      paths.allSatisfy { path in
        path.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-./".utf8.contains($0) }
      })
  }

  @Test func `every link leads to a page and a place that exist`() throws {
    let ids = Dictionary(
      uniqueKeysWithValues: pages.map { ($0.path, Set($0.root.all.compactMap { $0["id"] })) })
    var count = 0
    for page in pages {
      for element in page.root.all {
        guard let href = element["href"], href != "../2026-06/transactions.csv" else { continue }
        let parts = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? page.path : resolve(String(parts[0]), from: page.path)
        #expect(files.contains { $0.path == target }, "\(page.path): \(href)")
        if parts.count > 1 {
          #expect(ids[target]?.contains(String(parts[1])) == true, "\(page.path): \(href)")
        }
        count += 1
      }
    }
    #expect(count > 1000)
  }

  private func resolve(_ href: String, from path: String) -> String {
    var folders = path.split(separator: "/").dropLast()
    for part in href.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." { folders.removeLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }

  @Test func `text from outside is only ever text`() throws {
    let allowed: Set = [
      "lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id",
      "aria-label",
      "aria-labelledby", "aria-current", "aria-hidden", "role", "tabindex", "scope", "colspan",
      "datetime", "value", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "dx", "d", "data-v",
      "viewBox", "preserveAspectRatio", "overflow", "vector-effect",
    ]
    var shown = 0
    for page in pages {
      for element in page.root.all {
        #expect(!["script", "style", "img", "iframe", "object", "form"].contains(element.name))
        for (name, value) in element.attributes {
          #expect(allowed.contains(name), "\(page.path): \(name)")
          #expect(!value.contains("HOSTILE"), "\(page.path): \(element.name) \(name)=\(value)")
        }
        if element.ownText.contains("HOSTILE") {
          #expect(element.name == "bdi", "\(page.path): \(element.name) \(element.ownText)")
          shown += 1
        }
      }
    }
    #expect(shown > 50)
  }

  @Test func `payees are on the page as they were written`() {
    let payees = Set(
      pages.flatMap { $0.root.all("tr") }.compactMap { $0.first("th")?.first("bdi")?.text })
    for text in hostileTexts { #expect(payees.contains(text), "\(text)") }
  }

  @Test func `nothing is loaded but the stylesheet, and the policy comes before it`() {
    for page in pages {
      let head = page.root.first("head")?.children ?? []
      let policy = head.firstIndex { $0["http-equiv"] == "Content-Security-Policy" }
      let sheet = head.firstIndex { $0["rel"] == "stylesheet" }
      #expect(policy.map { $0 < sheet ?? 0 } == true, "\(page.path)")
      #expect(page.root.all("link").count == 1)
      #expect(page.root.all.allSatisfy { $0["src"] == nil && $0["style"] == nil })
      let names = head.compactMap { $0["name"] }
      #expect(Set(names).isSuperset(of: ["viewport", "referrer", "robots"]))
    }
  }

  @Test func `titles differ, and each page has one h1 and headings without gaps`() {
    var titles: Set<String> = []
    for page in pages {
      let title = page.root.first("title")?.text ?? ""
      #expect(titles.insert(title).inserted, "\(page.path): \(title)")
      let levels = page.root.all.compactMap { element in
        element.name.count == 2 && element.name.hasPrefix("h")
          ? element.name.last?.wholeNumberValue : nil
      }
      #expect(levels.count { $0 == 1 } == 1, "\(page.path)")
      #expect(levels.first == 1)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(page.path)")
      #expect(title.hasPrefix(page.root.first("h1")?.text ?? "?"))
    }
  }

  @Test func `ids occur once, and labels refer to them`() {
    for page in pages {
      let ids = page.root.all.compactMap { $0["id"] }
      #expect(Set(ids).count == ids.count, "\(page.path)")
      for element in page.root.all {
        for id in element["aria-labelledby"]?.split(separator: " ") ?? [] {
          #expect(ids.contains(String(id)), "\(page.path): \(id)")
        }
      }
    }
  }

  @Test func `tables have captions, and their headings a scope`() {
    for page in pages {
      for table in page.root.all("table") {
        #expect(table.children.first?.name == "caption", "\(page.path)")
        #expect(table.all("th").allSatisfy { ["row", "col"].contains($0["scope"] ?? "") })
        for row in table.all("tbody").flatMap({ $0.all("tr") }) {
          #expect(row.all("th").count == 1, "\(page.path): a row has one heading")
        }
        let widths = table.all("tr").map { row in
          row.children.reduce(0) { $0 + (Int($1["colspan"] ?? "1") ?? 0) }
        }
        #expect(Set(widths).count == 1, "\(page.path): \(table.first("caption")?.text ?? "")")
      }
    }
  }

  @Test func `every amount is given to machines too, as the same number`() {
    var count = 0
    for page in pages {
      for element in page.root.all where !["data", "text", "tspan", "desc"].contains(element.name) {
        #expect(!element.ownText.contains("£"), "\(page.path): \(element.name) \(element.ownText)")
      }
      for data in page.root.all("data") {
        let text = data.ownText.replacing("\u{2212}", with: "-").replacing("+", with: "")
          .filter { $0.isNumber && $0.isASCII || $0 == "-" || $0 == "." }
        let value = data["value"] ?? ""
        #expect(
          text == value || isDifference(data, text, value) || isHead(data, text, value),
          "\(page.path): \(data.ownText)")
        count += 1
      }
    }
    #expect(count > 2000)
  }

  /// Heads and findings show whole pounds, rounded.
  private func isHead(_ data: HTMLElement, _ text: String, _ value: String) -> Bool {
    guard data.parent?.name == "figcaption" || data.parent?.name == "p", !text.contains(".") else {
      return false
    }
    let pence = Int(value.replacing(".", with: "")) ?? .max
    return abs((Int(text) ?? 0) * 100 - pence) <= 50
  }

  /// Differences say "less" in words, and have their sign in the value.
  private func isDifference(_ data: HTMLElement, _ text: String, _ value: String) -> Bool {
    data.parent?.name == "li" && value == "-" + text
      && data.parent?.ownText.contains("less than") == true
  }

  @Test func `every day is given to machines too`() throws {
    for page in pages {
      for time in page.root.all("time") {
        let day = try #require(CivilDate(time["datetime"] ?? ""))
        #expect(time.text == day.text)
      }
    }
  }

  @Test func `drawings have a title, a finding and their numbers in a table`() {
    for page in pages {
      for drawing in page.root.all("svg") where drawing["role"] != nil {
        #expect(drawing["role"] == "img")
        #expect(drawing.children.prefix(2).map(\.name) == ["title", "desc"])
        let figure = drawing.ancestors.first { $0.name == "figure" }
        #expect(figure?.first("table") != nil && figure?.first("figcaption") != nil)
        #expect(figure?.first("figcaption")?.text == drawing.first("desc")?.text)
      }
      let other = page.root.all("svg").filter { $0["role"] == nil }
      #expect(
        other.allSatisfy { svg in
          svg["aria-hidden"] == "true" || svg.ancestors.contains { $0["role"] == "img" }
        })
    }
  }

  @Test func `the same rows and options give the same bytes`() throws {
    #expect(try site(of: household(perMonth: 45), Self.options()) == files)
  }
}
