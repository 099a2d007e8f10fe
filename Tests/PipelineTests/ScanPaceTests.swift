// What a record costs that comes in small pieces: bytes scanned are counted, since time says little in a test.

import Testing

@testable import Pipeline

@Suite struct `a record that comes piece by piece` {
  /// How many bytes are scanned until a record of a size is whole.
  private func scanned(_ size: Int, pieces: Int) -> Int {
    var pace = ScanPace()
    var (held, scanned) = (0, 0)
    while held < size {
      held = min(size, held + pieces)
      guard held == size || pace.isEnough(held) else { continue }
      scanned += held
      pace.leave(held)
    }
    return scanned
  }

  @Test(arguments: [1 << 21, 1 << 24, 1 << 26, 1_000_003])
  func `is scanned a few times as a whole, however long it is`(size: Int) {
    let free = 16 * ScanPace.freeBytes
    #expect(scanned(size, pieces: 1 << 16) <= 4 * size + free)
  }

  @Test func `is scanned at once when it is short`() {
    var pace = ScanPace()
    for held in [1, 2, 700, 1400, ScanPace.freeBytes] {
      #expect(pace.isEnough(held))
      pace.leave(held)
    }
  }

  @Test func `is scanned at once when the one before it was used up`() {
    var pace = ScanPace()
    pace.leave(1 << 23)
    #expect(!pace.isEnough(1 << 23 + 1 << 16))
    #expect(pace.isEnough(1 << 24))
    pace.leave(0)
    #expect(pace.isEnough(ScanPace.freeBytes + 1))
  }
}
