// Whose answer a callback is: the state decides, and only once.

import Foundation
import LoopbackHTTP
import MonzoAPI
import TestSupport
import Testing

@testable import monzo_export

private func attempt(seed: UInt64 = 1) -> LoginAttempt {
  var random = SeededRandom(seed: seed)
  return LoginAttempt(using: &random)
}

@Suite struct LoginAttemptTests {
  @Test func `the state has 256 bits and is another every time`() {
    var states: Set<String> = []
    for seed in 0..<200 as Range<UInt64> {
      let state = attempt(seed: seed).state
      #expect(
        state.utf8.count == 64 && state.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      )
      states.insert(state)
    }
    #expect(states.count == 200)
  }

  @Test func `the first callback with the state ends the try, later ones do not`() {
    var attempt = attempt()
    let right = CallbackArguments(query: "code=c1&state=\(attempt.state)")
    #expect(attempt.judge(right) == .ended(.code(Secret("c1"))))
    #expect(attempt.judge(right) == .late)
    #expect(attempt.judge(CallbackArguments(query: "error=x&state=\(attempt.state)")) == .late)
  }

  @Test func `a callback without the state is foreign, whatever else it brings`() {
    var attempt = attempt()
    let state = attempt.state
    let near = String(state.dropLast()) + (state.last == "0" ? "1" : "0")
    for query in [
      "", "code=c", "code=c&state=", "code=c&state=\(near)", "code=c&state=\(state)0",
      "code=c&state=\(state.dropLast())", "code=c&state=\(state)&state=\(state)",
      "error=access_denied", "code=c&state=\(state.uppercased())x",
    ] {
      #expect(attempt.judge(CallbackArguments(query: query)) == .foreign)
    }
    #expect(
      attempt.judge(CallbackArguments(query: "code=c&state=\(state)"))
        == .ended(.code(Secret("c"))))
  }

  @Test func `a refusal ends the try, an answer without a code does not`() {
    var attempt = attempt()
    #expect(attempt.judge(CallbackArguments(query: "state=\(attempt.state)")) == .empty)
    #expect(
      attempt.judge(CallbackArguments(query: "error=access_denied&state=\(attempt.state)"))
        == .ended(.denied("access_denied")))
  }
}

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
    #expect(html.contains("open the Monzo app and approve"))
  }
}
