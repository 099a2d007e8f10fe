// What an account or a pot is called where people read it. The bank's own description of an account is an internal
// handle, so the title comes from the type, whose words are an open set.

/// Titles of accounts.
public enum AccountTitle {
  private static let known: [String: String] = [
    "uk_retail": "Current account",
    "uk_retail_joint": "Joint account",
    "uk_retail_plus": "Plus account",
    "uk_retail_young": "Young account",
    "uk_personal": "Personal account",
    "uk_business": "Business account",
    "uk_prepaid": "Prepaid account",
    "uk_rewards": "Rewards",
    "uk_loan": "Loan",
    "uk_monzo_flex": "Flex",
    "uk_monzo_flex_backing_loan": "Flex loan",
  ]

  /// The title of an account type: an unknown one in its own words.
  public static func title(ofType type: String) -> String {
    if let title = known[type] { return title }
    let words = type.split(separator: "_").drop { $0 == "uk" }.joined(separator: " ")
    return words.isEmpty ? "Account" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The title of a pot: its name behind the word, unless the name begins with it.
  static func title(ofPot name: String) -> String {
    Slugs.slug(of: name).hasPrefix("pot-") ? name : "Pot " + name
  }
}
