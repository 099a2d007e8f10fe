// The reminder of a consent that ends: when, and what to do.

import Fetch
import Model
import Testing

@testable import Wording

@Suite struct ConsentWordingTests {
  private let consent = Consent.given(at: Instant(seconds: 1_782_000_000))  // 2026-06-21T00:00:00Z

  private func reminder(daysAfter days: Int64) throws -> String {
    let now = Instant(seconds: consent.approved.seconds + days * 86_400)
    let ending = try #require(consent.ending(at: now))
    return ConsentWording.reminder(ending, on: TimeZoneRules.london.date(of: consent.ends))
  }

  @Test func `every reminder names the day and what to do`() throws {
    let first = try reminder(daysAfter: 46)
    #expect(first.contains("ends on 2026-09-19, in 44 days"))
    #expect(first.contains("Settings > Privacy & security > Manage apps > Refresh permissions"))
    #expect(try reminder(daysAfter: 89).contains("in 1 day:"))
    #expect(try reminder(daysAfter: 90).contains("within a day"))
  }

  @Test func `after the end it says both that it may be over and that it may be extended`() throws {
    let late = try reminder(daysAfter: 100)
    #expect(late.contains("was to end on 2026-09-19"))
    #expect(late.contains("login --extended"))
    #expect(late.contains("else run 'monzo-export login'"))
  }
}
