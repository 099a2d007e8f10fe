// The pages that a browser shows after a login.

import Connect
import Fetch
import LoopbackHTTP
import MonzoAPI
import Testing

@testable import Wording

@Suite struct CallbackPageTests {
  @Test(arguments: [
    LoginAttempt.Judgement.ended(.code(Secret("s3cr3t"))), .ended(.denied("s3cr3t")), .foreign,
    .empty, .late,
  ])
  func `a page holds nothing of its address, loads nothing and leads nowhere`(
    judgement: LoginAttempt.Judgement
  ) {
    let reply = CallbackPage.reply(to: judgement)
    let html = String(decoding: reply.body, as: UTF8.self)
    for word in ["s3cr3t", "http", "href", "src", "<script", "<form"] {
      #expect(!html.contains(word))
    }
    #expect(reply.headers["referrer-policy"] == "no-referrer")
    #expect(reply.headers["cache-control"] == "no-store")
    #expect(reply.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(
      reply.status
        == (html.contains("Not this") || html.contains("No code") || html.contains("Already")
          ? 400 : 200))
  }

  @Test func `the page after the login says to go on in the app`() {
    let html = String(
      decoding: CallbackPage.reply(to: .ended(.code(Secret("c")))).body, as: UTF8.self)
    #expect(html.contains("approve the access in the Monzo app"))
  }
}
