// The part of an archive that a period needs: the months around it, since a day of the report's time zone lies in
// two days of UTC, and archives are laid out by months of UTC.

import Model

/// Some months of an archive.
struct ArchiveExcerpt {
  let archive: ArchiveReading
  private let months: Set<Month>

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

  /// What the whole archive teaches; nil when only all of it can teach it.
  func knowledge(_ zone: TimeZoneRules, beside known: Knowledge) throws -> Knowledge? {
    var beside = archive.referenceKnowledge
    beside.merge(known)
    var parts = PartKnowledge(archive, zone)
    return try parts.learnAll(beside)
  }

  /// The parts to read.
  var parts: [ArchivePart] { archive.transactions.filter(isWanted) }
}
