// The part of an archive that a period needs: the months around it, since a day of the report's time zone lies in
// two days of UTC, and archives are laid out by months of UTC.

import Model

/// Some months of an archive.
struct ArchiveExcerpt {
  private let archive: ArchiveReading
  private var months: Set<Month>
  private var areRead = false

  /// The months that a period needs.
  init(_ archive: ArchiveReading, _ period: Period) {
    self.archive = archive
    let all = Set(archive.transactions.compactMap(\.month))
    months = all.filter { month in
      guard let days = period.days else { return true }
      return month.days.from.adding(days: -1) <= days.through
        && days.from <= month.days.through.adding(days: 1)
    }
  }

  /// Whether it is less than the archive.
  var isPart: Bool { !archive.transactions.allSatisfy(isWanted) }

  private func isWanted(_ part: ArchivePart) -> Bool { part.month.map(months.contains) ?? true }

  /// What the whole archive teaches; nil when only reading all of it can tell.
  func knowledge(_ zone: TimeZoneRules, told: Knowledge) throws -> Knowledge? {
    var beside = archive.told
    beside.merge(told)
    var parts = PartKnowledge(archive, zone)
    return try parts.learnAll(beside)
  }

  /// Adds the months in which rows were made.
  mutating func include(_ times: some Sequence<Instant>) {
    for time in times {
      let isNew = months.insert(TimeZoneRules.utc.date(of: time).month).inserted
      if isNew { areRead = false }
    }
  }

  /// The parts to read, all of them again when one was added; nil when nothing was since they were taken last.
  mutating func takeUnread() -> [ArchivePart]? {
    if areRead { return nil }
    areRead = true
    return archive.transactions.filter(isWanted)
  }
}
