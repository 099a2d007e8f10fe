// Whose answer a callback is: the state decides, and only once.

import MonzoAPI
import TestSupport
import Testing

@testable import Fetch

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
