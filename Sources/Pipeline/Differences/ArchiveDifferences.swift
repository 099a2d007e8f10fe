// How the rows of an archive differ from an earlier state that is named as users name it: the last fetch, the exports
// to a folder, a day or a time.

package import Archive
package import Disk
package import Export
package import Model

/// Since when differences are wanted.
package enum DiffSince: Sendable {
  case fetch
  case export
  case time(Instant)
  /// A time by a clock on the wall, as `status` shows them: the day, and a minute of it.
  case clock(CivilDate, minute: Int?)

  package init?(_ text: String) {
    switch text {
    case "fetch": self = .fetch
    case "export": self = .export
    default:
      let parts = text.split(separator: " ", omittingEmptySubsequences: false)
      if let time = Instant(text) {
        self = .time(time)
      } else if let day = CivilDate(String(parts[0])), parts.count == 1 {
        self = .clock(day, minute: nil)
      } else if parts.count == 2, let day = CivilDate(String(parts[0])),
        let time = Instant("\(day)T\(parts[1]):00Z")
      {
        let seconds = time.seconds - Int64(day.days) * 86_400
        self = .clock(day, minute: Int(seconds / 60))
      } else {
        return nil
      }
    }
  }

  /// The time in a zone, where one is named; of a minute its end, since a fetch that ended in it is shown with it.
  fileprivate func time(in zone: TimeZoneRules) -> Instant? {
    switch self {
    case .fetch, .export: return nil
    case .time(let time): return time
    case .clock(let day, nil): return zone.start(of: day)
    case .clock(let day, let minute?):
      let last = zone.start(of: day, second: Int64(minute) * 60 + 59)
      return Instant(seconds: last.seconds, nanoseconds: 999_999_999)
    }
  }
}

/// The differences between an archive and an earlier state.
package struct ArchiveDifferences {
  /// The earlier state.
  package enum State {
    /// What a destination got, and the last period that it got.
    case exports(to: String, last: String)
    /// After the fetch of a time.
    case fetch(Instant)
    /// Before the first fetch, which was at a time.
    case beforeFirstFetch(Instant)
  }

  package let rows: [RowDifference]
  package let since: State

  /// Compares.
  ///
  /// - Parameters:
  ///   - history: the rows as they are now.
  ///   - archive: the archive that they are from.
  ///   - since: the earlier state that is wanted.
  ///   - destination: whose exports are compared.
  ///   - folder: its folder.
  /// - Throws: `PipelineError` when nothing was exported or fetched yet; `ArchiveError`.
  package init(
    _ history: Dataset, in archive: ArchiveFolder<some Disk>, since: DiffSince,
    exportsTo destination: Destination, _ folder: String
  ) throws {
    if case .export = since {
      var known = try DestinationHistory(
        of: destination, in: folder, archive, home: history.settings.home)
      try known.adopt(history)
      let exported = known.exported
      guard !exported.isEmpty else {
        throw PipelineError.nothingExported(
          to: destination.name,
          others: try ExportStore(archive).destinations(history.settings.home).keys.sorted())
      }
      rows = try history.differences(from: exported)
      self.since = .exports(to: destination.name, last: exported.periods.last ?? "")
      return
    }
    let marks = try archive.fetchLog().fetches
    guard let first = marks.first else { throw PipelineError.nothingFetched }
    let time = since.time(in: history.settings.timeZone)
    let mark = time.map { time in marks.last { $0.time <= time } } ?? marks.dropLast().last
    rows = try history.differences(since: mark, of: marks, in: archive)
    self.since = mark.map { .fetch($0.time) } ?? .beforeFirstFetch(first.time)
  }
}
