// Finds the rule for a row: the first whose conditions all hold. Numbers are compared first, texts are looked
// up once for a row and evaluated once for each distinct text, and lists last.

import Bytes
import Model

/// The rules of a run, made ready for many rows.
struct RuleMatcher {
  /// A field that rules have text conditions on.
  private enum Field: Int, CaseIterable {
    case merchant, group, description, counterparty
  }

  /// A text condition of a rule.
  private struct Condition {
    var field: Field
    var number: Int
  }

  /// What of a rule needs no text: compared for every row, so it holds no reference.
  private struct Numbers {
    var kind: Kind?
    var amount: AmountRange?
    var conditions: Range<Int>
    /// Whether the rule also asks for an account, tags or a category.
    var hasLists: Bool
  }

  /// What is asked last, because answering takes Strings.
  private struct Lists {
    var account: String?
    var tags: [String] = []
    var categories: Set<String> = []
  }

  /// What holds for a merchant, which is kept so that no other takes its identity.
  private struct KnownMerchant {
    var merchant: Merchant
    var own: [UInt64]
    var group: [UInt64]
  }

  /// How many merchants are remembered before all are forgotten.
  private static let merchantsMax = 1 << 14

  private var numbers: [Numbers] = []
  private var conditions: [Condition] = []
  private var lists: [Lists] = []
  private var matchers = Array(repeating: TextMatcher(), count: Field.allCases.count)
  private var answers: [[UInt64]] = []
  private var merchants: [ObjectIdentifier: KnownMerchant] = [:]
  private var isAnswered: [Bool]
  private let chains: [String: MerchantDirectory.Chain]
  private let accounts: [String: Account]
  private let parties: PartyNames

  /// Whether there are no rules.
  var isEmpty: Bool { numbers.isEmpty }

  init(_ rules: [Rule], _ knowledge: Knowledge, categoryNames: [String: String]) {
    accounts = knowledge.references.accounts
    parties = rules.contains { $0.match.counterparty != nil } ? knowledge.parties : PartyNames()
    chains = rules.contains { $0.match.group != nil } ? knowledge.merchants.chains : [:]
    isAnswered = Array(repeating: false, count: Field.allCases.count)
    for rule in rules { add(rule.match, categoryNames) }
    answers = matchers.map { Array(repeating: 0, count: $0.wordCount) }
  }

  private mutating func add(_ match: Rule.Match, _ categoryNames: [String: String]) {
    let first = conditions.count
    let patterns: [(Field, TextPattern?)] = [
      (.merchant, match.merchant), (.group, match.group), (.description, match.description),
      (.counterparty, match.counterparty),
    ]
    for case (let field, let pattern?) in patterns {
      conditions.append(Condition(field: field, number: matchers[field.rawValue].add(pattern)))
    }
    var list = Lists(account: match.account, tags: match.tags.map { $0.lowercased() })
    if let category = match.category {
      list.categories = [TextMatcher.folded(category)]
      if let name = categoryNames[category] { list.categories.insert(TextMatcher.folded(name)) }
    }
    numbers.append(
      Numbers(
        kind: match.kind, amount: match.amount, conditions: first..<conditions.count,
        hasLists: match.account != nil || !match.tags.isEmpty || match.category != nil))
    lists.append(list)
  }

  /// The number of the rule for a row, from 1; nil when none matches.
  mutating func rule(for row: Row) -> Int? {
    let (kind, amount) = (row.kind, row.amount)
    for field in isAnswered.indices { isAnswered[field] = false }
    for index in numbers.indices {
      let rule = numbers[index]
      if let wanted = rule.kind, wanted != kind { continue }
      if let range = rule.amount, !range.contains(amount) { continue }
      if holds(rule.conditions, row), !rule.hasLists || holds(lists[index], row) {
        return index + 1
      }
    }
    return nil
  }

  private mutating func holds(_ range: Range<Int>, _ row: Row) -> Bool {
    for index in range {
      let (field, number) = (conditions[index].field.rawValue, conditions[index].number)
      if !isAnswered[field] { answer(conditions[index].field, row) }
      if answers[field][number >> 6] & 1 << UInt64(number & 63) == 0 { return false }
    }
    return true
  }

  private func holds(_ list: Lists, _ row: Row) -> Bool {
    if let account = list.account, !isAccount(account, row) { return false }
    if !list.tags.isEmpty {
      guard row.range(.tags) != nil else { return false }
      let tags = Set(row.tags.map { $0.lowercased() })
      guard list.tags.allSatisfy(tags.contains) else { return false }
    }
    if list.categories.isEmpty { return true }
    return row[.category].map { list.categories.contains(TextMatcher.folded($0)) } ?? false
  }

  private func isAccount(_ wanted: String, _ row: Row) -> Bool {
    guard let id = row[.accountID] else { return false }
    if id == wanted { return true }
    guard let account = accounts[id] else { return false }
    return account.type == wanted || account.accountNumber == wanted
  }

  // MARK: Texts

  /// Asks about all that a row has in a field, under every name that it goes by.
  private mutating func answer(_ field: Field, _ row: Row) {
    isAnswered[field.rawValue] = true
    for index in answers[field.rawValue].indices { answers[field.rawValue][index] = 0 }
    switch field {
    case .merchant:
      if let merchant = row.merchant { answers[field.rawValue] = known(merchant).own }
      if row[provenance: .payee] == .csv { ask(field, row, .payee) }
    case .group:
      if let merchant = row.merchant { answers[field.rawValue] = known(merchant).group }
    case .description: ask(field, row, .description)
    case .counterparty:
      for text in [RowText.counterpartyName, .counterpartyUserID, .counterpartyAccountID] {
        ask(field, row, text)
      }
      guard let party = NamedParty.number(of: row) else { return }
      for name in parties.spellings(of: party) {
        let bytes = Array(name.utf8)
        matchers[field.rawValue].ask(
          bytes, ByteRange(start: 0, count: bytes.count), addingTo: &answers[field.rawValue])
      }
    }
  }

  private mutating func known(_ merchant: Merchant) -> KnownMerchant {
    if let known = merchants[ObjectIdentifier(merchant)] { return known }
    let fields = merchant.fields
    let known = KnownMerchant(
      merchant: merchant, own: answer(.merchant, [fields.name, fields.id]),
      group: answer(.group, [fields.groupID, fields.groupID.flatMap { chains[$0]?.name }]))
    if merchants.count >= RuleMatcher.merchantsMax { merchants.removeAll() }
    merchants[ObjectIdentifier(merchant)] = known
    return known
  }

  private mutating func answer(_ field: Field, _ texts: [String?]) -> [UInt64] {
    var answer: [UInt64] = Array(repeating: 0, count: matchers[field.rawValue].wordCount)
    for case let text? in texts {
      let bytes = Array(text.utf8)
      matchers[field.rawValue].ask(
        bytes, ByteRange(start: 0, count: bytes.count), addingTo: &answer)
    }
    return answer
  }

  private mutating func ask(_ field: Field, _ row: Row, _ text: RowText) {
    guard let range = row.range(text) else { return }
    matchers[field.rawValue].ask(row.storage, range, addingTo: &answers[field.rawValue])
  }
}
