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

  /// The id of the account of statement rows of which nothing says whose they are.
  public static let unknownStatement = "statement:unknown"

  /// The title of an account that the bank's lists do not have; nil when its id says nothing.
  public static func title(ofUnlisted id: String) -> String? {
    id == unknownStatement ? "Statement" : nil
  }

  /// The title of an account type: an unknown one in its own words.
  public static func title(ofType type: String) -> String {
    if let title = known[type] { return title }
    let words = type.split(separator: "_").drop { $0 == "uk" }.joined(separator: " ")
    return words.isEmpty ? "Account" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The title of a pot: its name behind the word, unless the name begins with it.
  public static func title(ofPot name: String) -> String {
    Slugs.slug(of: name).hasPrefix("pot-") ? name : "Pot " + name
  }

  /// A title without the characters that mean something in QIF, which cannot escape them; one space in their
  /// place.
  ///
  /// Both sides of a transfer find each other by title, so every format has the same one.
  public static func plain(_ text: String) -> String {
    let line = LineText(text)
    if isPlain(line.bytes) { return line.string }
    var bytes: [UInt8] = []
    for byte in line.bytes {
      let plain = isSpecial(byte) ? 0x20 : byte
      if plain != 0x20 || (bytes.last.map { $0 != 0x20 } ?? false) { bytes.append(plain) }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a line has no such character and no space behind a space.
  private static func isPlain(_ line: [UInt8]) -> Bool {
    var last: UInt8 = 0x20
    for byte in line {
      if isSpecial(byte) || byte == 0x20 && last == 0x20 { return false }
      last = byte
    }
    return true
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F, 0x3A, 0x5B, 0x5D, 0x5E, 0x7C: true  // / : [ ] ^ |
    default: false
    }
  }
}
