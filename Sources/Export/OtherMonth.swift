// Rows that a statement of the bank has in another month: it counts in UTC, and the report in the user's time zone.

internal import Bytes
public import Model

/// A row whose month is another one in UTC.
public struct OtherMonth: Equatable, Sendable {
  /// The row's id.
  public var id: String
  /// The slug of its account.
  public var account: String
  /// When the payment was made.
  public var created: Instant
  /// Its day in the report's time zone.
  public var date: CivilDate
  /// The amount, credit-positive.
  public var amount: Money
  /// Whom it was paid to or came from.
  public var payee: String

  /// The line of an enriched row.
  public init(_ row: Row) {
    id = row[.id] ?? ""
    account = row[.accountSlug] ?? row[.accountID] ?? ""
    created = row.created
    date = row.date
    amount = row.amount
    payee = row[.payee] ?? ""
  }

  /// Whether a row has another month in UTC.
  public static func isOne(_ row: Row) -> Bool {
    row.date.month != TimeZoneRules.utc.date(of: row.created).month
  }

  func write(to json: inout JSONWriter) {
    json.member("id", id)
    json.member("account", account)
    json.member("created", "\(created)")
    json.member("date", "\(date)")
    json.member("amount_minor", amount.minorUnits)
  }
}
