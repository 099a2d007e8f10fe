// What `GET /transactions` may be asked: the arguments, their defaults, and the bank's two limits, a year a
// request and 90 days of history (Monzo docs, "List transactions", "Pagination").

internal import Model
import MonzoAPI

struct TransactionQuery {
  /// The greatest span of a request, in seconds: 8760 hours.
  static let spanMax: Int64 = 8760 * 3600
  /// How far back a request reaches that does not say, in seconds.
  static let usualReach: Int64 = 30 * 86_400
  /// How far back nobody may read any more once the window is closed, in seconds.
  static let reachMax: Int64 = 90 * 86_400

  private(set) var range = BankState.Range()
  let limit: Int
  let expandsMerchant: Bool
  /// How far back the request reaches.
  private var reach: Instant

  init(_ fields: FormFields, at now: Instant) throws(Refusal) {
    limit = try TransactionQuery.limit(fields["limit"])
    expandsMerchant = fields.all("expand[]").contains("merchant")
    reach = now.adding(seconds: -TransactionQuery.usualReach)
    var before = now
    if let text = fields["before"] {
      guard let time = Instant(text) else {
        throw .parameter("before", "an RFC 3339 time is needed")
      }
      before = time
      range.before = time.millisecondsRoundedUp
    }
    if let text = fields["since"] { try start(text, before: before) }
    if range.after == nil { range.notBefore = reach.millisecondsRoundedUp }
    let span = (before.seconds - reach.seconds, before.nanoseconds - reach.nanoseconds)
    guard span <= (TransactionQuery.spanMax, 0) else {
      throw Refusal(
        400, "bad_request.invalid_time_range",
        "The requested time range is too large: use since and before for ranges of 8760 hours at most"
      )
    }
  }

  /// Refuses what reaches back too far.
  func check(_ login: Logins.Login, isPot: Bool, at now: Instant) throws(Refusal) {
    let horizon = now.adding(seconds: -TransactionQuery.reachMax)
    guard reach <= horizon, isPot || !login.isOpen(at: now) else { return }
    throw .verificationRequired
  }

  /// Takes `since`: an identifier, whose row is left out, or a time, whose rows are not.
  private mutating func start(_ text: String, before: Instant) throws(Refusal) {
    if let id = Identifier(.transaction, text) {
      range.after = id
      reach = Instant(milliseconds: id.time)
    } else if let time = Instant(text) {
      reach = time
      // A time after now asks for nothing yet; only one after the end that the request itself names is refused.
      guard range.before == .max || time <= before else {
        throw Refusal(
          400, "bad_request.bad_time_range", "Error listing hydrated transactions by account")
      }
    } else {
      throw .parameter("since", "an RFC 3339 time or a transaction id is needed")
    }
  }

  private static func limit(_ text: String?) throws(Refusal) -> Int {
    guard let text else { return 30 }
    guard let limit = Int(text), limit > 0, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw .parameter("limit", "a whole number above zero is needed")
    }
    return min(limit, ListTransactions.limitMax)
  }
}
