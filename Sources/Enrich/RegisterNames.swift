// What people call the accounts and pots of rows, beside their ids: the title of an account, the user's name of a pot,
// and the names that files have. A pot's own statement is of a hidden account that nobody knows; its rows, interest
// above all, say which pot it is.

internal import Bytes
public import Model

/// Names of accounts and pots, ready to be written into rows.
public struct RegisterNames: Sendable {
  private struct Entry {
    var name: [UInt8]
    var slug: [UInt8]
    /// The pot whose hidden account it is.
    var pot: [UInt8]?
  }

  /// By `StableHash` of the id.
  private var entries: [UInt64: Entry] = [:]

  /// No names.
  public static let none = RegisterNames()

  private init() {}

  /// Takes the names of everything that rows can belong to.
  ///
  /// - Parameters:
  ///   - knowledge: what the history taught.
  ///   - slugs: the names for files.
  public init(_ knowledge: Knowledge, _ slugs: Slugs) {
    let book = knowledge.references
    for pot in book.pots.values { add(pot.id, pot.name, slugs[pot.id]) }
    let unlisted = Set(knowledge.accountIDs.values).subtracting(knowledge.potsByAccount.keys)
    for id in unlisted.union(book.accounts.keys) {
      let name =
        AccountTitle.title(ofUnlisted: id)
        ?? AccountTitle.title(ofType: book.accounts[id]?.type ?? "")
      add(id, name, slugs[id])
    }
    for (account, pot) in knowledge.potsByAccount {
      add(account, book.pots[pot]?.name ?? "", slugs[pot], pot: pot)
    }
  }

  private mutating func add(_ id: String, _ name: String, _ slug: String, pot: String? = nil) {
    entries[StableHash.of(id)] = Entry(
      name: Array(name.utf8), slug: Array(slug.utf8), pot: pot.map { Array($0.utf8) })
  }

  /// Writes the names of a row's account and pot into it; those of others stay what they were.
  func apply(to row: inout Row) {
    if let account = row.range(.accountID),
      let entry = entries[StableHash.of(row.storage, account)]
    {
      set(&row, .accountName, entry.name)
      set(&row, .accountSlug, entry.slug)
      if let pot = entry.pot, row.range(.potID) == nil { set(&row, .potID, pot) }
    }
    guard let pot = row.range(.potID), let entry = entries[StableHash.of(row.storage, pot)] else {
      return
    }
    set(&row, .potName, entry.name)
    set(&row, .potSlug, entry.slug)
  }

  private func set(_ row: inout Row, _ field: RowText, _ text: [UInt8]) {
    guard !text.isEmpty else { return }
    row.set(field, text, ByteRange(start: 0, count: text.count))
  }
}
