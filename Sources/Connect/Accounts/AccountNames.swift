// What accounts and pots are called while they are being fetched: the names that they keep, as soon as the bank
// has listed them.

public import Fetch
public import Model
internal import Normalize

/// Names of accounts and pots, learned from what is being kept.
public struct AccountNames {
  private let fixed: [String: String]
  private var book = ReferenceBook()
  private var potsByAccount: [String: String]
  private var slugs: Slugs

  /// Begins with what is known.
  ///
  /// - Parameters:
  ///   - fixed: names that were given before, by id.
  ///   - coverage: what the archive holds; it knows the hidden accounts of pots.
  public init(fixed: [String: String], coverage: [AccountCoverage]) {
    self.fixed = fixed
    slugs = Slugs(book, fixed: fixed)
    potsByAccount = Dictionary(
      coverage.compactMap { account in account.potID.map { (account.accountID, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The name of an account or pot; its id while nothing else is known.
  public subscript(id: String) -> String {
    let id = potsByAccount[id] ?? id
    return book.accounts[id] != nil || book.pots[id] != nil || fixed[id] != nil ? slugs[id] : id
  }

  /// The accounts that the bank has listed, by their names.
  public var listed: [(name: String, id: String)] {
    book.accounts.keys.map { (slugs[$0], $0) }.sorted { $0.name < $1.name }
  }

  /// Learns from what is given to be kept.
  public mutating func learn(_ item: StoreItem) {
    switch item {
    case .accounts(let accounts): learn(accounts, listedAs: .accounts)
    case .pots(_, let pots): learn(pots, listedAs: .pots)
    case .rows(_, _, _, let rows):
      for case let pot? in rows.map(\.pot) { potsByAccount[pot.accountID] = pot.potID }
    default: break
    }
  }

  private mutating func learn(_ objects: [RawObject], listedAs list: ReferenceBook.List) {
    book.add(objects, listedAs: list)
    slugs = Slugs(book, fixed: fixed)
  }
}
