// What the monthly export writes: the files of the month, and the whole site beside them.

import Archive
import Export
import Model
import Write

/// The monthly export of a history.
struct MonthExport {
  let rows: EnrichedRowSource
  let month: Month
  /// The folder that the month's folder and the site are to stand in.
  let out: String
  let context: CommandContext
  /// Whether rows of earlier months are given that no export gave.
  var givesLate = true

  private var history: Dataset { rows.history }
  private var period: Period { Period(month) }
  /// Where the files go, as the ledger knows it, when that is not the folder's own name.
  var knownAs: Destination?
  private var destination: Destination { knownAs ?? Destination(out, context) }

  /// Writes the files of the month and the site, and then the ledger of an archive.
  ///
  /// The caller holds the lock of the archive.
  ///
  /// - Parameter archive: the archive that the history was read from.
  /// - Throws: what local storage refuses; until the files are written, nothing has changed.
  func write(into archive: ArchiveFolder<some Disk>) throws {
    var ledger = ExportStore(archive)
    let given = ExportHistory(try ledger.records(of: destination))
    tellSkippedMonths(given)
    // Both folders are replaced, or neither.
    try OutputFolder.check("\(out)/site")
    var folder = try ExportFolder(
      history, period, context.exportOptions, in: out, context,
      giving: ExportPlan(of: period.name, period.days, after: given, givesLate: givesLate))
    let manifest = try folder.write(rows, try RowFilter(context, period, history.accounts))
    var record = folder.record
    record.destination = destination.name
    try ledger.keep(record, of: destination)
    try ledger.keep(names: history.namesToKeep)
    let site = try SiteFolder(rows, in: "\(out)/site", context).write()
    try ExportReport(manifest, folder: "\(out)/\(month)").tell(context)
    history.tellGaps()
    context.console.note("")
    context.console.note(
      "\(out)/site/ holds \(site.count) files; begin with \(out)/site/index.html")
    context.reportUnused(rows.rules, rows.ruleCounts)
  }

  /// Names months between the first that the destination was given and this one that it was not.
  private func tellSkippedMonths(_ given: ExportHistory) {
    let months = Set(given.periods.compactMap { Month($0) })
    guard let first = months.min(), first < month else { return }
    for index in first.index..<month.index where !months.contains(Month(index: index)) {
      let skipped = Month(index: index)
      context.console.note(
        "note: \(destination.name) was never given \(skipped); 'monzo-export month \(skipped)' writes it"
      )
    }
  }
}
