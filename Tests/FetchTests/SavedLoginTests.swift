// What a store keeps, and for which API.

import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Fetch

@Suite struct SavedLoginTests {
  @Test func `a login is one line of JSON that reads back as itself`() {
    var imported = SavedLogin.sample(refreshable: false)
    imported.client.secret = nil
    imported.token?.expires = nil
    imported.token?.userID = nil
    var waiting = SavedLogin.sample()
    waiting.token = nil
    var odd = SavedLogin.sample(41)
    odd.client.secret = Secret("a \"b\" \\ \n\u{2028}é")
    for login in [.sample(), imported, waiting, odd] {
      #expect(SavedLogin(json: login.json) == login)
      #expect(!login.json.contains(0x0A))
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"version\":1}", "not json",
    "{\"version\":2,\"api\":\"https://api.monzo.com\",\"client_id\":\"c\"}",
    "{\"version\":1,\"api\":\"https://api.monzo.com\",\"client_id\":\"c\",\"access_token\":\"a\"}",
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
