// The names that ids have on pages: of accounts, and of categories.

internal import Model

/// Names of accounts and categories by id.
struct Names {
  private let registers: [String: String]
  private let categories: [String: String]

  /// Takes the names that the caller knows.
  init(_ registers: [AccountSummary], _ categories: [String: String]) {
    self.registers = Dictionary(
      registers.map { ($0.id, UserText.clean($0.name)) }, uniquingKeysWith: { first, _ in first })
    self.categories = categories.mapValues { UserText.clean($0) }
  }

  /// The name of an account; a word and the end of its id when nobody named it.
  func account(_ id: String?) -> String {
    guard let id, !id.isEmpty else { return Words.unknownAccount }
    return registers[id] ?? AccountTitle.title(ofUnlisted: id)
      ?? "\(Words.account) …\(UserText.clean(String(id.suffix(4))))"
  }

  /// The name of a category: the user's own, the bank's, or else what the id says.
  func category(_ id: String) -> String {
    if let name = categories[id], !name.isEmpty { return name }
    if let name = Words.categories[id]?.name { return name }
    if id.isEmpty { return Words.noCategory }
    if id.hasPrefix("category_") {
      return "\(Words.ownCategory) …\(UserText.clean(String(id.suffix(4))))"
    }
    return Names.readable(id)
  }

  /// `eating_out` as `Eating out`.
  static func readable(_ word: String) -> String {
    let text = UserText.clean(word).split(separator: "_").joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
