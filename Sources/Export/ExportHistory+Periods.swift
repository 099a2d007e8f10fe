// Which days were exported to a destination, and which months between them were not.

public import Model

extension ExportHistory {
  /// The periods that were exported, wholly or in part, by their last and first days.
  public var periods: [String] {
    let far = CivilDate(days: .max)
    let sorted = heads.sorted {
      ($0.days?.through ?? far, $0.days?.from ?? far, $0.period)
        < ($1.days?.through ?? far, $1.days?.from ?? far, $1.period)
    }
    return sorted.map(\.period).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Whether a period was exported with all its rows.
  public var hasCompletePeriod: Bool { heads.contains { $0.accounts == nil } }

  /// The name of an export of what is new of a period: each has a folder of its own, since the one before may not be
  /// imported yet.
  public func nameOfNew(_ period: String) -> String {
    let prefix = "\(period)-new-"
    let numbers = heads.compactMap { head in
      head.period.hasPrefix(prefix) ? Int(head.period.dropFirst(prefix.count)) : nil
    }
    return "\(prefix)\((numbers.max() ?? 0) + 1)"
  }

  /// The months with a day that no export had, after the first that one had: before the last that one had, and before a
  /// month that is about to be exported.
  public func skippedMonths(before month: Month? = nil) -> [Month] {
    let exported = heads.filter { $0.accounts == nil }
    guard !exported.contains(where: { $0.days == nil }) else { return [] }
    let ranges = exported.compactMap(\.days).sorted {
      ($0.from, $0.through) < ($1.from, $1.through)
    }
    guard var known = ranges.first?.through else { return [] }
    var skipped: [Month] = []
    func skip(until next: CivilDate) {
      guard known.days < next.days - 1 else { return }
      let (first, last) = (known.adding(days: 1).month, next.adding(days: -1).month)
      for index in first.index...last.index where skipped.last?.index ?? .min < index {
        skipped.append(Month(index: index))
      }
    }
    for range in ranges.dropFirst() {
      skip(until: range.from)
      known = max(known, range.through)
    }
    if let month { skip(until: month.days.from) }
    return skipped.filter { $0 < month ?? Month(index: .max) }
  }
}
