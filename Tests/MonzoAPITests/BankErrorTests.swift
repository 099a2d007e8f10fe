// The bank's refusals: every code that is known, those that are not, and bodies that are no error at all.

import Model
import MonzoAPI
import Testing

@Suite struct BankErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var status: Int
    var code: String
    var family: BankError.Family
    var facts: Set<String>
    var testDescription: String { "\(status) \(code)" }
    init(_ status: Int, _ code: String, _ family: BankError.Family, _ facts: Set<String> = []) {
      (self.status, self.code, self.family, self.facts) = (status, code, family, facts)
    }
  }

  static let cases = [
    Case(400, "bad_request.invalid_time_range", .badRequest, ["time range"]),
    Case(400, "bad_request.bad_time_range", .badRequest, ["time range"]),
    Case(400, "bad_request.bad_param.account_id", .badRequest),
    Case(400, "bad_request.invalid_token", .badRequest, ["invalid token"]),
    Case(400, "invalid_grant", .badRequest, ["invalid token"]),
    Case(401, "invalid_token", .unauthorized, ["invalid token"]),
    Case(401, "unauthorized.bad_access_token", .unauthorized),
    Case(401, "unauthorized.bad_access_token.expired", .unauthorized, ["expired"]),
    Case(401, "unauthorized.bad_access_token.evicted", .unauthorized, ["evicted"]),
    Case(401, "unauthorized.bad_access_token.expiredness", .unauthorized),
    Case(403, "forbidden.insufficient_permissions", .forbidden, ["approval"]),
    Case(403, "forbidden.verification_required", .forbidden, ["verification"]),
    Case(403, "forbidden.verification_required.by_app", .forbidden, ["verification"]),
    Case(404, "not_found.transaction", .notFound),
    Case(412, "precondition_failed", .preconditionFailed),
    Case(429, "rate_limited", .rateLimited, ["rate"]),
    Case(429, "", .rateLimited, ["rate"]),
    Case(400, "rate_limited.too_many", .rateLimited, ["rate"]),
    Case(500, "internal_service", .internalService, ["retry"]),
    Case(500, "", .internalService, ["retry"]),
    Case(502, "", .badResponse, ["retry"]),
    Case(503, "", .internalService, ["retry"]),
    Case(504, "timeout", .timeout, ["retry"]),
    Case(504, "", .timeout, ["retry"]),
    Case(406, "bad_response", .badResponse),
    Case(501, "", .internalService),
    Case(400, "", .badRequest), Case(401, "", .unauthorized), Case(403, "", .forbidden),
    Case(404, "", .notFound), Case(405, "", .badRequest), Case(406, "", .badRequest),
    Case(403, "novelty.of_next_year", .forbidden), Case(418, "other.thing", .badRequest),
    Case(302, "", .other), Case(302, ".x", .other),
  ]

  @Test(arguments: cases)
  func `a refusal has a family, and a few have a name`(example: Case) {
    let error = BankError(
      answer(#"{"code":"\#(example.code)","message":"No"}"#, status: example.status))
    #expect(error.code == example.code)
    #expect(error.message == "No")
    #expect(error.family == example.family)
    let named: [(String, Bool)] = [
      ("time range", error.isInvalidTimeRange), ("invalid token", error.isInvalidToken),
      ("expired", error.isExpired), ("evicted", error.isEvicted),
      ("approval", error.needsApproval), ("verification", error.needsVerification),
      ("rate", error.isRateLimited), ("retry", error.mayRetry),
    ]
    #expect(Set(named.filter(\.1).map(\.0)) == example.facts)
  }

  @Test func `every family of the documentation can be recognized by its word`() {
    for family in BankError.Family.allCases where family != .other {
      let error = BankError(status: 302, code: "\(family.rawValue).more", message: "")
      #expect(error.family == family)
    }
  }

  @Test func `a code is part of the codes that begin with it and a dot`() {
    let error = BankError(status: 400, code: "bad_request.bad_param.account_id", message: "")
    #expect(error.isCode("bad_request.bad_param"))
    #expect(error.isCode("bad_request.bad_param.account_id"))
    #expect(!error.isCode("bad_request.bad"))
    #expect(!error.isCode("bad_request.bad_param.account_id.x"))
  }

  @Test func `a refusal of any call is the bank's own`() {
    let response = answer(
      #"{"code":"forbidden.verification_required","message":"Verification required"}"#, status: 403)
    let expected = CallFailure.refused(
      BankError(
        status: 403, code: "forbidden.verification_required", message: "Verification required"))
    #expect(failure(ListTransactions.self, response) == expected)
    #expect(failure(LogOut.self, response) == expected)
    #expect(failure(RefreshToken.self, response) == expected)
    #expect(failure(CreateReceipt.self, response) == expected)
    #expect(
      expected.description
        == "the bank refused: HTTP 403 forbidden.verification_required: Verification required")
  }

  @Test func `the words of OAuth are used when the bank has none of its own`() {
    let oauth = BankError(
      answer(#"{"error":"invalid_token","error_description":"Not known"}"#, status: 401))
    #expect(oauth == BankError(status: 401, code: "invalid_token", message: "Not known"))
    let both = BankError(
      answer(
        #"{"code":"unauthorized.bad_access_token.expired","error":"invalid_token","#
          + #""error_description":"x","message":"Token expired"}"#, status: 401))
    #expect(both.isExpired)
    #expect(!both.isInvalidToken)
    #expect(both.message == "Token expired")
  }

  @Test func `bodies that are no error give the status and a note without their words`() {
    let page = answer(
      "<html>Bearer abc</html>", status: 502, headers: ["content-type": "text/html; charset=x"])
    #expect(
      BankError(page).description
        == "HTTP 502: the answer is no JSON object (text/html; charset=x, 23 bytes)")
    #expect(
      BankError(answer("[1]", status: 500)).description
        == "HTTP 500: the answer is no JSON object (3 bytes)")
    #expect(BankError(answer("", status: 504)).description == "HTTP 504: the answer is empty")
    #expect(BankError(answer(#"{"code":7}"#, status: 400)).description == "HTTP 400")
    #expect(BankError(answer(#"{"a":1}"#, status: 418)).description == "HTTP 418")
  }

  @Test(arguments: [
    ("a\u{1B}[31m red\r\nline\u{202E}evil\u{0}", "a [31m red line evil"),
    ("Bearer abc is wrong", "Bearer ••• is wrong"),
    ("bad access_token=abc&x", "bad access_token=•••&x"),
    ("client_secret: 'hush', refresh_token=\"t\"", "client_secret: '•••', refresh_token=\"•••\""),
    ("no access_token given", "no access_token given"),
    ("token eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.e30.sig", "token •••"),
    ("key mnzconf.abcdefgh12345678/longer+base64==", "key •••=="),
    (
      "account acc_00009237aqC8c5umZmrRdh is closed", "account acc_00009237aqC8c5umZmrRdh is closed"
    ),
    ("since 2015-08-22T12:20:18.123456Z", "since 2015-08-22T12:20:18.123456Z"),
    (
      "Error listing hydrated transactions by account",
      "Error listing hydrated transactions by account"
    ),
  ])
  func `a message is shown on one line and without what may be a token`(
    message: String, shown: String
  ) {
    let words = BankError(status: 400, code: "", message: message).description
    #expect(words == "HTTP 400: \(shown)")
    #expect(BankError(status: 400, code: "", message: shown).description == words)
  }

  @Test func `a message is cut to a sane length`() {
    let long = Array(repeating: "word", count: 1000).joined(separator: " ")
    let words = BankError(status: 400, code: "bad_request", message: long).description
    #expect(words.count == "HTTP 400 bad_request: ".count + 200)
    #expect(words.hasSuffix("…"))
  }
}
