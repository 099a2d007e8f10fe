// The second pass of enriching: a row and what is known of the whole in, the row with payee, category,
// place, tags, links and the user's rules out. The steps are in the order in which they decide:
//
//   links      transfer, refund, series and salary, and the kinds that follow from them
//   merchant   of the record, else of the directory, else of the card descriptor
//   payee      merchant, pot, statement, counterparty (by the latest of its names), the bank's own business,
//              descriptor, description
//   category   of the bank, else of the merchant; money back takes that of what it is tied to when the bank put it
//              nowhere; ids of the user's own become their names
//   tags       those of the record, then the hashtags of the notes
//   rules      the first that matches; a row that a rule has decided is not given to another one; then what rules
//              made of the purchase that the row gives money back for (`PurchaseDecisions`)
//   spending   what `SpendingRule` says of the row by all of that
//
// Enriching a row again with the same knowledge and rules changes nothing.

import Bytes
public import Model

/// Enriches rows, one at a time and in any order.
public struct Enricher {
  /// How many rows each rule decided so far.
  public private(set) var ruleCounts = RuleCounts.empty

  private let merchants: MerchantDirectory
  let links: Links
  private let hashedIDs: [RowKey: String]
  private let rules: [Rule]
  private var matcher: RuleMatcher
  private let categories: CategoryNaming
  private let pots: [String: Pot]
  private let potsByAccount: [String: String]
  private let potNames: PotNames
  private let parties: PartyNames
  let categoriesOfMoneyIn: [RowKey: String]
  let purchases: PurchaseDecisions
  let salary: (series: RowKey, rhythm: String)?
  private let spending: SpendingRule
  private let names: RegisterNames
  private var shops = DescriptorShops()
  private var people = PlainNames()

  /// Makes an enricher ready.
  ///
  /// - Parameters:
  ///   - knowledge: what the whole history taught.
  ///   - rules: the user's own rules.
  ///   - links: what linking found; nothing for no links.
  ///   - spending: what the configuration says of spending.
  ///   - purchases: what was decided of purchases that money came back for.
  ///   - names: what accounts and pots are called.
  public init(
    _ knowledge: Knowledge, rules: Rules = .none, links: Links = .empty,
    spending: SpendingSettings = .none, purchases: PurchaseDecisions = .none,
    names: RegisterNames = .none
  ) {
    self.names = names
    merchants = knowledge.merchants
    hashedIDs = knowledge.hashedIDs
    pots = knowledge.references.pots
    potsByAccount = knowledge.potsByAccount
    potNames = PotNames(knowledge)
    parties = knowledge.parties
    categoriesOfMoneyIn = knowledge.ties.categoriesOfMoneyIn
    categories = CategoryNaming(knowledge.categoryNames.merging(rules.categories) { _, own in own })
    matcher = RuleMatcher(rules.rules, knowledge, categoryNames: categories.names)
    self.spending = SpendingRule(
      spending, accountsOfOthers: knowledge.accountsOfOthers, categoryNames: categories.names)
    self.rules = rules.rules
    self.links = links
    self.purchases = purchases
    salary = links.salary(knowledge).map { ($0.id, "\($0.rhythm.name)") }
  }

  /// Enriches a row.
  public mutating func enrich(_ row: inout Row) {
    link(&row)
    completeMerchant(&row)
    namePayee(&row)
    categorizeMoneyBack(&row)
    categories.apply(to: &row)
    Hashtags.apply(to: &row)
    applyRules(&row)
    followPurchase(&row)
    spending.apply(to: &row)
    markSalary(&row)
    names.apply(to: &row)
  }

  // MARK: Links

  private func link(_ row: inout Row) {
    potNames.setSource(of: &row)
    guard let key = row.key, let found = links[key] else { return }
    if let transfer = found.transfer { row.replace(.transferID, with: id(of: transfer)) }
    if let purchase = found.refundOf { row.replace(.refundOf, with: id(of: purchase)) }
    if let series = found.recurring { row.replace(.recurringID, with: id(of: series)) }
    if let pot = found.paidBy, row.range(.potID) == nil { row[.potID] = potNames.id(of: pot) }
    if let kind = found.transferKind, row[provenance: .kind] == nil { row.kind = kind }
  }

  private func id(of key: RowKey) -> String { key.id ?? hashedIDs[key] ?? "" }

  // MARK: Merchant

  private mutating func completeMerchant(_ row: inout Row) {
    let decided = row[provenance: .merchant]
    if let merchant = row.merchant, merchant.fields.name != nil,
      decided != .directory && decided != .descriptor
    {
      let who: Provenance = decided == .csv ? .csv : .merchant
      return placeMerchant(&row, merchant, who)
    }
    if let id = row.merchant?.fields.id, let known = merchants[id] {
      setMerchant(&row, known, .directory)
    } else if row.isCardRow, decided != .directory,
      let shop = shops.named(row)
    {
      setMerchant(&row, shop, .descriptor)
    }
  }

  /// A statement names a shop and not its town; the descriptor beside it does.
  private mutating func placeMerchant(_ row: inout Row, _ merchant: Merchant, _ who: Provenance) {
    if row[provenance: .place] == .descriptor {
      row[provenance: .merchant] = who
    } else if merchant.fields.lacksTown, row.isCardRow,
      let placed = shops.placed(merchant, row)
    {
      row.merchant = placed
      row[provenance: .merchant] = who
      row[provenance: .place] = .descriptor
    } else {
      setMerchant(&row, merchant, who)
    }
  }

  private func setMerchant(_ row: inout Row, _ merchant: Merchant, _ who: Provenance) {
    if row.merchant !== merchant { row.merchant = merchant }
    row[provenance: .merchant] = who
    row[provenance: .place] = merchant.hasPlace ? who : nil
  }

