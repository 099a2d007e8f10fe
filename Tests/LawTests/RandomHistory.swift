// Histories that no bank would give and every bank could: few rows, all kinds of them, close to every
// border of days, months and years, with twins, versions and hostile text. The generator keeps its own
// books, so that the laws have something to be held against that the pipeline did not compute.

import TestSupport

/// A made-up history of one person, as lines of raw JSON.
struct RandomHistory: Sendable {
  /// What the generator remembers of a transaction, as it finally is.
  struct Truth: Equatable {
    var id: String
    var account: String
    var created: Int64
    var amount: Int64
    var isDeclined = false
    var isPending = false
    var isPotMove = false
    var isOfCard = false
    /// When its record was last changed.
    var updated: Int64 = 0
  }

  static let current = "acc_0000current000000000001"
  static let joint = "acc_0000joint00000000000001"
  static let pot = "pot_0000holiday000000000001"
  static let category = "category_0000000000000000000Cat"
  static let potAccount = "acc_0000hiddenpot0000000001"

  /// Records of transactions, every version of each, in the order of making.
  var records: [String] = []
  /// Accounts, pots and balances, one answer or reference a line.
  var references: [String] = []
  /// The transactions by what is true of them at the end.
  var truths: [Truth] = []
  /// The balance of each account before the first row.
  private(set) var openings: [String: Int64] = [:]
  /// Ids of the two sides of each move between own accounts.
  private(set) var ownTransfers: [(String, String)] = []

  var json: RandomJSON
  var merchants: [Merchant] = []

  struct Merchant {
    var id: String
    var name: String
  }

  /// Every line of the history.
  var lines: [String] { references + records }

  /// Makes up the history that belongs to a seed.
  init(seed: UInt64, rows: ClosedRange<Int> = 1...8) {
    json = RandomJSON(random: SeededRandom(seed: seed))
    for account in [RandomHistory.current, RandomHistory.joint] {
      openings[account] = Int64(number(0...500_000))
    }
    merchants = (0..<3).map { _ in
      Merchant(id: "merch_" + digits(22), name: HostileText.name(&json.random))
    }
    let wanted = number(rows)
    while truths.count < wanted { addSomething() }
    addReferences()
  }

  // MARK: Rows

  private mutating func addSomething() {
    switch number(0...15) {
    case 0...4: addPurchase()
    case 5: addRefund()
    case 6: addDeclined()
    case 7: addPending()
    case 8: addTwin()
    case 9: addForeign()
    case 10: addSplit()
    case 11: addOwnTransfer()
    case 12: addPotMove()
    case 13: addBankTransfer()
    case 14: number(0...1) == 0 ? addVersion() : addRival()
    default: addBankEntry()
    }
  }

  private mutating func addPurchase() {
    add(Draft(amount: -money(), merchant: merchant(), scheme: "mastercard"))
  }

  private mutating func addRefund() {
    let earlier = truths.filter { $0.amount < 0 && !$0.isDeclined }.randomElement(
      using: &json.random)
    let back = earlier.map { -$0.amount } ?? money()
    add(Draft(amount: back, merchant: merchant(), scheme: "mastercard"))
  }

  private mutating func addDeclined() {
    var draft = Draft(amount: -money(), merchant: merchant(), scheme: "mastercard")
    draft.extra.append(("decline_reason", "\"INSUFFICIENT_FUNDS\""))
    draft.isDeclined = true
    draft.isOpen = true
    add(draft)
  }

  private mutating func addPending() {
    var draft = Draft(amount: -money(), merchant: merchant(), scheme: "mastercard")
    draft.isPending = true
    draft.isOpen = true
    add(draft)
  }

  /// The same purchase again under another id, in the same millisecond.
  private mutating func addTwin() {
    let shop = merchant()
    let (amount, created) = (-money(), time())
    for _ in 0..<2 {
      add(Draft(amount: amount, merchant: shop, scheme: "mastercard", created: created))
    }
  }

