// The accounts and pots of a dataset under the names that people use for them.

import Export
package import Model
import Write

/// Names of accounts and pots.
package struct AccountBook {
  /// What the bank sent of them.
  package let references: ReferenceBook
  /// The name of each.
  package let slugs: Slugs
  /// The ids of accounts and pots, sorted; a pot's hidden account is not among them.
  package let ids: [String]
  private let potsByAccount: [String: String]

  /// Names what a dataset knows of.
  ///
  /// - Parameters:
  ///   - knowledge: what its rows taught.
  ///   - fixed: slugs that accounts and pots have already, by id.
  package init(_ knowledge: Knowledge, fixed: [String: String] = [:]) {
    references = knowledge.references
    potsByAccount = knowledge.potsByAccount
    ids = Set(knowledge.accountIDs.values).subtracting(potsByAccount.keys)
      .union(references.accounts.keys).union(references.pots.keys)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    slugs = Slugs(references, accounts: knowledge.accountIDs.values.sorted(), fixed: fixed)
  }

  /// The ids that a slug, a type, an id or a pot's name stands for, in any capitals; those of a pot with its hidden
  /// account.
  package func ids(of name: String) throws(PipelineError) -> [String] {
    let wanted = FilterNames.folded(name)
    let found = ids.filter { id in
      [
        id, slugs[id], references.accounts[id]?.type, references.pots[id]?.type,
        references.pots[id]?.name,
      ].contains { $0.map(FilterNames.folded) == wanted }
    }
    let hidden = potsByAccount.filter { found.contains($0.value) || $0.key == name }.keys
    if !found.isEmpty || !hidden.isEmpty { return found + hidden.sorted() }
    throw .unknownAccount(name, known: ids.map { slugs[$0] })
  }

  /// The slug of a register; one of a second currency has the code behind it, as behind its id.
  package func slug(ofRegister id: String) -> String {
    let parts = id.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return slugs[id] }
    return "\(slugs[parts[0]])-\(parts[1].lowercased())"
  }
}
