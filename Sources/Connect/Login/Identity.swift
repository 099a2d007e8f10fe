// Who is logged in: the bank's answer about a token, and what is known here of its times.

internal import Bytes
public import Fetch
public import Model
public import MonzoAPI

/// Who is logged in.
public struct Identity {
  /// The bank's API.
  public let api: String
  /// The bank's answer.
  public let who: WhoAmI
  /// What is known of the token.
  public let token: TokenFacts
  /// What is known of the consent; nil when nothing is.
  public let consent: Consent?
  /// The time by the bank's clock.
  public let now: Instant

  /// Asks the bank.
  public init(_ calls: BankCalls, _ consent: Consent?) throws {
    who = try calls.ask(AskWhoAmI())
    api = calls.keeper.login.api
    token = calls.keeper.facts
    self.consent = consent
    now = calls.line.now()
  }

  /// One object on one line, for programs.
  public var json: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("api_url", api)
      json.member("user_id", who.userID)
      json.member("client_id", who.clientID)
      json.member("authenticated", who.isAuthenticated)
      json.member("token_expires", token.expires?.description)
      json.member("token_refreshable", token.isRefreshable)
      json.member("consent_given", consent?.approved.description)
      json.member("consent_ends", consent?.ends.description)
    }
  }
}
