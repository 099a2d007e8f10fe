// Two runs at once whose token has run out: a refresh token is good for one answer.

import Fetch
import Sandbox
import TestSupport
import Testing

@testable import monzo_export

@Suite struct ConcurrentRunsTests {
  @Test func `two runs at once with an expired token renew it once, and both go on`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    bank.bank { bank, now in bank.expireTokens(at: now) }
    // Long enough for both to have been refused before either has a new token.
    bank.slowDown(.milliseconds(200))
    let runs = try ["one", "two"].map { (archive: bank.scratch($0), run: try Customer(bank)) }
    for (archive, run) in runs { run.start("fetch", "--archive", archive) }
    #expect(runs.map { $0.run.wait() } == [0, 0])
    let refreshes = bank.requests.count { $0 == "POST /oauth2/token" }
    #expect(refreshes == 2, "the login, and one refresh")
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(saved.token?.generation == 2)
  }
}
