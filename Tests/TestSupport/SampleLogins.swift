// Logins and answers of the bank for the tests of tokens.

public import Fetch
import Model
public import MonzoAPI

extension SavedLogin {
  /// A login of the bank of some generation, as after a refresh or many.
  public static func sample(_ generation: Int = 1, refreshable: Bool = true) -> SavedLogin {
    SavedLogin(
      api: "https://api.monzo.com", client: .init(id: "oauth2client_1", secret: Secret("hush")),
      token: .init(
        access: Secret("access-\(generation)"),
        refresh: refreshable ? Secret("refresh-\(generation)") : nil, generation: generation,
        obtained: Instant(seconds: 1000), expires: Instant(seconds: 22_600), userID: "user_1"))
  }
}

extension HTTPResponse {
  /// The bank's answer with the token of a generation.
  public static func token(_ generation: Int) -> HTTPResponse {
    let body = """
      {"access_token":"access-\(generation)","client_id":"oauth2client_1","expires_in":21600,\
      "refresh_token":"refresh-\(generation)","token_type":"Bearer","user_id":"user_1"}
      """
    return HTTPResponse(status: 200, body: Array(body.utf8))
  }

  /// A refusal.
  public static func refusal(_ status: Int, _ code: String, retryAfter: String? = nil)
    -> HTTPResponse
  {
    HTTPResponse(
      status: status, headers: retryAfter.map { ["retry-after": $0] } ?? [:],
      body: Array("{\"code\":\"\(code)\",\"message\":\"no\"}".utf8))
  }
}
