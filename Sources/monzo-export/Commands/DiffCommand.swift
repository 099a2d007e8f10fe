// What became of rows since an earlier fetch or export.

import Archive
import Arguments
import Export
import Model
import Pipeline
import Write

/// Since when differences are wanted.
enum DiffSince: Sendable {
  case fetch
  case export
  case time(Instant)
  /// A time by a clock on the wall, as `status` shows them: the day, and a minute of it.
  case clock(CivilDate, minute: Int?)

  init?(_ text: String) {
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

  /// The time on the wall of a zone; of a minute its end, since a fetch that ended in it is shown with it.
  static func time(_ day: CivilDate, minute: Int?, in zone: TimeZoneRules) -> Instant {
    guard let minute else { return zone.start(of: day) }
    let last = zone.start(of: day, second: Int64(minute) * 60 + 59)
    return Instant(seconds: last.seconds, nanoseconds: 999_999_999)
  }
}

extension CommandRunner {
  private static let exportsFolder = Option.value(
    "out", .text("dir"), default: "./exports", help: "the folder whose exports are compared")

  static let diff = CommandRunner(
    definition: Command(
      "diff", abstract: "show transactions that are new, changed, settled or gone",
      discussion: """
        Since fetch: what the last fetch changed. Since a time: everything that changed after the last fetch \
        before that time. Since export: what differs from the last exports to OUT.

        Earlier amounts come from the superseded versions that the archive keeps.
        """,
      options: [
        Options.since, exportsFolder, Options.json("print one JSON object per transaction"),
      ],
      examples: [
        Example("monzo-export diff", help: "what changed in the last fetch"),
        Example("monzo-export diff --since export", help: "what changed since the last export"),
      ],
      exitCodes: ExitCode.of(.gap))
  ) { context in
    let path = try context.archivePath()
    let reading = try ArchiveReading(path)
    let archive = try ArchiveFolder(reading: SystemDisk(path))
    let history = try context.history(of: reading)
    let (differences, since) =
      switch context[Options.since] ?? .fetch {
      case .export: try sinceExport(history, archive, context)
      case .fetch: try sinceFetch(nil, history, archive, context)
      case .time(let time): try sinceFetch(time, history, archive, context)
      case .clock(let day, let minute):
        try sinceFetch(
          DiffSince.time(day, minute: minute, in: context.timeZone), history, archive, context)
      }
    let report = DifferenceReport(
      differences: differences, slug: history.accounts.slug(ofRegister:))
    if context[Options.json] {
      try context.console.write(report.lines)
    } else if !differences.isEmpty {
      for line in report.table { try context.console.print(line) }
    }
    context.console.note(
      "\(DifferenceReport.counts(differences) ?? "nothing is different") since \(since)")
  }

  private static func sinceExport(
    _ history: Dataset, _ archive: ArchiveFolder<SystemDisk>, _ context: CommandContext
  ) throws -> ([RowDifference], String) {
    let destination = Destination(context.settings.exports, home: context.settings.home)
    let ledger = ExportStore(archive)
    let records = try ledger.records(of: destination)
    guard !records.isEmpty else {
      let others = try ledger.records().keys.sorted().joined(separator: ", ")
      throw CommandError(
        message: "nothing exported to \(destination.name) yet: "
          + (others.isEmpty
            ? "run 'monzo-export month'" : "name another folder with --out: \(others)"))
    }
    let known = ExportHistory(records)
    return (
      try history.differences(from: known),
      "the exports to \(destination.name), of which \(known.periods.last ?? "") is the last"
    )
  }

  private static func sinceFetch(
    _ time: Instant?, _ history: Dataset, _ archive: ArchiveFolder<SystemDisk>,
    _ context: CommandContext
  ) throws -> ([RowDifference], String) {
    let marks = try archive.fetches()
    guard let first = marks.first else {
      throw CommandError(message: "nothing was fetched yet: 'monzo-export fetch' does")
    }
    let mark = time.map { time in marks.last { $0.time <= time } } ?? marks.dropLast().last
    let since =
      mark.map { "the fetch of \($0.time.wholeSecond)" }
      ?? "before the first fetch, of \(first.time.wholeSecond)"
    return (try history.differences(since: mark, of: marks, in: archive), since)
  }
}
