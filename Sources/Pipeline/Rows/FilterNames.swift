// Names of a filter that no row has: a misspelt category must not look like a month without it.

package import Model

/// The categories, tags and kinds of a filter, held against rows.
package struct FilterNames {
  /// A name of a filter that no row has.
  package struct Unmatched {
    /// What it is a name of: a category, a tag or a kind.
    package let sort: String
    /// The name.
    package let name: String
    /// The names that rows have, sorted.
    package let known: [String]
  }

  private let filter: RowFilter
  private var categories: Set<String> = []
  private var tags: Set<String> = []
  private var kinds: Set<Kind> = []

  /// Begins with a filter.
  package init(_ filter: RowFilter) { self.filter = filter }

  /// Learns the names of all rows.
  package mutating func learn(_ rows: EnrichedRowSource) throws {
    try rows.visit { row, _ in learn(row) }
  }

  /// Learns the names of an enriched row; a filter without names needs none.
  package mutating func learn(_ row: Row) {
    if filter.isWhole { return }
    if let category = row[.category] { categories.insert(category) }
    for part in row.categoryParts { categories.insert(part.category) }
    tags.formUnion(row.tags)
    kinds.insert(row.kind)
  }

  /// The names that no row has, in the order of the filter.
  package var unmatched: [Unmatched] {
    filter.categories.filter { !categories.contains($0) }.map {
      unmatched("category", $0, known: categories)
    }
      + filter.tags.filter { !tags.contains($0) }.map { unmatched("tag", $0, known: tags) }
      + filter.kinds.subtracting(kinds).map { "\($0.name)" }.sorted().map {
        unmatched("kind", $0, known: kinds.map { "\($0.name)" })
      }
  }

  private func unmatched(
    _ sort: String, _ name: String, known: some Collection<String>
  ) -> Unmatched {
    Unmatched(
      sort: sort, name: name,
      known: known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
