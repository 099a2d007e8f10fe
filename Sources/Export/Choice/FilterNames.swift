// The names of a filter, held against rows: a misspelt category must not look like a month without it. Names are found
// in any capitals, and whether their words are joined by spaces, hyphens or underscores.
//
//   --category Groceries        groceries
//   --category "eating out"     eating_out
//   --category "Holiday fund"   the user's own category of that name
//   --merchant tesco            Tesco and TESCO

public import Model

/// The categories, tags, kinds and merchants of a filter, held against rows.
public struct FilterNames {
  /// A name of a filter that no row has.
  public struct Unmatched: Equatable, Sendable {
    /// What it is a name of: a category, a tag, a kind or a merchant.
    public let sort: String
    /// The name.
    public let name: String
    /// The names that rows have, sorted.
    public let known: [String]
  }

  private let filter: RowFilter
  private let categoryNames: [String: String]
  private var categories: Set<String> = []
  private var tags: Set<String> = []
  private var kinds: Set<Kind> = []
  /// The names that are wanted, and what rows have of them; what else there is, for those that no row has.
  private var merchants: Set<String> = []

  /// Begins with a filter.
  ///
  /// - Parameters:
  ///   - filter: the filter, names as they were typed.
  ///   - categoryNames: the names of the user's own categories, by id.
  public init(_ filter: RowFilter, categoryNames: [String: String] = [:]) {
    self.filter = filter
    self.categoryNames = categoryNames
  }

  /// Learns the names of an enriched row; a filter without names needs none.
  public mutating func learn(_ row: Row) {
    if !filter.categories.isEmpty {
      if let category = row[.category] { categories.insert(category) }
      for part in row.categoryParts { categories.insert(part.category) }
    }
    if !filter.tags.isEmpty { tags.formUnion(row.tags) }
    if !filter.kinds.isEmpty { kinds.insert(row.kind) }
    if !filter.merchants.isEmpty { merchants.formUnion(row.merchantNames) }
  }

  /// The filter, with names as rows spell them.
  public var resolved: RowFilter {
    var resolved = filter
    resolved.categories = filter.categories.flatMap { spelled($0, among: categories) }
    resolved.tags = filter.tags.flatMap { spelled($0, among: tags) }
    resolved.merchants = filter.merchants.flatMap { spelled($0, among: merchants) }
    return resolved
  }

  /// The names that no row has, in the order of the filter.
  public var unmatched: [Unmatched] {
    let kinds = kinds.map { "\($0.name)" }
    return unmatched("category", filter.categories, among: categories)
      + unmatched("tag", filter.tags, among: tags)
      + unmatched("kind", filter.kinds.map { "\($0.name)" }.sorted(), among: Set(kinds))
      + unmatched("merchant", filter.merchants, among: merchants)
  }

  private func unmatched(
    _ sort: String, _ names: [String], among known: Set<String>
  ) -> [Unmatched] {
    let missing = names.filter { spelled($0, among: known).isEmpty }
    guard !missing.isEmpty else { return [] }
    let shown = Set(known.map { categoryNames[$0] ?? $0 }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return missing.map { Unmatched(sort: sort, name: $0, known: shown) }
  }

  /// The spellings of a name that rows have: itself where they have it, else every like one.
  private func spelled(_ name: String, among known: Set<String>) -> [String] {
    if known.contains(name) { return [name] }
    let wanted = FilterNames.folded(name)
    return known.filter {
      FilterNames.folded($0) == wanted
        || categoryNames[$0].map { FilterNames.folded($0) == wanted } ?? false
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A name as it is compared: small letters, words not kept apart.
  package static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" }
  }
}
