// A tiny bank for the reducer: accounts, pots and rows in memory, strict about ranges and old history, its list
// ordered by id, which differs from `created` by up to two seconds.

import Foundation
import Model
import MonzoAPI

/// A bank that answers the requests of fetching.
struct BankInMemory: Sendable {
  /// A row.
  struct Row: Sendable {
    var id: String
    var account: String
    var created: Instant
    var pot: (id: String, account: String)?
  }

  /// An account that the bank lists.
  struct Account: Sendable {
    var id: String
    var type = "uk_retail"
    var created: Instant
    var balance = 0
    var refusesRows = false
    var refusesBalance = false
  }

  /// A pot.
  struct Pot: Sendable {
    var id: String
    var owner: String
    var created: Instant
    var balance = 0
  }

  var accounts: [Account] = []
  var pots: [Pot] = []
  /// Rows by account, ordered by id.
  private(set) var rows: [String: [Row]] = [:]
  /// Until when the whole history is given.
  var historyOpenUntil: Instant?
  /// When the login is approved; null when there is none to approve.
  var approvedAt: Instant?
  /// Whether `since` by time leaves its own moment out.
  var sinceIsExclusive = true
  /// Whether the list is ordered by time, though pages go on by id.
  var listsByTime = false
  private var rowsByTime: [String: [Row]] = [:]
  /// The most rows of a page, whatever is asked for.
  var pageMax = 100
  /// The longest range that is answered, in seconds.
  var rangeMax: Int64 = 8760 * 3600
  private var serial = 0

  /// Adds a row whose id is so many milliseconds later than its time.
  mutating func add(
    _ account: String, _ created: Instant, skew: Int64 = 0, pot: (String, String)? = nil
  ) {
    serial += 1
    let milliseconds = created.seconds * 1000 + Int64(created.nanoseconds) / 1_000_000 + skew
    let id = id(milliseconds, serial)
    let row = Row(
      id: id, account: account, created: created, pot: pot.map { (id: $0.0, account: $0.1) })
    var list = rows[account, default: []]
    let at = list.firstIndex { $0.id > id } ?? list.endIndex
    list.insert(row, at: at)
    rows[account] = list
    rowsByTime[account] = list.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
  }

  /// Adds many rows, spread evenly over a time.
  mutating func fill(_ account: String, _ count: Int, from: Instant, to: Instant) {
    var list = rows[account, default: []]
    let span = to.seconds - from.seconds
    for number in 0..<count {
      serial += 1
      let created = Instant(seconds: from.seconds + span * Int64(number) / Int64(count))
      let id = id(created.seconds * 1000, serial)
      list.append(Row(id: id, account: account, created: created))
    }
    list.sort { $0.id < $1.id }
    rows[account] = list
    rowsByTime[account] = list.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
  }

  /// The place of the first row with this id or a greater one.
  private func place(id: String, in rows: [Row]) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func id(_ milliseconds: Int64, _ number: Int) -> String {
    "tx_" + padded(milliseconds, 16) + padded(Int64(number), 8)
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension BankInMemory {
  /// Answers a request at a time.
  func answer(_ request: HTTPRequest, at now: Instant) -> HTTPResponse {
    let parts = URLComponents(string: request.target)
    var query: [String: String] = [:]
    for item in parts?.queryItems ?? [] { query[item.name] = item.value }
    if let approvedAt, now < approvedAt { return error(403, "forbidden.insufficient_permissions") }
    switch parts?.path {
    case "/accounts": return list("accounts", accounts.map(text))
    case "/pots":
      return list("pots", pots.filter { $0.owner == query["current_account_id"] }.map(text))
    case "/balance":
      guard let account = accounts.first(where: { $0.id == query["account_id"] }),
        !account.refusesBalance
      else { return error(403, "forbidden.insufficient_permissions") }
      return ok(#"{"balance": \#(account.balance), "total_balance": 1, "currency": "GBP"}"#)
    case "/transactions": return transactions(query, now)
    default: return error(404, "not_found")
    }
  }

  private func transactions(_ query: [String: String], _ now: Instant) -> HTTPResponse {
    guard let account = query["account_id"], let since = query["since"],
      let before = query["before"].flatMap({ Instant($0) }),
      let limit = query["limit"].flatMap({ Int($0) }), (1...100).contains(limit)
    else { return error(400, "bad_request.bad_param") }
    if accounts.contains(where: { $0.id == account && $0.refusesRows }) {
      return error(403, "forbidden.insufficient_permissions")
    }
    let all = rows[account] ?? []
    let known = place(id: since, in: all)
    guard let from = Instant(since) ?? (known < all.count ? all[known].created : nil) else {
      return error(400, "bad_request.bad_param.since")
    }
    guard from <= before, before.seconds - from.seconds <= rangeMax else {
      return error(400, "bad_request.invalid_time_range")
    }
    let isOpen = historyOpenUntil.map { now < $0 } ?? false
    let isPot = !accounts.contains { $0.id == account }
    if now.seconds - from.seconds >= 90 * 86_400, !isOpen || isPot {
      return error(403, "forbidden.verification_required")
    }
    var page: [Row] = []
    let isTime = Instant(since) != nil
    // Ids are at most some seconds from their times.
    let low =
      isTime
      ? place(id: id(from.seconds * 1000 - 5_000, 0), in: all) : place(id: since, in: all) + 1
    let ordered = listsByTime ? rowsByTime[account] ?? [] : all
    for row in ordered[min(listsByTime ? 0 : low, all.count)...] {
      if listsByTime, !isTime, row.id <= since { continue }
      guard page.count < min(limit, pageMax), row.created.seconds < before.seconds + 5 else {
        break
      }
      guard row.created < before else { continue }
      if isTime {
        guard sinceIsExclusive ? row.created > from : row.created >= from else { continue }
      }
      page.append(row)
    }
    return list("transactions", page.map(text))
  }

  private func text(_ account: Account) -> String {
    #"{"id": "\#(account.id)", "type": "\#(account.type)", "created": "\#(account.created)"}"#
  }

  private func text(_ pot: Pot) -> String {
    #"{"id": "\#(pot.id)", "created": "\#(pot.created)", "balance": \#(pot.balance), "deleted": false}"#
  }

  private func text(_ row: Row) -> String {
    let metadata = row.pot.map { #""pot_id": "\#($0.id)", "pot_account_id": "\#($0.account)""# }
    return #"{"id": "\#(row.id)", "created": "\#(row.created)", "amount": 1, "settled": "x","#
      + #" "metadata": {\#(metadata ?? "")}}"#
  }

  private func list(_ name: String, _ objects: [String]) -> HTTPResponse {
    ok(#"{"\#(name)": [\#(objects.joined(separator: ", "))]}"#)
  }

  private func ok(_ body: String) -> HTTPResponse {
    HTTPResponse(status: 200, body: Array(body.utf8))
  }

  /// An error as the bank words it.
  func error(_ status: Int, _ code: String) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(#"{"code": "\#(code)", "message": "no"}"#.utf8))
  }
}
