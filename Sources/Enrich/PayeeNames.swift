// Plain names for payees that no merchant and no counterparty gives: pots, and the bank's own business. They
// are fixed, so that an accounting program that learned one keeps it; no `:` or `[ ]`, which importers read
// as parts of a category or an account.

import Bytes
import Model

enum PayeeNames {
  /// `Holiday pot`; a pot whose name is not known is `Pot`.
  static func ofPot(_ name: String?) -> String {
    guard let name, !name.isEmpty else { return "Pot" }
    let isNamedPot = name.lowercased().split(whereSeparator: \.isWhitespace).last == "pot"
    return isNamedPot ? name : "\(name) pot"
  }

  /// The payee of interest.
  static let interest = "Monzo interest"

  /// Names of the bank's business by payment scheme; the kind decides where the scheme is not here.
  private static let schemes: [(scheme: StaticString, name: String)] = [
    ("overdraft", "Monzo overdraft"),
    ("monzo_business_account_billing", "Monzo Business"),
    ("monzo_flex", "Monzo Flex"),
    ("spread_the_cost", "Monzo Flex"),
    ("card_delivery", "Monzo"),
    ("card_replacement", "Monzo"),
    ("replacement_card", "Monzo"),
    ("premium_subscription", "Monzo"),
    ("subscription", "Monzo"),
    ("emergency_cash", "Emergency cash"),
    ("signup_referral", "Monzo referral"),
    ("monzo_paid", "Monzo"),
  ]

  /// The name for a row that is between the user and the bank; nil for other rows.
  static func ofBank(_ row: Row) -> String? {
    if row.merchant != nil { return nil }
    for (scheme, name) in schemes where row.isEqual(.scheme, scheme) { return name }
    switch row.kind {
    case .interest: return interest
    case .fee: return "Monzo"
    case .flex: return "Monzo Flex"
    case .loan: return "Monzo loan"
    case .reward: return isCashback(row) ? "Monzo cashback" : "Monzo reward"
    case .cheque: return "Cheque"
    case .cashDeposit: return "Cash deposit"
    case .topUp: return "Top-up"
    case .adjustment: return "Monzo adjustment"
    default: return nil
    }
  }

  private static func isCashback(_ row: Row) -> Bool {
    row[.description]?.lowercased().contains("cashback") ?? false
  }

  /// A payee of interest without the month that it is for, so that the interest of a year has one payee; nil when
  /// nothing is left.
  ///
  /// `Interest for March 2026` is `Interest`, `Interest (1 Mar - 31 Mar)` likewise; `March Building Society` stays,
  /// because a month that a name begins with is a name.
  static func withoutMonth(_ text: String) -> String? {
    let words = text.split { $0 == " " || $0 == "(" || $0 == ")" || $0 == "," }
    guard let first = words.first, !isMonth(first), words.contains(where: isMonth) else {
      return text
    }
    let kept = words.filter { !isMonth($0) && !isNumber($0) }
    let small: Set<Substring> = ["for", "in", "of", "from", "to", "until", "-", "–", "earned", ":"]
    let end = kept.lastIndex { !small.contains(Substring($0.lowercased())) } ?? -1
    let name = kept[...end].joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
  ]

  private static func isMonth(_ word: Substring) -> Bool {
    months.contains(word.lowercased().filter(\.isLetter))
  }

  /// Whether a word is a day or a year, such as `31`, `1st`, `2026` or `2026-03`.
  private static func isNumber(_ word: Substring) -> Bool { word.first?.isNumber ?? false }

  /// The description as a name: single spaces, nothing else changed; nil when it is empty or a pot's id.
  static func ofDescription(_ text: String) -> String? {
    let words = text.split { $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.value < 0x20 } }
    guard let first = words.first, !first.hasPrefix("pot_0") else { return nil }
    return words.joined(separator: " ")
  }
}
