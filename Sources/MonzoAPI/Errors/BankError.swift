// The bank's refusals as values: the family that a code begins with decides what to do, the code says more.

/// An answer that is an error.
public struct BankError: Error, Equatable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// The whole code, such as `forbidden.verification_required`; empty when the body reported none.
  ///
  /// An error of OAuth, such as `invalid_token`, stands here when the body says no code of the bank.
  public var code: String
  /// The bank's message; empty when the body reported none.
  public var message: String

  /// Creates an error.
  public init(status: Int, code: String, message: String) {
    self.status = status
    self.code = code
    self.message = message
  }
}

extension BankError {
  /// What kinds of refusals there are, by the word that their codes begin with.
  public enum Family: String, CaseIterable, Sendable {
    /// The request is wrong.
    case badRequest = "bad_request"
    /// The token is wrong.
    case unauthorized
    /// The token is right and does not go that far.
    case forbidden
    /// There is no such thing.
    case notFound = "not_found"
    /// Something else must come first.
    case preconditionFailed = "precondition_failed"
    /// Too many requests.
    case rateLimited = "rate_limited"
    /// The bank failed.
    case internalService = "internal_service"
    /// The bank took too long.
    case timeout
    /// A service of the bank did not understand another.
    case badResponse = "bad_response"
    /// None of these; status and code say what is known.
    case other = ""
  }

  /// The family, by the first word of the code, else by the status.
  public var family: Family {
    let prefix = String(Substring(code.utf8.prefix { $0 != 0x2E }))
    if !prefix.isEmpty, let family = Family(rawValue: prefix) { return family }
    return switch status {
    case 401: .unauthorized
    case 403: .forbidden
    case 404, 410: .notFound
    case 412: .preconditionFailed
    case 429: .rateLimited
    case 408, 504: .timeout
    case 502: .badResponse
    case 400...499: .badRequest
    case 500...599: .internalService
    default: .other
    }
  }

  /// Whether the code is this one or says more of it: `bad_request.bad_param.account_id` is
  /// `bad_request.bad_param`.
  public func isCode(_ name: String) -> Bool {
    code == name || code.utf8.starts(with: "\(name).".utf8)
  }

  /// The access token is too old; a refresh helps.
  public var isExpired: Bool { isCode("unauthorized.bad_access_token.expired") }

  /// Somebody logged in elsewhere with the same client; only a new login helps.
  public var isEvicted: Bool { isCode("unauthorized.bad_access_token.evicted") }

  /// History past 90 days, more than five minutes after the login.
  public var needsVerification: Bool { isCode("forbidden.verification_required") }

  /// The login was not approved in the app yet, or does not go that far.
  public var needsApproval: Bool { isCode("forbidden.insufficient_permissions") }

  /// The time between `since` and `before` is too long.
  public var isInvalidTimeRange: Bool {
    isCode("bad_request.invalid_time_range") || isCode("bad_request.bad_time_range")
  }

  /// The bank does not know the token or the authorisation code, in its own words or in those of OAuth
  /// (RFC 6749 §5.2, RFC 6750 §3.1).
  public var isInvalidToken: Bool {
    isCode("bad_request.invalid_token") || code == "invalid_token" || code == "invalid_grant"
  }

  /// The bank does not know the client, or not with this secret; of requests for a token only, where 401 is always
  /// about the client (RFC 6749 §5.2).
  public var isInvalidClient: Bool {
    let isNamed = ["invalid_client", "unauthorized_client"].contains(code)
    let parameters = ["client_id", "client_secret"].map { "bad_request.bad_param.\($0)" }
    return status == 401 || isNamed || isCode("unauthorized.bad_client")
      || parameters.contains(where: isCode)
  }

  /// Too many requests.
  public var isRateLimited: Bool { status == 429 || family == .rateLimited }

  /// Whether the same request may succeed later, if it does no harm to send it again.
  public var mayRetry: Bool { [500, 502, 503, 504].contains(status) }

  /// Whether the same request may succeed in a while: the bank fails, is too slow, or asks to slow down.
  public var mayPass: Bool { mayRetry || isRateLimited || family == .timeout }
}

extension BankError: CustomStringConvertible {
  /// Status, code and message for people; what could be a token is not shown.
  public var description: String {
    let code = SafeText.shown(self.code, atMost: 80)
    let message = SafeText.shown(self.message)
    return "HTTP \(status)\(code.isEmpty ? "" : " \(code)")\(message.isEmpty ? "" : ": \(message)")"
  }
}
