// The end of a run of fetching for other programs: the outcome; for every account counts, windows and gaps; and the
// settled rows that the bank no longer lists.

internal import Archive
internal import Bytes
internal import Fetch
internal import Model

extension FetchEnd {
  /// The end as one line of JSON.
  public var json: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("outcome", report.outcome.word)
      json.member("accounts", each: report.accounts, write)
      json.member("missing", each: changes.missing) { row, json in
        json.member("account_id", row.accountID)
        json.member("id", row.id)
        json.member("created", row.created.description)
      }
    }
  }

  private func write(_ account: AccountFetch, _ json: inout JSONWriter) {
    let changes = changes.accounts[account.accountID] ?? RowChanges()
    json.member("account_id", account.accountID)
    json.member("pot_id", account.potID)
    json.member("rows", account.rows)
    json.member("pages", account.pages)
    json.member("new", changes.added)
    json.member("changed", changes.changed)
    json.member("settled", changes.settled)
    json.member("vanished", changes.vanished)
    json.member("windows", each: account.windows, write)
    json.member("gaps", each: account.gaps) { gap, json in
      write(gap.window, &json)
      json.member("reason", gap.reason.rawValue)
    }
  }

  private func write(_ window: TimeWindow, _ json: inout JSONWriter) {
    json.member("since", window.since.description)
    json.member("before", window.before.description)
  }
}

extension FetchOutcome {
  fileprivate var word: String {
    switch self {
    case .done: "done"
    case .logInAgain: "log_in_again"
    case .approveInApp: "approve_in_app"
    case .unreachable, .blocked: "unreachable"
    case .misunderstood: "misunderstood"
    case .interrupted: "interrupted"
    }
  }
}
