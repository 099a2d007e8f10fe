// How far back an archive has all rows of an account or a pot. Balances go back from the first balance that was
// seen to where the rows are complete, and no further: what earlier rows add up to is no balance.

/// From when on rows are complete.
package struct RowCompleteness {
  /// Ids of accounts whose rows are complete since they were opened at zero; of pots those of their hidden
  /// accounts.
  package private(set) var openedAtZero: Set<String> = []
  /// From when on the rows of other accounts and pots are complete, by id.
  package private(set) var since: [String: Instant] = [:]

  /// Of inputs without coverage nothing is known.
  package init() {}

  /// Holds the coverage of an archive against the balances that it has.
  package init(_ coverage: [AccountCoverage], _ references: ReferenceBook) {
    for account in coverage {
      let owners = [account.accountID, account.potID].compactMap(\.self)
      let seen = references.balances.filter { owners.contains($0.accountID) }.compactMap(\.seen)
      if let opened = account.opened, let since = account.completeSince(seen.min()),
        since <= opened
      {
        openedAtZero.insert(account.accountID)
      } else {
        since[account.accountID] = account.completeSince(seen.min()) ?? seen.min() ?? .distantFuture
      }
    }
    addPotsWithoutAccount(coverage, references)
  }

  /// A pot of which no account was ever seen has its moves in the rows of the account that it belongs to.
  private mutating func addPotsWithoutAccount(
    _ coverage: [AccountCoverage], _ references: ReferenceBook
  ) {
    let covered = Set(coverage.compactMap(\.potID))
    for pot in references.pots.values where !covered.contains(pot.id) {
      guard let owner = coverage.first(where: { $0.accountID == pot.accountID }) else { continue }
      let seen = references.balances.filter { $0.accountID == pot.id }.compactMap(\.seen).min()
      let complete = owner.completeSince(seen) ?? seen ?? .distantFuture
      if owner.opened.map({ complete <= $0 }) != true { since[pot.id] = complete }
    }
  }
}

extension AccountCoverage {
  /// A balance is as new as the newest row that makes it, which by the bank's clock may be some seconds newer
  /// than its window by ours; requests for the newest rows ask for so many seconds more.
  private static let aheadSeconds: Int64 = 60

  /// The start of the window in which a balance was seen, of a balance without a time that of the last one;
  /// nil when it was seen in none.
  fileprivate func completeSince(_ seen: Instant?) -> Instant? {
    guard let seen else { return complete.last?.since }
    return complete.last {
      $0.since <= seen && seen.seconds - $0.before.seconds <= AccountCoverage.aheadSeconds
    }?.since
  }
}
