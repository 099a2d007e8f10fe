// Names on the command line that no row has: a misspelt category must not look like a month without it.

import Model

/// The categories, tags and kinds of a filter, held against rows.
struct FilterNames {
  private let filter: RowFilter
  private var categories: Set<String> = []
  private var tags: Set<String> = []
  private var kinds: Set<Kind> = []

  init(_ filter: RowFilter) { self.filter = filter }

  /// Learns the names of a row.
  mutating func learn(_ row: Row) {
    if let category = row[.category] { categories.insert(category) }
    for part in row.categoryParts { categories.insert(part.category) }
    tags.formUnion(row.tags)
    kinds.insert(row.kind)
  }

  /// A message for each name that no row has, in the order of the command line.
  var unmatched: [String] {
    filter.categories.filter { !categories.contains($0) }.map {
      message("category", $0, known: categories)
    }
      + filter.tags.filter { !tags.contains($0) }.map { message("tag", $0, known: tags) }
      + filter.kinds.subtracting(kinds).map { "\($0.name)" }.sorted().map {
        message("kind", $0, known: kinds.map { "\($0.name)" })
      }
  }

  private func message(_ what: String, _ name: String, known: some Collection<String>) -> String {
    let names = known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let expected =
      names.isEmpty ? "and none has any" : "expected one of: \(names.joined(separator: ", "))"
    return "no transaction has the \(what) '\(name)', \(expected)"
  }
}
