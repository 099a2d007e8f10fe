// Finds the rule for a row: the first whose conditions all hold. Cheap conditions are asked first, texts
// only once for a row and evaluated only once for each distinct text.

import Model

/// The rules of a run, made ready for many rows.
struct RuleMatcher {
  /// A rule with its texts as numbers of conditions.
  private struct Prepared {
    var match: Rule.Match
    var texts: [(field: Int, condition: Int)] = []
    var tags: [String] = []
    var categories: Set<String> = []
  }

  private var prepared: [Prepared] = []
  private var matchers = Array(repeating: TextMatcher(), count: 4)
  private var answers: [TextMatcher.Answer?] = Array(repeating: nil, count: 4)
  private let chains: [String: MerchantDirectory.Chain]
  private let accounts: [String: Account]

  /// Whether there are no rules.
  var isEmpty: Bool { prepared.isEmpty }

  init(_ rules: [Rule], _ knowledge: Knowledge, categoryNames: [String: String]) {
    accounts = knowledge.references.accounts
    let asksForChains = rules.contains { $0.match.group != nil }
    chains = asksForChains ? knowledge.merchants.chains : [:]
    for rule in rules {
      var ready = Prepared(match: rule.match)
      let match = rule.match
      let patterns = [match.merchant, match.group, match.description, match.counterparty]
      for (field, pattern) in patterns.enumerated() {
        if let pattern { ready.texts.append((field, matchers[field].add(pattern))) }
      }
      ready.tags = match.tags.map { $0.lowercased() }
      if let category = match.category {
        ready.categories = [TextMatcher.folded(category)]
        if let name = categoryNames[category] { ready.categories.insert(TextMatcher.folded(name)) }
      }
      prepared.append(ready)
    }
  }

  /// The number of the rule for a row, from 1; nil when none matches.
  mutating func rule(for row: Row) -> Int? {
    for field in answers.indices { answers[field] = nil }
    for index in prepared.indices where holds(prepared[index], row) { return index + 1 }
    return nil
  }

  private mutating func holds(_ rule: Prepared, _ row: Row) -> Bool {
    if let kind = rule.match.kind, kind != row.kind { return false }
    if let amount = rule.match.amount, !amount.contains(row.amount) { return false }
    for (field, condition) in rule.texts where !answer(field, row).contains(condition) {
      return false
    }
    if let account = rule.match.account, !isAccount(account, row) { return false }
    if !rule.tags.isEmpty {
      let tags = Set(row.tags.map { $0.lowercased() })
      guard rule.tags.allSatisfy(tags.contains) else { return false }
    }
    if !rule.categories.isEmpty {
      guard let category = row[.category],
        rule.categories.contains(TextMatcher.folded(category))
      else { return false }
    }
    return true
  }

  private func isAccount(_ wanted: String, _ row: Row) -> Bool {
    guard let id = row[.accountID] else { return false }
    if id == wanted { return true }
    guard let account = accounts[id] else { return false }
    return account.type == wanted || account.accountNumber == wanted
  }

  // MARK: Texts

  private mutating func answer(_ field: Int, _ row: Row) -> TextMatcher.Answer {
    if let known = answers[field] { return known }
    var answer = matchers[field].none
    for text in texts(field, row) { answer.formUnion(matchers[field].answer(for: text)) }
    answers[field] = answer
    return answer
  }

  /// What a row has in a field that rules ask about, under every name that it goes by.
  private func texts(_ field: Int, _ row: Row) -> [String] {
    let merchant = row.merchant?.fields
    let texts: [String?] =
      switch field {
      case 0: [merchant?.name, merchant?.id, row[provenance: .payee] == .csv ? row[.payee] : nil]
      case 1: [merchant?.groupID, merchant?.groupID.flatMap { chains[$0]?.name }]
      case 2: [row[.description]]
      default:
        [row[.counterpartyName], row[.counterpartyUserID], row[.counterpartyAccountID]]
      }
    return texts.compactMap(\.self)
  }
}