  private mutating func addForeign() {
    var draft = Draft(amount: -money(), merchant: merchant(), scheme: "mastercard")
    draft.local = (
      -money(), ["EUR", "JPY", "KWD", "USD", "ISK"].randomElement(using: &json.random) ?? "EUR"
    )
    add(draft)
  }

  private mutating func addSplit() {
    let (one, other) = (-money(), -money())
    var draft = Draft(amount: one + other, merchant: merchant(), scheme: "mastercard")
    draft.categories = "{\"groceries\":\(one),\"category_0000\(digits(18))\":\(other)}"
    add(draft)
  }

  private mutating func addOwnTransfer() {
    let amount = money()
    let created = time()
    let forward = Bool.random(using: &json.random)
    let (from, to) =
      forward
      ? (RandomHistory.current, RandomHistory.joint) : (RandomHistory.joint, RandomHistory.current)
    var out = Draft(amount: -amount, scheme: "payport_faster_payments", created: created)
    out.account = from
    out.counterparty = [("account_id", "\"\(to)\""), ("name", "\"Ada Byron\"")]
    var back = Draft(amount: amount, scheme: "payport_faster_payments", created: created + 400)
    back.account = to
    back.counterparty = [("account_id", "\"\(from)\""), ("name", "\"Ada Byron\"")]
    ownTransfers.append((add(out), add(back)))
  }

  private mutating func addPotMove() {
    var draft = Draft(
      amount: Bool.random(using: &json.random) ? money() : -money(), scheme: "uk_retail_pot")
    draft.description = RandomHistory.pot
    draft.metadata = [
      ("pot_id", "\"\(RandomHistory.pot)\""), ("pot_account_id", "\"\(RandomHistory.potAccount)\""),
    ]
    add(draft)
  }

  private mutating func addBankTransfer() {
    var draft = Draft(
      amount: Bool.random(using: &json.random) ? money() : -money(),
      scheme: "payport_faster_payments")
    let name = HostileText.name(&json.random)
    draft.counterparty = [
      ("name", json.string(name)), ("sort_code", "\"040004\""), ("account_number", "\"12345678\""),
    ]
    draft.notes = HostileText.text(&json.random)
    add(draft)
  }

  /// Interest, fees, loads, card checks: rows without another side.
  private mutating func addBankEntry() {
    switch number(0...3) {
    case 0: add(Draft(amount: money(), scheme: "account_interest"))
    case 1: add(Draft(amount: -money(), scheme: "overdraft"))
    case 2:
      var draft = Draft(amount: money(), scheme: "topup")
      draft.extra.append(("is_load", "true"))
      add(draft)
    default:
      var draft = Draft(amount: 0, merchant: merchant(), scheme: "mastercard")
      draft.notes = "Active card check"
      add(draft)
    }
  }

  /// A record of a transaction that is known already, changed at the same time and of the same money, that
  /// tells something else: only the raw bytes can say which of them is the better one.
  private mutating func addRival() {
    let choices = truths.filter { $0.isOfCard && !$0.isPending && !$0.isDeclined }
    guard let final = choices.randomElement(using: &json.random) else { return addPurchase() }
    var draft = Draft(amount: final.amount, scheme: "mastercard", created: final.created)
    draft.account = final.account
    draft.updated = final.updated
    records.append(record(draft, id: final.id, settled: final.updated))
  }

  /// An earlier state of a transaction that is known already: another amount, older, still pending.
  private mutating func addVersion() {
    guard let final = truths.randomElement(using: &json.random), !final.isPending, !final.isDeclined
    else {
      return addPurchase()
    }
    var draft = Draft(amount: -money(), scheme: "mastercard", created: final.created)
    draft.account = final.account
    draft.id = final.id
    draft.isPending = true
    draft.isOpen = true
    draft.updated = final.created
    records.append(record(draft, id: final.id, settled: final.updated))
  }
}
