// The consent clock: 90 days from the approval, and a reminder in time.

import Model
import Testing

@testable import Fetch

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

  @Test func `from 45 days before the end it has something to remind of`() {
    for (seconds, ending) in [
      (0, nil), (45 * day, nil), (45 * day + 1, .inDays(44)), (89 * day, .inDays(1)),
      (89 * day + 1, .withinADay), (90 * day, .withinADay), (90 * day + 1, .passed),
    ] as [(Int64, Consent.Ending?)] {
      #expect(consent.ending(at: after(seconds)) == ending, "\(seconds)")
    }
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
