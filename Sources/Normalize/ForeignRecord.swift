// Records of other services and answers that hold no transactions, by members that only they have: each is named as
// what it is, because "'id' is missing" helps nobody.

internal import Bytes

enum ForeignRecord {
  private static let transactions = "import the answer with the transactions"
  private static let dialects = "the README lists the formats that are read"

  /// What an object is by its members.
  private static let signatures: [(members: [StaticString], name: String, advice: String)] = [
    (["access_token"], "a login token", "'monzo-export login --import FILE' takes it"),
    (["account_type", "display_name", "provider"], "a TrueLayer account", transactions),
    (["card_network"], "a TrueLayer card", transactions),
    (["available", "current", "currency"], "a TrueLayer balance", transactions),
    (["balances"], "balances of GoCardless", transactions),
    (["balanceAmount"], "a balance of GoCardless", transactions),
    (["institution_id", "agreement"], "a requisition of GoCardless", transactions),
    (["resourceId"], "an account of GoCardless", transactions),
    (["iban", "ownerName"], "an account of GoCardless", transactions),
    (["transaction_id", "iso_currency_code"], "a transaction of Plaid", dialects),
    (["feedItemUid"], "a transaction of Starling Bank", dialects),
    (["payee_id", "import_id"], "a transaction of YNAB", dialects),
    (["identifiers", "descriptions", "dates"], "a transaction of Tink", dialects),
    (["made_on", "duplicated"], "a transaction of Salt Edge", dialects),
    (["legs", "state"], "a transaction of Revolut", dialects),
    (["authenticated", "client_id"], "an answer about a login", "it holds no transactions"),
  ]

  /// The error for the object on a tape; nil when nothing is known of it.
  static func message(_ tape: JSONTape, _ bytes: [UInt8]) -> String? {
    guard tape.count > 0, tape[0].kind == .object else { return nil }
    let found = signatures.first { signature in
      signature.members.allSatisfy { tape.member($0, of: 0, in: bytes) != nil }
    }
    return found.map { "this looks like \($0.name): \($0.advice)" }
  }
}
