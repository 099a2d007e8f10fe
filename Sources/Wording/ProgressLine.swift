// One line of progress for a terminal of any width: whole parts in a fixed order, and where there is no room
// for all of them, those that matter most.

struct ProgressLine {
  /// What a part says, the most important first.
  enum Worth: Int {
    case bar, wait, countdown, account, rows, timeLeft, window, rate
  }

  private var parts: [(text: String, worth: Worth)] = []

  mutating func add(_ text: String, _ worth: Worth) { parts.append((text, worth)) }

  /// The line, of parts that fit into so many characters; the most important one in any case.
  func text(within width: Int) -> String {
    var parts = parts
    while parts.count > 1, ProgressLine.text(parts).count > width {
      guard
        let least = parts.indices.max(by: { parts[$0].worth.rawValue < parts[$1].worth.rawValue })
      else { break }
      parts.remove(at: least)
    }
    return ProgressLine.text(parts)
  }

  private static func text(_ parts: [(text: String, worth: Worth)]) -> String {
    parts.map(\.text).joined(separator: "  ")
  }
}