  // MARK: Payee

  private mutating func namePayee(_ row: inout Row) {
    if row[provenance: .payee].isRule { return }
    findPayee(&row)
    guard row.kind == .interest, let payee = row[.payee] else { return }
    let name = PayeeNames.withoutMonth(payee) ?? PayeeNames.interest
    if name != payee { row.replace(.payee, with: name) }
  }

  /// The other side as the bank called it last, else as it likes to be called, else as the record has it.
  private func nameOfParty(_ row: Row) -> String? {
    if let party = NamedParty.number(of: row), let name = parties.name(of: party) { return name }
    if row[provenance: .payee] == .counterparty, let name = row[.payee], !name.isEmpty {
      return name
    }
    return row[.counterpartyName].flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func findPayee(_ row: inout Row) {
    if let merchant = row.merchant, let who = row[provenance: .merchant], who != .descriptor,
      let name = merchant.fields.name, !name.isEmpty
    {
      return setPayee(&row, name, who)
    }
    let isPrinted =
      row[provenance: .payee] == .csv && row.range(.payee).map { !$0.isEmpty } ?? false
    if row.kind == .potTransfer, let pot = row[.potID] ?? potOfAccount(row) {
      if let name = pots[pot]?.name {
        setPayee(&row, PayeeNames.ofPot(name), .pot)
      } else {
        setPayee(&row, PayeeNames.ofPot(isPrinted ? row[.payee] : nil), isPrinted ? .csv : .pot)
      }
    } else if isPrinted {
      return
    } else if let name = nameOfParty(row) {
      setPayee(&row, people.name(name), .counterparty)
    } else if let name = PayeeNames.ofBank(row) {
      setPayee(&row, name, .bank)
    } else if row[provenance: .merchant] == .descriptor, let name = row.merchant?.fields.name {
      setPayee(&row, name, .descriptor)
    } else if let text = row[.description], let name = PayeeNames.ofDescription(text) {
      setPayee(&row, people.name(name), .bank)
    }
  }

  /// The pot whose own statement the row is in.
  private func potOfAccount(_ row: Row) -> String? { row[.accountID].flatMap { potsByAccount[$0] } }

  private func setPayee(_ row: inout Row, _ name: String, _ who: Provenance) {
    row.replace(.payee, with: name)
    row[provenance: .payee] = who
  }

  // MARK: Rules

  private mutating func applyRules(_ row: inout Row) {
    if let decided = row.decidingRule {
      ruleCounts.add(rule: decided)
      return
    }
    guard !matcher.isEmpty, let number = matcher.rule(for: row) else { return }
    ruleCounts.add(rule: number)
    let changes = rules[number - 1].changes
    let who = Provenance.rule(number)
    if let payee = changes.payee { setPayee(&row, payee, who) }
    if let category = changes.category {
      row[.category] = categories.names[category] ?? category
      row[provenance: .category] = who
    }
    if !changes.tags.isEmpty {
      let tags = row.tags
      row.tags = changes.tags.reduce(into: tags) { if !$0.contains($1) { $0.append($1) } }
      row[provenance: .tags] = who
    }
    if let notes = changes.notes {
      row[.notes] = notes
      row.share(.memo, with: .notes)
      row[provenance: .notes] = who
      row[provenance: .memo] = who
    }
    for (key, text) in changes.accounting {
      row[.metadata] = Metadata.setting(key, to: text, in: row[.metadata])
      row[provenance: .accountingCode] = who
    }
    if let counts = changes.includeInSpending {
      row.includeInSpending = counts
      row[provenance: .includeInSpending] = who
    }
    if let kind = changes.kind, row.kind != .potTransfer {
      row.kind = kind
      row[provenance: .kind] = who
    }
  }
}

extension Row {
  /// The number of the rule that decided the row; nil when none did.
  public var decidingRule: Int? {
    for field in [
      ProvenanceField.payee, .category, .tags, .notes, .accountingCode, .kind, .includeInSpending,
    ] {
      if case .rule(let number) = self[provenance: field] { return number }
    }
    return nil
  }

  /// Whether the description is a card descriptor: card rows, and all of 2015, when there were only cards.
  fileprivate var isCardRow: Bool {
    switch kind {
    case .refund: !isPaidByBank
    case .cardPayment, .cashWithdrawal, .cardCheck, .flex: true
    case .other: source == .mondo2015 && (range(.counterpartyName) == nil)
    default: false
    }
  }

  /// Whether the bank itself paid, as it does in disputes: its words name no shop.
  private var isPaidByBank: Bool {
    isEqual(.scheme, "monzo_paid") || isEqual(.scheme, "ledger_adjustment")
      || isEqual(.scheme, "collections_settlement")
  }

  /// Sets a text field unless it has these very bytes, so that enriching again does not grow the row.
  mutating func replace(_ field: RowText, with text: String) {
    var text = text
    let isSame = text.withUTF8 { text in
      guard let range = range(field), range.count == text.count else { return false }
      return text.indices.allSatisfy { storage[range.start + $0] == text[$0] }
    }
    if !isSame { self[field] = text }
  }
}

extension Merchant.Fields {
  /// Whether the merchant is none of the bank's, so that a descriptor may say where it is.
  fileprivate var lacksTown: Bool { id == nil && city == nil && country == nil }
}

extension Rule.Changes {
  /// What is kept in the metadata for the user's accounting.
  fileprivate var accounting: [(key: String, text: String)] {
    [
      ("accounting_code", accountingCode), ("accounting_account", accountingAccount),
      ("vat_code", vatCode),
    ].compactMap { key, text in text.map { (key, $0) } }
  }
}

extension Provenance? {
  /// Whether a rule decided.
  var isRule: Bool {
    if case .rule = self { true } else { false }
  }
}
