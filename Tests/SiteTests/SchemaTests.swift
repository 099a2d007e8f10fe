// The names that templates may use are written down for the people who write templates.

import Model
import Mustache
import TestSupport
import Testing

@testable import Site

@Suite struct SchemaTests {
  @Test func `every name of every page is in the description of the templates`() throws {
    let readme = String(decoding: try Checkout.bytes("templates/README.md"), as: UTF8.self)
    let rows = try household(perMonth: 45)
    let site = facts(of: rows, try householdOptions())
    let month = try #require(site.history.months.last)
    let entries = rows.filter { $0.date.month == month.month }.map {
      TransactionLine($0, site.names)
    }
    let list = TransactionList(entries, .newestFirst, site)
    let page = MonthPage(month, list, next: nil, site)
    var seen: Set<String> = []
    for content in [
      page.frame.content.filter { $0.0 != "w" }, page.content, OverviewPage(site).content,
      AboutPage(site).content, list.pages[0].content,
    ] {
      for (name, value) in content {
        seen.insert(name)
        // Drawings are described by their own templates.
        if !["curve", "columns"].contains(name) { collect(value, &seen) }
      }
    }
    #expect(seen.count > 50)
    for name in seen { #expect(readme.contains("`\(name)`") == true, "\(name)") }
  }

  private func collect(_ value: Value, _ names: inout Set<String>) {
    switch value {
    case .list(let elements): for element in elements { collect(element, &names) }
    case .object(let object):
      names.formUnion(object.shape.names)
      for value in object.values { collect(value, &names) }
    case .null, .bool, .text, .markup: break
    }
  }
}
