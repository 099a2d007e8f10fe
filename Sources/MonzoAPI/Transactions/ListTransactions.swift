// `GET /transactions`: one page of the rows of an account, oldest first.

public import Model

/// Lists transactions of an account (Monzo docs, "List transactions", "Pagination").
///
/// The bank gives at most 8760 hours from `since` to `before`, and without `since` only the last days of the
/// account's life: callers that want all of a window say both.
public struct ListTransactions: Endpoint {
  /// The greatest number of rows that the bank puts on a page.
  public static let limitMax = 100

  /// From where on rows are wanted.
  public enum Since: Equatable, Sendable {
    /// The rows after this one.
    case id(String)
    /// The rows from this time on.
    case time(Instant)
  }

  /// The account; of a pot, its hidden account.
  public var accountID: String
  /// From where on.
  public var since: Since?
  /// Up to which time.
  public var before: Instant?
  /// The number of rows of a page; the bank's own choice when null.
  public var limit: Int?
  /// Whether merchants come whole and not only as an id.
  public var expandsMerchant: Bool

  /// Creates the call.
  public init(
    accountID: String, since: Since? = nil, before: Instant? = nil,
    limit: Int? = ListTransactions.limitMax, expandsMerchant: Bool = true
  ) {
    self.accountID = accountID
    self.since = since
    self.before = before
    self.limit = limit
    self.expandsMerchant = expandsMerchant
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .get, path: "/transactions",
      query: FormFields([
        "account_id": accountID, "limit": limit.map { String($0) }, "since": since?.text,
        "before": before?.description, "expand[]": expandsMerchant ? "merchant" : nil,
      ]))
  }

  /// Reads the rows, in the bank's order; one that cannot be read costs only itself, unless it is all of several.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> TransactionPage {
    var page = TransactionPage()
    var first: CallFailure?
    for object in try AnswerObject(response).objects("transactions") {
      do throws(CallFailure) {
        page.rows.append(try object.transaction())
      } catch {
        first = first ?? error
        page.unreadable.append(
          UnreadableRow(
            id: object.text("id").flatMap { $0.isEmpty ? nil : $0 }, body: object.minified))
      }
    }
    if page.rows.isEmpty, page.unreadable.count > 1, let first { throw first }
    return page
  }
}

/// One page of a list of transactions.
public struct TransactionPage: Equatable, Sendable {
  /// The rows, in the bank's order.
  public var rows: [RawTransaction]
  /// Rows without a readable `id` or `created`, in the bank's order.
  public var unreadable: [UnreadableRow]

  /// Creates a page.
  public init(rows: [RawTransaction] = [], unreadable: [UnreadableRow] = []) {
    (self.rows, self.unreadable) = (rows, unreadable)
  }
}

extension ListTransactions.Since {
  fileprivate var text: String {
    switch self {
    case .id(let id): id
    case .time(let time): time.description
    }
  }
}
