// What a person at a terminal sees of a run, by the width of the terminal.

import Testing

@testable import Wording

@Suite struct ProgressLineTests {
  private var line: ProgressLine {
    var line = ProgressLine()
    line.add("current-account", .account)
    line.add("2023-07-01 to 2024-06-30", .window)
    line.add("[###.......] 12/37", .bar)
    line.add("4807 rows", .rows)
    line.add("320/s", .rate)
    line.add("31 s left", .timeLeft)
    line.add("all history open 4 min", .countdown)
    return line
  }

  @Test(arguments: [
    (
      140,
      "current-account  2023-07-01 to 2024-06-30  [###.......] 12/37  4807 rows  320/s  31 s left  "
        + "all history open 4 min"
    ),
    (90, "current-account  [###.......] 12/37  4807 rows  31 s left  all history open 4 min"),
    (79, "current-account  [###.......] 12/37  4807 rows  all history open 4 min"),
    (59, "current-account  [###.......] 12/37  all history open 4 min"),
    (42, "[###.......] 12/37  all history open 4 min"),
    (30, "[###.......] 12/37"),
    (5, "[###.......] 12/37"),
  ])
  func `a narrow terminal shows whole parts, the most important ones`(width: Int, shown: String) {
    #expect(line.text(within: width) == shown)
  }
}
