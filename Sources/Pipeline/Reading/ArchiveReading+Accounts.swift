// Accounts and pots of an archive by the names that users know them by, without reading a row.

import Archive
import Model

extension ArchiveReading {
  /// The id of the one account that a slug, a type or an id stands for; nil when there is none, or more.
  package func account(named name: String) throws -> String? {
    var known = Knowledge.empty
    known.references = try book()
    known.merge(referenceKnowledge)
    let ids = (try? AccountBook(known, fixed: names).ids(of: name)) ?? []
    let accounts = ids.filter { $0.hasPrefix("acc_") }
    return accounts.count == 1 ? accounts.first : nil
  }

  /// The names of all accounts and pots that are known, by id.
  package func slugs() throws -> [String: String] { Slugs(try book(), fixed: names).all }

  /// The ids of accounts to be fetched; a name that nothing has stays as it is, since the bank may know it.
  ///
  /// - Throws: `PipelineError` for a pot, which is fetched with its account only.
  package func accountsToFetch(named names: [String]) throws -> [String] {
    let book = try book()
    let slugs = Slugs(book, fixed: self.names)
    return try names.map { name in
      let id = slugs.all.first { $0.value == name }?.key ?? name
      guard let pot = book.pots[referenceKnowledge.pot(ofAccount: id)?.id ?? id] else { return id }
      throw PipelineError.potIsNoAccount(slugs[pot.id], account: pot.accountID.map { slugs[$0] })
    }
  }
}
