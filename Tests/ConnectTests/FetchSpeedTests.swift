// The figures of a line of progress.

import Connect
import Fetch
import Model
import Testing

@Suite struct FetchSpeedTests {
  private func progress(rows: Int, done: Int, of total: Int) -> FetchProgress {
    FetchProgress(phase: .listing, rows: rows, windowsDone: done, windowsTotal: total)
  }

  @Test func `after some seconds there is a rate, and a time that is left`() {
    var speed = FetchSpeed()
    speed.measure(progress(rows: 0, done: 0, of: 8), at: Instant(seconds: 100))
    #expect(speed.rowsPerSecond == nil && speed.secondsLeft == nil)
    speed.measure(progress(rows: 600, done: 2, of: 8), at: Instant(seconds: 106))
    #expect(speed.rowsPerSecond == 100)
    #expect(speed.secondsLeft == 18)
    #expect(speed.tenthsDone == 2)
  }

  @Test func `what is done never goes back when more windows become known`() {
    var speed = FetchSpeed()
    speed.measure(progress(rows: 1, done: 4, of: 5), at: Instant(seconds: 1))
    speed.measure(progress(rows: 1, done: 4, of: 40), at: Instant(seconds: 2))
    #expect(speed.tenthsDone == 8)
  }

  @Test func `a run of no windows is not done`() {
    var speed = FetchSpeed()
    speed.measure(progress(rows: 0, done: 0, of: 0), at: Instant(seconds: 1))
    #expect(speed.tenthsDone == 0)
  }
}
