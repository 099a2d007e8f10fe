// Finds runs of payments that keep a rhythm. From one payment the next is looked for a period later, give or
// take a tolerance; payments in between are strays. A run may miss up to two payments in a row, but only once
// for every four payments that it has had, so that a frozen membership and a council tax in ten parts go on,
// and chance does not.

internal import Model

/// Payments that follow one another in a rhythm.
struct Run: Equatable {
  var rhythm: Rhythm
  /// In rising order.
  var places: [Int]
  /// The sum of days by which payments missed their day.
  var daysOff = 0
  /// How often one or two payments were missed.
  var gaps = 0
  /// Whether the payments stand among more of other amounts to the same party.
  var isAmongMany = false

  var first: Int { places[0] }
  var last: Int { places[places.count - 1] }
}

/// What payments must keep to in order to be a run.
struct RunLimits {
  let rhythm: Rhythm
  let toleranceDays: Int
  let countMin: Int
  private static let missedInARowMax = 2
  private static let paymentsPerGap = 4
  private static let sameDayMax = 16

  /// The limits of payments that stand for themselves: at least three, or two that are a year apart.
  init(_ rhythm: Rhythm) {
    self.rhythm = rhythm
    toleranceDays = rhythm.toleranceDays
    countMin = rhythm == .yearly ? 2 : 3
  }

  /// The limits of equal payments beside others to the same party: three of them, and among many others,
  /// where chance is likelier, four (yearly three) that keep their day to within one.
  init(_ rhythm: Rhythm, isAmongMany: Bool) {
    self.rhythm = rhythm
    toleranceDays = isAmongMany ? 1 : rhythm.toleranceDays
    countMin = isAmongMany && rhythm != .yearly ? 4 : 3
  }

  /// Whether part of some payments is three of four at least.
  static func isMost(_ part: Int, of whole: Int) -> Bool { part * 4 >= whole * 3 }

  /// Whether some rows are enough for a run, and the days from first to last long enough.
  func canBegin(count: Int, span: Int) -> Bool {
    count >= countMin && span >= (countMin - 1) * (rhythm.daysMin - toleranceDays)
  }

  /// Whether most of some rows can be in runs; rows that are too dense cannot, and need no closer look.
  func canHold(count: Int, span: Int) -> Bool {
    canBegin(count: count, span: span)
      && RunLimits.isMost(span / (rhythm.daysMin - toleranceDays) + 1, of: count)
  }

  /// All runs among rows, no two with a row in common.
  func runs(in rows: Occurrences) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start + countMin <= rows.count {
      if let run = run(from: start, in: rows) {
        runs.append(run)
        start = run.last
      }
      start += 1
    }
    return runs
  }

  private func run(from start: Int, in rows: Occurrences) -> Run? {
    guard var step = step(from: start, mayMiss: false, in: rows) else { return nil }
    var run = Run(rhythm: rhythm, places: [start])
    while true {
      run.places.append(step.place)
      run.daysOff += step.daysOff
      run.gaps += step.missed > 0 ? 1 : 0
      let mayMiss = (run.gaps + 1) * RunLimits.paymentsPerGap <= run.places.count
      guard let next = self.step(from: run.last, mayMiss: mayMiss, in: rows) else { break }
      step = next
    }
    return run.places.count >= countMin ? run : nil
  }

  private struct Step {
    var place: Int
    var daysOff: Int
    var missed: Int
  }

  private func step(from last: Int, mayMiss: Bool, in rows: Occurrences) -> Step? {
    let day = CivilDate(days: Int32(rows.day(last)))
    for missed in 0...(mayMiss ? RunLimits.missedInARowMax : 0) {
      let expected = Int(rhythm.day(after: day, periods: missed + 1).days)
      guard let nearest = nearest(to: expected, after: last, in: rows) else { continue }
      return Step(place: nearest, daysOff: abs(rows.day(nearest) - expected), missed: missed)
    }
    return nil
  }

  /// The row nearest to a day, the earlier of two; of several on that day the one most like the last.
  private func nearest(to day: Int, after last: Int, in rows: Occurrences) -> Int? {
    let later = rows.firstPlace(notBefore: day, from: last + 1)
    var best: Int?
    if later < rows.count { best = later }
    if later - 1 > last, best.map({ day - rows.day(later - 1) <= rows.day($0) - day }) ?? true {
      best = later - 1
    }
    guard let best, abs(rows.day(best) - day) <= toleranceDays else { return nil }
    return mostAlike(onDayOf: best, after: last, in: rows)
  }

  private func mostAlike(onDayOf place: Int, after last: Int, in rows: Occurrences) -> Int {
    var first = place
    while first - 1 > last, rows.day(first - 1) == rows.day(place) { first -= 1 }
    var best = first
    for other in (first..<rows.count).prefix(RunLimits.sameDayMax).dropFirst() {
      guard rows.day(other) == rows.day(place) else { break }
      if rows.percentApart(other, last) < rows.percentApart(best, last) { best = other }
    }
    return best
  }
}

extension Rhythm {
  /// Days of the shortest period.
  fileprivate var daysMin: Int {
    switch self {
    case .weekly: 7
    case .fourWeekly, .monthly: 28
    case .quarterly: 90
    case .yearly: 365
    }
  }
}
