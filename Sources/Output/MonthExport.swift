// What the monthly export writes: the files of the month, and the whole site beside them.

package import Archive
package import Disk
package import Export
import Model
package import Pipeline
import Write

/// The monthly export of a dataset.
package struct MonthExport {
  private let rows: EnrichedRowSource
  private let period: Period
  private let out: String
  private let destination: Destination
  private let observer: PipelineObserver
  /// Which formats, and how they write days.
  package var options = ExportOptions()
  /// The folder of the user's templates.
  package var templates: String?
  /// Whether rows of earlier months are exported that no export had.
  package var exportsLateRows = true
  /// Whether the first export to a destination has opening balances.
  package var exportsOpenings = true
  /// Whether the month is made up: it is nobody's history, and no month in the folder is a part of it.
  package var isDemo = false
  /// Whether months that were skipped before are named.
  package var namesSkippedMonths = true
  /// Whether the site is written, too.
  package var writesSite = true

  /// What a monthly export wrote.
  package struct Result {
    /// The manifest of the month.
    package let manifest: Manifest
    /// The folder of the month.
    package let folder: String
    /// The pages of the site.
    package let pages: [String]
    /// The folder of the site.
    package let site: String
  }

  /// Prepares the export of a month, or of another period that is exported again and again.
  ///
  /// - Parameters:
  ///   - rows: the rows of the dataset.
  ///   - period: the month or other period.
  ///   - out: the folder that the period's folder and the site are to be in.
  ///   - destination: what the folder is called in the record of exports.
  ///   - observer: who is to know of skipped months.
  package init(
    _ rows: EnrichedRowSource, _ period: Period, in out: String, knownAs destination: Destination,
    observer: PipelineObserver = PipelineObserver()
  ) {
    self.rows = rows
    self.period = period
    self.out = out
    self.destination = destination
    self.observer = observer
  }

  private var dataset: Dataset { rows.dataset }

  /// Writes the files of the month and the site, and then the record of the export.
  ///
  /// The caller holds the lock of the archive.
  ///
  /// - Parameter archive: the archive that the dataset was read from.
  /// - Returns: what was written.
  /// - Throws: `StorageError`; until the files are written, nothing has changed.
  package func write(into archive: ArchiveFolder<some Disk>) throws -> Result {
    if archive.hasNewDigests { observer.finding(.madeDigests) }
    var history = try DestinationHistory(
      of: destination, in: out, archive, home: dataset.settings.home, readsFolder: !isDemo)
    try history.adopt(dataset)
    let exported = history.exported
    let skipped = Month(period.name).map { exported.skippedMonths(before: $0) } ?? []
    if !skipped.isEmpty, namesSkippedMonths {
      observer.finding(.skippedMonths(skipped, destination: destination.name))
    }
    let site = "\(out)/site"
    var options = options
    options.writesOpenings = exportsOpenings && exported.beginsBooks(with: period.days)
    // Each row is enriched once, for the files of the month and for the pages.
    let pages =
      writesSite ? try SiteFolder(rows, in: site, templates: templates).begin() : nil
    var folder = try ExportFolder(
      dataset, period, options, in: out,
      plan: ExportPlan(
        of: period.name, period.days, after: exported, includesLate: exportsLateRows,
        basis: options.dateBasis, includesPending: options.includesPending)
    )
    folder.isDemo = isDemo
    let filter = RowFilter(days: period.days, by: options.dateBasis)
    let manifest = try folder.draft(rows, filter) { try pages?.add(&$0) }
    let paths = try pages?.finish() ?? []
    // From here on nobody has a name that is needed, in either folder.
    try folder.commit()
    try history.keep(folder.record, names: dataset.namesToKeep, in: archive)
    try pages?.commit()
    return Result(manifest: manifest, folder: "\(out)/\(period.name)", pages: paths, site: site)
  }
}
