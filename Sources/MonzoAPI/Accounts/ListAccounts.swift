// `GET /accounts`: the accounts of the user, closed ones too.

/// Lists the accounts (Monzo docs, "List accounts").
public struct ListAccounts: Endpoint {
  /// Only accounts of this type, such as `uk_retail`; all when null.
  public var type: String?

  /// Creates the call.
  public init(type: String? = nil) { self.type = type }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.get, path: "/accounts", query: FormFields(["account_type": type]))
  }

  /// Reads the accounts, in the bank's order.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> [ListedAccount] {
    var accounts: [ListedAccount] = []
    for object in try AnswerObject(response).objects("accounts") {
      accounts.append(try ListedAccount(object))
    }
    return accounts
  }
}
