// How near two words are, and which one was probably meant.

import Testing

@testable import Arguments

@Suite struct `The distance between two words` {
  @Test(arguments: [
    ("", "", 0), ("", "csv", 3), ("csv", "csv", 0), ("csv", "cvs", 1), ("format", "fomat", 1),
    ("format", "formats", 1), ("format", "farmat", 1), ("kitten", "sitting", 3), ("ca", "abc", 2),
    ("a cat", "an act", 2),
  ])
  func `counts insertions, deletions, replacements and swaps`(
    one: String, other: String, distance: Int
  ) {
    #expect(Spelling.distance(from: one, to: other) == distance)
  }

  @Test func `is a metric`() {
    let letters = ["", "a", "b", "c"]
    let words = Set(
      letters.flatMap { x in letters.flatMap { y in letters.map { x + y + $0 } } }
    ).sorted()
    for one in words {
      for other in words {
        let distance = Spelling.distance(from: one, to: other)
        #expect((distance == 0) == (one == other))
        #expect(distance == Spelling.distance(from: other, to: one))
        let detours = words.map {
          Spelling.distance(from: one, to: $0) + Spelling.distance(from: $0, to: other)
        }
        #expect(detours.allSatisfy { distance <= $0 })
      }
    }
  }
}

@Suite struct `The nearest word` {
  let words = ["from", "for", "format", "to", "tag", "tax-year", "time-zone"]

  @Test(arguments: [
    ("fromat", "format"), ("FORMAT", "format"), ("timezone", "time-zone"), ("tga", "tag"),
    ("fo", "for"), ("tax", "tag"), ("time", "time-zone"), ("form", "from"),
  ])
  func `is the one with the fewest changes, then the first`(typed: String, meant: String) {
    #expect(Spelling.nearest(to: typed, among: words) == meant)
  }

  @Test(arguments: ["", "x", "xy", "verbose", "t-z"])
  func `is nothing when none is near`(typed: String) {
    #expect(Spelling.nearest(to: typed, among: words) == nil)
  }

  @Test func `is found or not in no time, however long the text`() {
    let text = String(repeating: "format", count: 100_000)
    #expect(Spelling.nearest(to: text, among: words) == nil)
  }

  @Test func `is the first of equally near ones`() {
    #expect(Spelling.nearest(to: "cat", among: ["bat", "car", "hat"]) == "bat")
    #expect(Spelling.nearest(to: "cat", among: ["hat", "car", "bat"]) == "hat")
  }
}
