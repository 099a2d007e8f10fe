// What a row counted for at the moment when a balance was seen. The archive knows when it learned that a row had
// changed, and of a payment that settled the day on which it did; a run reads rows and balances together, so what
// it learned by its end was so when it saw the balance, and what a later run learned was not.

internal import Model

/// Whether something had happened by a moment.
enum Certainty {
  case yes, no
  /// Nothing says.
  case maybe
}

/// When fetches ended.
struct FetchTimes {
  /// No run takes longer, in seconds: a mark that is further from a balance is that of a later run.
  private static let runSecondsMax: Int64 = 6 * 3600

  private let ends: [Instant]

  init(_ ends: [Instant]) { self.ends = ends.sorted() }

  /// Whether the run that saw a balance knew by its end what the archive learned at a time.
  ///
  /// A run that was cut off leaves no mark; nobody can say then what it learned and what the next one did.
  ///
  /// - Parameters:
  ///   - learned: when the archive learned it.
  ///   - seen: when the balance was seen.
  ///   - next: when the register's next balance was seen, by a later run.
  /// - Returns: yes, no, or that nobody can say.
  func knew(_ learned: Instant, seen: Instant, next: Instant?) -> Certainty {
    if learned <= seen { return .yes }
    if let next, learned >= next { return .no }
    if let end = end(ofRunAt: seen, next: next) { return learned <= end ? .yes : .no }
    return learned <= FetchTimes.latestEnd(ofRunAt: seen) ? .maybe : .no
  }

  /// When the run ended that saw a balance; nil when it was cut off.
  func end(ofRunAt seen: Instant, next: Instant?) -> Instant? {
    guard let end = end(notBefore: seen), end <= FetchTimes.latestEnd(ofRunAt: seen),
      next.map({ end < $0 }) ?? true
    else { return nil }
    return end
  }

  private static func latestEnd(ofRunAt seen: Instant) -> Instant {
    Instant(seconds: seen.seconds + runSecondsMax, nanoseconds: seen.nanoseconds)
  }

  private func end(notBefore time: Instant) -> Instant? {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low < ends.count ? ends[low] : nil
  }
}

/// The states of one row, one after the other.
struct RowTimeline {
  /// Every run reads so much of the time before it, in seconds; what is older it takes as it is known.
  static let rereadSeconds: Int64 = 88 * 86_400

  /// What a row was for a time.
  struct State {
    /// Null while the row was not there.
    var movement: Movement?
    /// When the archive learned of the next state; null when nobody knows, and for the last one.
    var until: Instant?
  }

  /// In order; the last is what the row is now.
  let states: [State]

  /// Puts the past of one row in order.
  ///
  /// - Parameters:
  ///   - versions: what the row was, by time.
  ///   - arrivals: when it came late, by time.
  ///   - now: the row as it is; nil when it is not there.
  init(_ versions: [PastMovement], arrivals: [Instant], now: Movement?) {
    var states: [State] = []
    var arrivals = arrivals[...]
    /// The first state since the row came last; null while it is not there.
    var first: Int?
    func arrive(by time: Instant?) {
      let come = arrivals.prefix { arrival in time.map { arrival <= $0 } ?? true }
      arrivals = arrivals.dropFirst(come.count)
      if let first {
        // It came and changed in one run.
        if !come.isEmpty { states.insert(State(until: states[first].until), at: first) }
      } else if let earliest = come.first {
        // Noted again by a run after one that was cut off, or by the other of two archives.
        states.append(State(until: earliest))
      } else if !states.isEmpty {
        // It came back, and nobody knows when.
        states.append(State())
      }
    }
    for version in versions {
      arrive(by: version.until)
      if first == nil { first = states.count }
      states.append(State(movement: version.movement, until: version.until))
      if version.isGone { first = nil }
    }
    if now != nil { arrive(by: nil) }
    states.append(State(movement: now))
    self.states = states
  }

  /// The states in which the row can have been when a balance was seen, by their places.
  func places(at seen: Instant, next: Instant?, _ fetches: FetchTimes) -> ClosedRange<Int> {
    var range = 0...0
    for place in 0..<states.count - 1 {
      switch isOver(place, at: seen, next: next, fetches) {
      case .yes: range = place + 1...place + 1
      case .maybe: range = range.lowerBound...place + 1
      case .no: return range
      }
    }
    return range
  }

  private func isOver(
    _ place: Int, at seen: Instant, next: Instant?, _ fetches: FetchTimes
  ) -> Certainty {
    guard let learned = states[place].until else { return .maybe }
    if learned <= seen { return .yes }
    let settled = RowTimeline.settled(states[place].movement, states[place + 1].movement, by: seen)
    switch fetches.knew(learned, seen: seen, next: next) {
    case .yes: return settled == .no ? .maybe : .yes
    case .no where wasRead(place, at: seen): return settled == .yes ? .maybe : .no
    case .no, .maybe: return settled
    }
  }

  /// Whether a run at a time read the row.
  private func wasRead(_ place: Int, at seen: Instant) -> Bool {
    let movement = states[place].movement ?? states[place + 1].movement
    guard let created = movement?.created else { return false }
    return created.seconds >= seen.seconds - RowTimeline.rereadSeconds
  }

  /// Whether a payment had settled by a time, to the day; maybe where two states do not part by that.
  private static func settled(_ old: Movement?, _ new: Movement?, by time: Instant) -> Certainty {
    guard old?.status == .pending, let new, new.status == .settled, new.daysToSettle > 0 else {
      return .maybe
    }
    let age = time.seconds - new.created.seconds
    let days = Int64(new.daysToSettle)
    if age <= (days - 1) * 86_400 { return .no }
    return new.daysToSettle < 254 && age > days * 86_400 ? .yes : .maybe
  }
}

extension RowTimeline {
  /// The timelines of all rows that have a past.
  static func all(_ past: RowPast, _ movements: [Movement]) -> [RowTimeline] {
    let keys = past.keys
    guard !keys.isEmpty else { return [] }
    let past = past.sorted
    var now: [RowKey: Movement] = [:]
    for movement in movements where keys.contains(movement.key) { now[movement.key] = movement }
    let versions = Dictionary(grouping: past.versions, by: \.movement.key)
    let arrivals = Dictionary(grouping: past.arrivals, by: \.key)
    return keys.sorted().map { key in
      RowTimeline(
        versions[key] ?? [], arrivals: (arrivals[key] ?? []).map(\.fetched), now: now[key])
    }
  }
}

extension RowPast {
  /// The rows that have a past.
  var keys: Set<RowKey> { Set(versions.map(\.movement.key)).union(arrivals.map(\.key)) }
}
