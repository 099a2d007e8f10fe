// The order of row ids as text. The bank's ids are numbers in that order; any other id is known by a hash,
// whose text must be looked up, because the least id of a link is what files show.

internal import Model

struct IDOrder {
  /// The ids of keys that are hashes.
  let ids: [RowKey: String]

  /// Whether one row's id is before another's, byte by byte.
  func precedes(_ one: RowKey, _ other: RowKey) -> Bool {
    if one.isExact && other.isExact { return one < other }
    let (left, right) = (text(one), text(other))
    return left == right ? one < other : left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private func text(_ key: RowKey) -> String { key.id ?? ids[key] ?? "" }
}
