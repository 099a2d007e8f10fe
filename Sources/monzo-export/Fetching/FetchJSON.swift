// The end of a run of fetching for other programs.

import Archive
import Bytes
import Connect
import Fetch
import Model

/// Writes the end of a run as one line of JSON.
enum FetchJSON {
  /// An object of the outcome; for every account, counts of rows, pages and changes, windows and gaps; and the
  /// final rows that the bank no longer lists.
  static func bytes(_ end: FetchEnd) -> [UInt8] {
    var json = ByteWriter()
    json.append("{\"outcome\":\"")
    json.append(string: word(end.report.outcome))
    json.append("\",\"accounts\":[")
    for (index, account) in end.report.accounts.enumerated() {
      if index > 0 { json.append(",") }
      append(account, end.changes.accounts[account.accountID] ?? RowChanges(), to: &json)
    }
    json.append("],\"missing\":[")
    for (index, row) in end.changes.missing.enumerated() {
      if index > 0 { json.append(",") }
      append(row, to: &json)
    }
    json.append("]}\n")
    return json.bytes
  }

  private static func append(_ row: MissingRow, to json: inout ByteWriter) {
    json.append("{\"account_id\":")
    json.appendJSONString(row.accountID)
    json.append(",\"id\":")
    json.appendJSONString(row.id)
    json.append(",\"created\":\"")
    json.append(string: row.created.description)
    json.append("\"}")
  }

  private static func word(_ outcome: FetchOutcome) -> String {
    switch outcome {
    case .done: "done"
    case .logInAgain: "log_in_again"
    case .approveInApp: "approve_in_app"
    case .unreachable: "unreachable"
    case .misunderstood: "misunderstood"
    case .interrupted: "interrupted"
    }
  }

  private static func append(
    _ account: AccountFetch, _ changes: RowChanges, to json: inout ByteWriter
  ) {
    json.append("{\"account_id\":")
    json.appendJSONString(account.accountID)
    json.append(",\"pot_id\":")
    if let pot = account.potID { json.appendJSONString(pot) } else { json.append("null") }
    for (key, count) in [
      ("rows", account.rows), ("pages", account.pages), ("new", changes.added),
      ("changed", changes.changed), ("settled", changes.settled), ("vanished", changes.vanished),
    ] {
      json.append(",\"")
      json.append(string: key)
      json.append("\":")
      json.append(integer: Int64(count))
    }
    json.append(",\"windows\":[")
    for (index, window) in account.windows.enumerated() {
      if index > 0 { json.append(",") }
      append(window, to: &json)
      json.append("}")
    }
    json.append("],\"gaps\":[")
    for (index, gap) in account.gaps.enumerated() {
      if index > 0 { json.append(",") }
      append(gap.window, to: &json)
      json.append(",\"reason\":\"")
      json.append(string: gap.reason.rawValue)
      json.append("\"}")
    }
    json.append("]}")
  }

  /// Appends a window without its closing brace.
  private static func append(_ window: TimeWindow, to json: inout ByteWriter) {
    json.append("{\"since\":\"")
    json.append(string: window.since.description)
    json.append("\",\"before\":\"")
    json.append(string: window.before.description)
    json.append("\"")
  }
}
