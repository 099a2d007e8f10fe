// The demo bank as the bank's API sees it: a value that answers one request after the other, at a time that
// the caller names. No clock, no chance, no network: the same requests at the same times, the same answers.

public import Model
public import MonzoAPI

/// A bank that answers requests of the API, one household its only customer.
///
///     var bank = BankServer(BankHistory(DemoBank(seed: 1)))
///     let code = bank.approveLogin(of: bank.clients[0].id, redirectURI: "http://127.0.0.1:8912/callback")
///     let answer = bank.answer(request, authorization: "Bearer …", at: now)
public struct BankServer: Sendable {
  /// How the bank behaves where real ones differ, or where a test wants something special.
  public struct Rules: Sendable {
    /// The seconds from the exchange of a code to the approval in the app; null when nobody approves.
    public var approvalDelay: Int64? = 3
    /// Whether accounts are listed that refuse: the backing loan of Flex, and a loan whose list is empty.
    public var hasRefusingAccounts = false
    /// Whether a pot's own rows are given for 90 days only, also right after a login.
    public var limitsPotHistory = true
    /// Whether users log in with name and password, as in the alpha of 2015.
    public var takesPasswords = false
    /// The greatest number of requests in a minute of bank time; null for no limit.
    public var requestsPerMinute: Int?
    /// Where the bank is reached: what upload addresses begin with.
    public var baseURL = "http://127.0.0.1"

    /// The usual rules.
    public init() {}
  }

  /// A program that may ask users to log in.
  public struct Client: Sendable {
    /// The public name of the client.
    public let id: String
    /// What only the client knows.
    public let secret: Secret
    /// Whether the client can keep a secret, and so gets refresh tokens.
    public let isConfidential: Bool
  }

  /// The rules that hold.
  public var rules: Rules
  /// Two clients: a confidential one, and one that is not.
  public let clients: [Client]
  /// The name and the password of the household in a bank that takes passwords.
  public let credentials = (
    username: "tansy@quillfeather.example", password: Secret("lantern-row-9")
  )

  let seed: UInt64
  var books: BankState
  var logins: Logins
  /// What is still to happen to rows, the next thing last.
  package var events: [BankEvent] = []
  var clientData = ClientData()
  private var minute: (number: Int64, requests: Int) = (0, 0)

  /// Creates a bank.
  ///
  /// - Parameters:
  ///   - history: The rows that it begins with.
  ///   - seed: What its tokens are made from.
  ///   - rules: How it behaves.
  public init(_ history: BankHistory, seed: UInt64 = 1, rules: Rules = Rules()) {
    self.seed = seed
    self.rules = rules
    books = BankState(history)
    logins = Logins(seed: seed)
    clients = [true, false].map { isConfidential in
      var random = Random(seed: seed, .login, isConfidential ? -1 : -2)
      let id = Identifier(.client, DemoTime.firstDay.at(0, 0), random.next())
      return Client(
        id: id.text,
        secret: Secret(
          "sandbox.secret.\(String(random.next(), radix: 36))\(String(random.next(), radix: 36))"),
        isConfidential: isConfidential)
    }
  }

  /// Answers one request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - authorization: The value of its `Authorization` header.
  ///   - accept: The value of its `Accept` header.
  ///   - now: The bank's time; it should not be earlier than that of the request before.
  /// - Returns: The answer; an error of the bank is an answer too.
  public mutating func answer(
    _ request: HTTPRequest, authorization: String? = nil, accept: String = "*/*", at now: Instant
  ) -> HTTPResponse {
    advance(to: now)
    let call = BankCall(request, authorization: authorization, accept: accept, at: now)
    do {
      try limit(now)
      return try route(call)
    } catch {
      return error.response
    }
  }

  /// Lets happen what happens to rows up to a time.
  public mutating func advance(to now: Instant) {
    while let event = events.last, event.time <= now.milliseconds {
      events.removeLast()
      event.apply(&books)
    }
  }

  /// The identifier of the household's user.
  public var userID: String { books.bank.drafts.identities.user(.tansy).text }

  private mutating func limit(_ now: Instant) throws(Refusal) {
    guard let most = rules.requestsPerMinute else { return }
    let number = now.seconds / 60
    minute = minute.number == number ? (number, minute.requests + 1) : (number, 1)
    guard minute.requests > most else { return }
    var refusal = Refusal(429, "rate_limited", "Too many requests")
    refusal.headers["retry-after"] = String(60 - now.seconds % 60)
    throw refusal
  }
}

/// Something that happens to rows at a time.
package struct BankEvent: Sendable {
  package let time: Milliseconds
  let apply: @Sendable (inout BankState) -> Void

  package init(time: Milliseconds, _ apply: @escaping @Sendable (inout BankState) -> Void) {
    self.time = time
    self.apply = apply
  }
}

/// A request on its way through the bank.
struct BankCall {
  let request: HTTPRequest
  let method: HTTPRequest.Method
  let path: [String]
  let query: FormFields
  let authorization: String?
  let accept: String
  let now: Instant

  init(
    _ request: HTTPRequest, authorization: String?, accept: String, at now: Instant
  ) {
    self.request = request
    self.authorization = authorization
    self.accept = accept
    self.now = now
    method = request.method
    path = request.path
    query = request.query
  }

  /// The fields of the form that the call must bring.
  func form() throws(Refusal) -> FormFields {
    guard let form = request.form else {
      throw Refusal(
        415, "bad_request.unsupported_media_type", "The body must be \(FormFields.contentType)")
    }
    return form
  }
}

extension FormFields {
  /// The value of a field that must be there.
  func required(_ name: String) throws(Refusal) -> String {
    guard let value = self[name], !value.isEmpty else { throw .parameter(name, "missing") }
    return value
  }
}
