// Names for the user's own categories. The bank's API gives only the id of such a category and says
// its name nowhere; the statement CSV prints only the name. Both have the transaction's id, so two
// records of one transaction give the pair.

/// Ids and names of categories, waiting to be joined on the transactions that they were seen with.
public struct CategoryJoin: Equatable, Sendable {
  private(set) var ids: [RowKey: String] = [:]
  private(set) var printed: [RowKey: String] = [:]

  /// Creates an empty join.
  public init() {}

  /// Remembers that a transaction has the category of an id such as `category_0000AeR8A0F6XTLXKTDADB`.
  public mutating func add(id: String, of key: RowKey) { ids.keepGreater(id, for: key) }

  /// Remembers that a transaction's category is printed as a name.
  public mutating func add(name: String, of key: RowKey) { printed.keepGreater(name, for: key) }

  /// Takes in all that another join knows.
  public mutating func merge(_ other: CategoryJoin) {
    for (key, id) in other.ids { add(id: id, of: key) }
    for (key, name) in other.printed { add(name: name, of: key) }
  }

  /// The name of each category that was seen both ways; of several names, that of the latest transaction.
  ///
  /// Linear in what was remembered: ask once.
  public var names: [String: String] {
    var latest: [String: (key: RowKey, name: String)] = [:]
    for (key, id) in ids {
      guard let name = printed[key] else { continue }
      if let known = latest[id], known.key > key { continue }
      latest[id] = (key, name)
    }
    return latest.mapValues(\.name)
  }
}

extension [RowKey: String] {
  fileprivate mutating func keepGreater(_ text: String, for key: RowKey) {
    if let known = self[key], !known.utf8.lexicographicallyPrecedes(text.utf8) { return }
    self[key] = text
  }
}
