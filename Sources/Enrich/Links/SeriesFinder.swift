// Sorts the payments between one account and one party, in one direction, into series:
//
//   1. If most of them (three of four) keep one rhythm, and their amounts are as alike as their kind must be,
//      they are one series, and another after every long pause. So a bill may vary, a salary have its bonus.
//   2. Else payments of exactly equal amounts are looked at by themselves: two subscriptions of one shop, or
//      a subscription among purchases. A price rise goes on with the series: payments that follow in its
//      rhythm, by at most half more or half less, join it.
//   3. What is left over is tried as in 1.
//
// Of several rhythms the one that holds most payments is right, then in fewest runs, then the most punctual.
// Visits to a supermarket come in no rhythm, or in amounts that differ: they are no series.

internal import Model

struct SeriesFinder {
  private static let priceStepPercentMax: UInt64 = 50
  private static let rhythms: [Rhythm] = [.monthly, .fourWeekly, .weekly, .quarterly, .yearly]

  private let rows: Occurrences
  private var isFree: [Bool] = []

  init(_ rows: Occurrences) { self.rows = rows }

  /// All series, as places of the rows.
  mutating func series() -> [Run] {
    guard rows.count > 1 else { return [] }
    if let whole = SeriesFinder.regular(rows) { return whole }
    let levels = equalAmounts()
    guard !levels.isEmpty else { return [] }
    isFree = [Bool](repeating: true, count: rows.count)
    for run in levels { take(run) }
    return join(levels) + rest()
  }

  private mutating func take(_ run: Run) { for place in run.places { isFree[place] = false } }

  // MARK: 1 and 3. Payments that are regular by themselves

  private static func regular(_ rows: Occurrences) -> [Run]? {
    best(in: rows) { rhythm in
      let limits = RunLimits(rhythm)
      guard limits.canHold(count: rows.count, span: rows.span) else { return [] }
      return limits.runs(in: rows).filter { AmountLikeness.holds(for: $0, in: rows) }
    }
  }

  private func rest() -> [Run] {
    let places = isFree.indices.filter { isFree[$0] }
    guard let runs = SeriesFinder.regular(rows.picking(places)) else { return [] }
    return runs.map { run in
      var run = run
      run.places = run.places.map { places[$0] }
      return run
    }
  }

  private static func best(in rows: Occurrences, _ runs: (Rhythm) -> [Run]) -> [Run]? {
    var best: (runs: [Run], count: Int, daysOff: Int)?
    for rhythm in rhythms {
      let runs = runs(rhythm)
      let count = runs.reduce(0) { $0 + $1.places.count }
      let daysOff = runs.reduce(0) { $0 + $1.daysOff }
      guard count > 0, RunLimits.isMost(count, of: rows.count) else { continue }
      let isBetter =
        best.map { (-count, runs.count, daysOff) < (-$0.count, $0.runs.count, $0.daysOff) } ?? true
      if isBetter { best = (runs, count, daysOff) }
    }
    return best?.runs
  }

  // MARK: 2. Payments of equal amounts

  /// Runs of equal amounts, in order of their first payments.
  private func equalAmounts() -> [Run] {
    guard rows.count > 2 else { return [] }
    let classes = Groups(count: rows.count) { rows.size($0) }
    var levels: [Run] = []
    for number in 0..<classes.count where classes[number].count > 2 {
      levels += level(classes[number])
    }
    return levels.sorted { $0.first < $1.first }
  }

  private func level(_ places: ArraySlice<UInt32>) -> [Run] {
    let start = places.startIndex
    let between = Int(places[places.endIndex - 1] - places[start]) + 1
    let isAmongMany = between > places.count * 2
    let span = rows.day(Int(places[places.endIndex - 1])) - rows.day(Int(places[start]))
    func limits(_ rhythm: Rhythm) -> RunLimits? {
      let limits = RunLimits(rhythm, isAmongMany: isAmongMany)
      return limits.canHold(count: places.count, span: span) ? limits : nil
    }
    guard SeriesFinder.rhythms.contains(where: { limits($0) != nil }) else { return [] }
    let equal = rows.picking(places.lazy.map(Int.init))
    let runs = SeriesFinder.best(in: equal) { limits($0)?.runs(in: equal) ?? [] }
    return (runs ?? []).map { run in
      var run = run
      run.places = run.places.map { Int(places[start + $0]) }
      run.isAmongMany = isAmongMany
      return run
    }
  }

  // MARK: Price rises

  /// Goes on from each run to what follows in its rhythm: another run, or a payment that is in none.
  private mutating func join(_ levels: [Run]) -> [Run] {
    var isOpen = [Bool](repeating: true, count: levels.count)
    var joined: [Run] = []
    for index in levels.indices where isOpen[index] {
      isOpen[index] = false
      var run = levels[index]
      while let next = successor(of: run, levels, isOpen) {
        switch next {
        case .level(let other):
          isOpen[other] = false
          run.places += levels[other].places
        case .payment(let place):
          isFree[place] = false
          run.places.append(place)
        }
      }
      joined.append(run)
    }
    return joined
  }

  private enum Successor {
    case level(Int)
    case payment(Int)
  }

  private func successor(of run: Run, _ levels: [Run], _ isOpen: [Bool]) -> Successor? {
    let last = CivilDate(days: Int32(rows.day(run.last)))
    let expected = Int(run.rhythm.day(after: last).days)
    let tolerance = RunLimits(run.rhythm, isAmongMany: run.isAmongMany).toleranceDays
    let days = (expected - tolerance)...(expected + tolerance)
    var best: (next: Successor, daysOff: Int, percent: UInt64)?
    func consider(_ next: Successor, at place: Int) {
      let percent = rows.percentApart(run.last, place)
      guard percent <= SeriesFinder.priceStepPercentMax else { return }
      let daysOff = abs(rows.day(place) - expected)
      if best.map({ (daysOff, percent) < ($0.daysOff, $0.percent) }) ?? true {
        best = (next, daysOff, percent)
      }
    }
    let places = rows.firstPlace(notBefore: days.lowerBound, from: run.last + 1)..<rows.count
    for index in SeriesFinder.levels(levels, startingAt: places.lowerBound) {
      guard rows.day(levels[index].first) <= days.upperBound else { break }
      if isOpen[index], levels[index].rhythm == run.rhythm {
        consider(.level(index), at: levels[index].first)
      }
    }
    // Among many payments one that fits is likely to be chance.
    for place in run.isAmongMany ? 0..<0 : places {
      guard rows.day(place) <= days.upperBound else { break }
      if isFree[place] { consider(.payment(place), at: place) }
    }
    return best?.next
  }

  /// The levels whose first payment is at a place or after it.
  private static func levels(_ levels: [Run], startingAt place: Int) -> Range<Int> {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].first < place { low = middle + 1 } else { high = middle }
    }
    return low..<levels.count
  }
}
