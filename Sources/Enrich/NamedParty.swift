// Who the other side of a payment is for the purpose of its name: one party however it is spelled. The first of these
// that a row has:
//
//   1. the user id of a customer of the bank: a person has one name, whichever account pays
//   2. sort code and account number, or an international number alone
//   3. the id of an account of the bank
//
// An `anonuser_` id is made up for every payment and says nothing. Without any of these a name is only itself. That is
// another question than `Party` answers, for whom the account is first, because it alone says whether the other side
// is the user's own.

import Bytes
import Model

enum NamedParty {
  /// The number of the other side; nil when nothing but a name is known of it.
  static func number(of row: Row) -> UInt64? {
    if let user = row.range(.counterpartyUserID), !user.isEmpty,
      !Party.starts(row.storage, user, with: "anonuser_")
    {
      return StableHash.of(row.storage, user)
    }
    if let number = row.range(.counterpartyAccountNumber), !number.isEmpty {
      let code = row.range(.counterpartySortCode) ?? .empty
      return StableHash.of(
        row.storage, number, seed: StableHash.of(row.storage, code, seed: 2))
    }
    guard let account = row.range(.counterpartyAccountID), !account.isEmpty else { return nil }
    return StableHash.of(row.storage, account)
  }
}
