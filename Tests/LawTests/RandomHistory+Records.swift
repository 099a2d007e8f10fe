// How a transaction of a made-up history is written down, in the shape of the bank's API.

import TestSupport

extension RandomHistory {
  /// A transaction before it is written down; times in milliseconds.
  struct Draft {
    var amount: Int64
    var merchant: String?
    var scheme: String
    var created: Int64 = -1
    var account = RandomHistory.current
    var id: String?
    var isDeclined = false
    var isPending = false
    /// Whether `settled` is empty.
    var isOpen = false
    var updated: Int64?
    var local: (Int64, String)?
    var categories: String?
    var description: String?
    var notes: String?
    var counterparty: [(String, String)] = []
    var metadata: [(String, String)] = []
    var extra: [(String, String)] = []

    init(amount: Int64, merchant: String? = nil, scheme: String, created: Int64 = -1) {
      self.amount = amount
      self.merchant = merchant
      self.scheme = scheme
      self.created = created
    }
  }

  /// Writes a transaction down and remembers the truth about it.
  @discardableResult
  mutating func add(_ draft: Draft) -> String {
    var draft = draft
    if draft.created < 0 { draft.created = time() }
    let id =
      "tx_" + RandomHistory.base62(UInt128(draft.created + 170) << 64 | UInt128(json.random.next()))
    let settled = draft.created + Int64(number(1...200_000)) * 1000
    truths.append(
      Truth(
        id: id, account: draft.account, created: draft.created, amount: draft.amount,
        isDeclined: draft.isDeclined, isPending: draft.isPending,
        isPotMove: draft.scheme == "uk_retail_pot", isOfCard: draft.scheme == "mastercard",
        updated: settled))
    records.append(record(draft, id: id, settled: settled))
    return id
  }

  mutating func record(_ draft: Draft, id: String, settled: Int64) -> String {
    let (local, localCurrency) = draft.local ?? (draft.amount, "GBP")
    let notes = draft.notes ?? (number(0...2) == 0 ? HostileText.text(&json.random) : "")
    let category =
      ["general", "groceries", "eating_out", RandomHistory.category]
      .randomElement(using: &json.random) ?? "general"
    var members: [(String, String)] = [
      ("id", json.string(id)), ("account_id", "\"\(draft.account)\""),
      ("created", quoted(draft.created)), ("amount", "\(draft.amount)"), ("currency", "\"GBP\""),
      ("local_amount", "\(local)"), ("local_currency", "\"\(localCurrency)\""),
      ("settled", draft.isOpen ? "\"\"" : quoted(settled)),
      ("updated", quoted(draft.updated ?? settled)), ("amount_is_pending", "\(draft.isPending)"),
      ("description", json.string(draft.description ?? HostileText.text(&json.random))),
      ("notes", json.string(notes)), ("category", "\"\(category)\""),
      ("categories", draft.categories ?? "{\"\(category)\":\(draft.amount)}"),
      ("scheme", "\"\(draft.scheme)\""), ("merchant", draft.merchant ?? "null"),
      ("counterparty", json.object(draft.counterparty)), ("metadata", json.object(draft.metadata)),
      ("include_in_spending", "\(draft.scheme != "uk_retail_pot")"), ("dedupe_id", "\"\(id)\""),
      ("user_id", "\"user_0000ada\""), ("attachments", "null"), ("fees", "{}"),
    ]
    members += draft.extra
    return json.object(members)
  }

  /// A merchant in full, by its id, or not at all.
  mutating func merchant() -> String? {
    guard let merchant = merchants.randomElement(using: &json.random) else { return nil }
    switch number(0...4) {
    case 0: return nil
    case 1: return "\"\(merchant.id)\""
    default:
      let address = json.object([
        ("city", json.string(HostileText.text(&json.random))), ("country", "\"GBR\""),
      ])
      return json.object([
        ("id", "\"\(merchant.id)\""), ("group_id", "\"grp_\(merchant.id.dropFirst(6))\""),
        ("name", json.string(merchant.name)), ("category", "\"shopping\""), ("online", "false"),
        ("atm", "false"), ("emoji", "\"🛒\""), ("address", address),
      ])
    }
  }

  mutating func addReferences() {
    references.append(
      """
      {"accounts":[{"id":"\(RandomHistory.current)","type":"uk_retail","currency":"GBP","closed":false,\
      "account_number":"11223344","sort_code":"040004"},{"id":"\(RandomHistory.joint)",\
      "type":"uk_retail_joint","currency":"GBP","closed":false,"account_number":"55667788",\
      "sort_code":"040004"}]}
      """)
    references.append(
      """
      {"pots":[{"id":"\(RandomHistory.pot)","name":\(json.string("Pot " + HostileText.text(&json.random))),\
      "currency":"GBP","current_account_id":"\(RandomHistory.current)","deleted":false}]}
      """)
    if number(0...1) == 0 {
      references.append(
        """
        {"reference":"category","id":"\(RandomHistory.category)",\
        "name":\(json.string(HostileText.name(&json.random)))}
        """)
    }
    for (account, opening) in openings.sorted(by: { $0.key < $1.key }) {
      for (balance, seen) in [
        (opening, RandomHistory.start), (closing(account), RandomHistory.end),
      ] {
        references.append(
          """
          {"reference":"balance","account_id":"\(account)","balance_minor":\(balance),"currency":"GBP",\
          "seen":\(quoted(seen))}
          """)
      }
    }
  }

  /// The balance of an account after the last row, by the generator's own books.
  func closing(_ account: String) -> Int64 {
    truths.filter { $0.account == account && !$0.isDeclined }.reduce(openings[account] ?? 0) {
      $0 + $1.amount
    }
  }
}
