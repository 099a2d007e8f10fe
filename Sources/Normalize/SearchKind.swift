// What kind of movement a row of the app's search export is. It has neither type nor scheme, only what the feed shows:
// a title and a subtitle, which may be what a friend wrote. So only words that nobody else writes make a kind certain,
// in any case of letters. The first line that fits decides:
//
//   title                                 subtitle                                    money   kind
//   -----------------------------------   -----------------------------------------   -----   ---------------
//   any                                   a type of statements of two words or more   any     as of that type
//   a word for cash                       any                                         out     cash_withdrawal
//   any                                   a word for cash, `ATM` left aside           out     cash_withdrawal
//   a word for loads                      any                                         in      top_up
//   `Interest`, `Interest for …`          none, or `Interest`                         in      interest
//   ` Pot` at its end                     a word for moves of pots                    any     pot_transfer
//   ` Pot` at its end                     none, with category transfers               any     pot_transfer
//   anything else                                                                             other
//
//   Sam Friend, subtitle Loan             other: Sam wrote that
//   The Honey Pot, category eating_out    other: a pub
//
// Where the bank's list of pots is there, a title that names one of them is enough (`Pipeline/Rows/PotNames`).

internal import Bytes
internal import Model
internal import Statements

/// The kind of rows of a search export.
enum SearchKind {
  private static let types: [String: Scheme] = [
    "card payment": .card, "faster payment": .transfer, "bank transfer": .transfer,
    "bacs direct credit": .bacs, "bacs (direct credit)": .bacs, "direct debit": .bacs,
    "monzo-to-monzo": .people, "pot transfer": .pot, "cash deposit": .cashDeposit,
    "account interest": .interest, "instalment loan": .loan,
  ]
  private static let cash: Set = [
    "atm", "cash withdrawal", "atm withdrawal", "cash machine", "cash machine withdrawal",
  ]
  private static let loads: Set = [
    "top up", "top-up", "topped up", "debit card top up", "debit card top-up", "card top up",
  ]
  private static let moves: Set = [
    "transfer to pot", "transfer from pot", "added to pot", "moved to pot", "withdrawn from pot",
    "moved from pot", "withdrew from pot", "pot deposit", "pot withdrawal", "added", "withdrawn",
    "deposit", "withdrawal", "transfer",
  ]

  /// The kind of a record, of which the row has amount and category already; nil where nothing makes it certain.
  static func of(_ record: StatementRecord, _ row: Row, _ rules: KindRules) -> Kind? {
    let title = record.words(.title) ?? record.words(.name) ?? ""
    let subtitle = record.words(.subtitle)
    if subtitle == "standing order" { return .standingOrder }
    if let scheme = subtitle.flatMap({ types[$0] }) {
      var rules = rules
      rules.scheme = scheme
      return rules.kind
    }
    if row.amountMinor < 0, cash.contains(title) || isCash(subtitle) { return .cashWithdrawal }
    if row.amountMinor > 0, loads.contains(title) { return .topUp }
    if row.amountMinor > 0, title == "interest" || title.hasPrefix("interest for "),
      subtitle ?? "interest" == "interest"
    {
      return .interest
    }
    guard title.hasSuffix(" pot") else { return nil }
    if let subtitle { return moves.contains(subtitle) ? .potTransfer : nil }
    return row.isEqual(.category, "transfers") ? .potTransfer : nil
  }

  private static func isCash(_ subtitle: String?) -> Bool {
    subtitle.map { $0 != "atm" && cash.contains($0) } ?? false
  }
}

extension StatementRecord {
  /// A cell of a few words in lower case; nil when there is nothing in it, or too much.
  fileprivate func words(_ column: StatementColumn) -> String? {
    guard let cell = self[column], cell.count <= 64 else { return nil }
    return String(decoding: text[cell.indices], as: UTF8.self).lowercased()
  }
}
