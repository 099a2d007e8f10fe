// How the configuration says what is not spending: the user's accounts at other banks, and categories, payees and kinds
// that never count.

import Bytes
import Model
import Wording

extension ConfigurationReader {
  /// A list of accounts, each with a name, with sort code and account number, or with an IBAN.
  func ownAccounts(
    _ member: RelaxedJSON.Member
  ) throws(CommandError) -> [SpendingSettings.OwnAccount] {
    var accounts: [SpendingSettings.OwnAccount] = []
    for entry in try list(member, "accounts such as { name: \"Alex Example\" }") {
      var account = SpendingSettings.OwnAccount()
      let keys = ["name", "sort_code", "account_number", "iban"]
      for part in try members(of: entry, member.key, among: keys) {
        switch part.key {
        case "name": account.name = try text(part)
        case "sort_code": account.sortCode = try digits(part, 6)
        case "account_number": account.accountNumber = try digits(part, 8)
        default: account.iban = try iban(part)
        }
      }
      guard (account.sortCode == nil) == (account.accountNumber == nil) else {
        throw error(
          "an account needs 'sort_code' and 'account_number' together", at: entry.position)
      }
      guard account != SpendingSettings.OwnAccount() else {
        throw error(
          "an account needs a 'name', 'sort_code' and 'account_number', or an 'iban'",
          at: entry.position)
      }
      accounts.append(account)
    }
    return accounts
  }

  /// `spending: { exclude: { categories: […], payees: […], kinds: […] } }`.
  func readSpending(
    _ member: RelaxedJSON.Member, into spending: inout SpendingSettings
  ) throws(CommandError) {
    for part in try members(of: member.value, member.key, among: ["exclude"]) {
      let keys = ["categories", "payees", "kinds"]
      for list in try members(of: part.value, part.key, among: keys) {
        switch list.key {
        case "categories": spending.excludedCategories = try texts(list)
        case "payees": spending.excludedPayees = try texts(list)
        default: spending.excludedKinds = try kinds(list)
        }
      }
    }
  }

  func list(
    _ member: RelaxedJSON.Member, _ what: String
  ) throws(CommandError) -> [RelaxedJSON] {
    guard case .array(let elements) = member.value.value else {
      throw wrong(member, "a list of \(what)")
    }
    return elements
  }

  private func texts(_ member: RelaxedJSON.Member) throws(CommandError) -> [String] {
    var texts: [String] = []
    for element in try list(member, "texts") {
      guard case .string(let text) = element.value, text.utf8.contains(where: { $0 > 0x20 }) else {
        throw error("'\(member.key)' must be a list of texts", at: element.position)
      }
      texts.append(text)
    }
    return texts
  }

  private func kinds(_ member: RelaxedJSON.Member) throws(CommandError) -> [Kind] {
    var kinds: [Kind] = []
    for (word, element) in zip(try texts(member), try list(member, "texts")) {
      guard let kind = Kind(word) else {
        let words = Kind.allCases.map { "\($0.name)" }.joined(separator: ", ")
        throw error("unknown kind '\(word)', expected one of \(words)", at: element.position)
      }
      kinds.append(kind)
    }
    return kinds
  }

  /// Digits in quotes, because a number would lose the zeros in front; dashes and spaces between them are left out.
  private func digits(_ member: RelaxedJSON.Member, _ count: Int) throws(CommandError) -> String {
    guard case .string(let text) = member.value.value else {
      throw wrong(member, "\(count) digits in quotes")
    }
    let digits = text.filter { $0 != "-" && $0 != " " }
    guard digits.utf8.count == count, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw wrong(member, "\(count) digits in quotes")
    }
    return digits
  }

  private func iban(_ member: RelaxedJSON.Member) throws(CommandError) -> String {
    let iban = try text(member).uppercased().filter { $0 != " " }
    guard 15...34 ~= iban.utf8.count,
      iban.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 })
    else { throw wrong(member, "an IBAN, 15 to 34 letters and digits") }
    return iban
  }
}
