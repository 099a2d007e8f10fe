// The consent clock: 90 days from the approval, and a word in time.

import Model
import Testing

@testable import monzo_export

private let day: Int64 = 86_400

@Suite struct ConsentTests {
  private let consent = Consent.given(at: Instant(seconds: 1_782_000_000))  // 2026-06-21T00:00:00Z

  private func after(_ seconds: Int64) -> Instant {
    Instant(seconds: consent.approved.seconds + seconds)
  }

  @Test func `it ends after 90 days, and the whole history after five minutes`() {
    #expect(consent.ends == after(90 * day))
    #expect(consent.historyOpenUntil == after(300))
  }

  @Test func `days left are whole ones, rounded down`() {
    for (seconds, left) in [
      (0, 90), (1, 89), (day, 89), (45 * day, 45), (89 * day, 1), (90 * day - 1, 0),
      (90 * day, 0), (90 * day + 1, -1), (91 * day, -1), (91 * day + 1, -2),
    ] {
      #expect(consent.daysLeft(at: after(seconds)) == left, "\(seconds)")
    }
  }

  @Test func `from 45 days before the end every run says what to do and until when`() {
    #expect(consent.reminder(at: after(0), in: .london) == nil)
    #expect(consent.reminder(at: after(45 * day), in: .london) == nil)
    let first = consent.reminder(at: after(45 * day + 1), in: .london)
    #expect(first?.contains("ends on 2026-09-19, in 44 days") == true)
    #expect(
      first?.contains("Settings > Privacy & security > Manage apps > Refresh permissions") == true)
    #expect(consent.reminder(at: after(89 * day), in: .london)?.contains("in 1 day:") == true)
    #expect(consent.reminder(at: after(90 * day), in: .london)?.contains("within a day") == true)
  }

  @Test func `after the end it tells both that it may be over and that it may be extended`() {
    let late = consent.reminder(at: after(100 * day), in: .london)
    #expect(late?.contains("was to end on 2026-09-19") == true)
    #expect(late?.contains("login --extended") == true)
    #expect(late?.contains("log in with 'monzo-export login'") == true)
  }

  @Test func `it is kept as JSON that reads back`() {
    for consent in [consent, Consent(approved: Instant(seconds: 5, nanoseconds: 120_000_000))] {
      #expect(Consent(json: consent.json) == consent)
    }
    for text in ["", "{}", "[1]", "{\"approved\":\"soon\"}"] {
      #expect(Consent(json: Array(text.utf8)) == nil)
    }
  }
}
