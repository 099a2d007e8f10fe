// What a store keeps, and for which API.

import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Fetch

@Suite struct SavedLoginTests {
  private static func login(generation: String) -> String {
    #"{"version":1,"api":"https://api.monzo.com","client_id":"c","access_token":"a","#
      + #""generation":\#(generation),"obtained":"2026-06-01T00:00:00Z"}"#
  }

  @Test func `a login is one line of JSON that reads back as itself`() {
    var imported = SavedLogin.sample(refreshable: false)
    imported.client.secret = nil
    imported.token?.expires = nil
    imported.token?.userID = nil
    var waiting = SavedLogin.sample()
    waiting.token = nil
    var renewed = SavedLogin.sample(7)
    renewed.token?.loggedIn = Instant(seconds: 77)
    var odd = SavedLogin.sample(41)
    odd.client.secret = Secret("a \"b\" \\ \n\u{2028}é")
    for login in [.sample(), imported, waiting, renewed, odd] {
      #expect(SavedLogin(json: login.json) == login)
      #expect(!login.json.contains(0x0A))
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"version\":1}", "not json",
    "{\"version\":2,\"api\":\"https://api.monzo.com\",\"client_id\":\"c\"}",
    "{\"version\":1,\"api\":\"https://api.monzo.com\",\"client_id\":\"c\",\"access_token\":\"a\"}",
    login(generation: "9223372036854775807"), login(generation: "1000000001"),
    login(generation: "-1"),
  ])
  func `what is no login is not taken for one`(text: String) {
    #expect(SavedLogin(json: Array(text.utf8)) == nil)
  }

  @Test func `a life without end does not overflow`() {
    let answer = TokenAnswer(accessToken: Secret("a"), expiresIn: .max)
    let login = SavedLogin.sample().taking(answer, at: Instant(seconds: 5))
    #expect(login.token?.expires == nil)
    #expect(login.token?.generation == 2)
  }

  @Test func `the greatest generation does not overflow either`() {
    var login = SavedLogin.sample()
    login.token?.generation = .max
    let answer = TokenAnswer(accessToken: Secret("a"))
    #expect(login.taking(answer, at: Instant(seconds: 5)).token?.generation ?? 0 > 0)
  }

  @Test func `a renewal does not change when the account holder logged in, a login does`() {
    let (answer, first) = (TokenAnswer(accessToken: Secret("a")), SavedLogin.sample())
    let second = first.renewed(by: answer, at: Instant(seconds: 90_000))
    let third = second.renewed(by: answer, at: Instant(seconds: 95_000))
    #expect(third.token?.loginTime == first.token?.obtained)
    let anew = third.taking(answer, at: Instant(seconds: 99_000))
    #expect(anew.token?.loginTime == Instant(seconds: 99_000))
  }

  @Test func `a new login that names no user is nobody's, and a renewed one stays its user's`() {
    let (old, now) = (SavedLogin.sample(), Instant(seconds: 5))
    let bare = TokenAnswer(accessToken: Secret("a"))
    #expect(old.taking(bare, at: now).token?.userID == nil)
    #expect(old.renewed(by: bare, at: now).token?.userID == "user_1")
    var named = bare
    named.userID = "user_2"
    #expect(old.taking(named, at: now).token?.userID == "user_2")
  }

  @Test func `a login that is printed shows no secret`() {
    let login = SavedLogin.sample()
    for text in ["\(login)", String(reflecting: login), String(describing: login.token)] {
      for secret in ["access-1", "refresh-1", "hush"] { #expect(!text.contains(secret)) }
    }
    var dumped = ""
    dump(login, to: &dumped)
    for secret in ["access-1", "refresh-1", "hush"] { #expect(!dumped.contains(secret)) }
  }
}
