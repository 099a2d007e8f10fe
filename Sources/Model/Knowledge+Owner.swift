// Whose accounts they are. The bank lists accounts that somebody else owns beside the user's own, such as a child's.
//
//   1. The user is the one that the archive is bound to.
//   2. Of files nobody says: it is the owner of most accounts that are not for young people, of equals of most
//      accounts, then of the one that was opened first, then the one with the lesser id.
//
// An account is somebody else's only when it names owners and the user is not among them.

extension Knowledge {
  /// The accounts that only other people own.
  public var accountsOfOthers: Set<String> {
    let accounts = references.accounts.values.filter { !$0.ownerIDs.isEmpty }
    guard let user = bankUser ?? Knowledge.likelyUser(of: accounts) else { return [] }
    let others = accounts.filter { !$0.ownerIDs.contains(user) }
    // An archive that is bound to somebody who owns nothing in it says nothing of owners.
    return others.count == accounts.count ? [] : Set(others.map(\.id))
  }

  private struct Claim: Comparable {
    let id: String
    var grown = 0
    var all = 0
    var opened = Instant.distantFuture

    static func < (one: Claim, other: Claim) -> Bool {
      if one.grown != other.grown { return one.grown < other.grown }
      if one.all != other.all { return one.all < other.all }
      if one.opened != other.opened { return one.opened > other.opened }
      return other.id.utf8.lexicographicallyPrecedes(one.id.utf8)
    }
  }

  private static func likelyUser(of accounts: [Account]) -> String? {
    var claims: [String: Claim] = [:]
    for account in accounts {
      for id in Set(account.ownerIDs) {
        var claim = claims[id] ?? Claim(id: id)
        claim.all += 1
        if account.type != "uk_retail_young" { claim.grown += 1 }
        claim.opened = min(claim.opened, account.created ?? .distantFuture)
        claims[id] = claim
      }
    }
    return claims.values.max()?.id
  }
}
