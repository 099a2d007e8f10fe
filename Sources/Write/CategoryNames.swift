// What a category is called where people read it. The bank's own categories are words such as `eating_out`,
// which its app shows as `Eating out`; those of the user's own are ids whose names have to be learned.

internal import Model

/// Names of categories.
struct CategoryNames: Sendable {
  /// Names by id.
  let known: [String: String]

  /// The name of a category: what is known, else the word as the app shows it, else the text as it is.
  func name(of category: String) -> String {
    if let name = known[category] { return name }
    let isWord = category.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x5F }
    guard isWord else { return category }
    let words = category.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
