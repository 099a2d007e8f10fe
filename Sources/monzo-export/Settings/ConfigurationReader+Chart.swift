// How the configuration says what the user's own accounting calls things:
//
//   chart: {
//     categories: { groceries: "Expenses:Food", expenses: { account: "Travel", code: "493", vat: "20%" } },
//     merchants: {…}, counterparties: {…}, tags: {…}, accounts: { "current-account": "1200" },
//   }

import Accounting
import Bytes
import Wording

extension ConfigurationReader {
  /// What is mapped, each name of a sort once.
  func chart(_ member: RelaxedJSON.Member) throws(CommandError) -> ChartOfAccounts {
    var chart = ChartOfAccounts.empty
    let sorts = ChartOfAccounts.Subject.allCases.map(\.rawValue).sorted()
    for part in try members(of: member.value, member.key, among: sorts) {
      guard let subject = ChartOfAccounts.Subject(rawValue: part.key) else { continue }
      guard case .object(let names) = part.value.value else {
        throw wrong(part, "an object in braces such as { \"name\": \"account\" }")
      }
      for name in names {
        let entry = ChartOfAccounts.Entry(
          subject, name.key, try mapping(name), at: name.position)
        guard entry.name.utf8.contains(where: { $0 > 0x20 }) else {
          throw error("'\(part.key)' has a name without text", at: name.position)
        }
        guard chart.add(entry) else {
          throw error("'\(part.key)' maps '\(name.key)' twice", at: name.position)
        }
      }
    }
    return chart
  }

  /// The account as a text, or account, code and VAT code.
  private func mapping(_ member: RelaxedJSON.Member) throws(CommandError) -> AccountMapping {
    if case .string = member.value.value { return AccountMapping(account: try text(member)) }
    guard case .object = member.value.value else {
      throw wrong(member, "an account in quotes, or { account: \"…\", code: \"…\", vat: \"…\" }")
    }
    var mapping = AccountMapping()
    for part in try members(of: member.value, member.key, among: ["account", "code", "vat"]) {
      switch part.key {
      case "account": mapping.account = try text(part)
      case "code": mapping.code = try text(part)
      default: mapping.vat = try text(part)
      }
    }
    guard mapping != AccountMapping() else {
      throw error(
        "'\(member.key)' needs an 'account', a 'code' or a 'vat'", at: member.value.position)
    }
    return mapping
  }
}
