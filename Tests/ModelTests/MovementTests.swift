// A movement is kept for every row of a history, so its size is a promise.

import Model
import Testing

@Test func `a movement takes no more than 64 bytes`() {
  #expect(MemoryLayout<Movement>.stride <= 64)
}
