// What `export --out` writes: the files of any period, or of some of its rows, into a folder that remembers what it was
// given, as the monthly export does.

import Archive
import Disk
package import Export
import Model
package import Pipeline
import Write

/// An export into a folder.
package struct FolderExport {
  /// Which rows the accounting files have.
  package struct Choice {
    /// Whether rows of earlier days are exported that no export had.
    package var includesLate = true
    /// Whether only rows are exported that the destination never got.
    package var isOnlyNew = false

    /// All rows of the period, and late ones.
    package init() {}
  }

  /// What an export wrote.
  package struct Result {
    /// The manifest.
    package let manifest: Manifest
    /// The folder.
    package let folder: String
    /// Whether the archive has the record of the export; the manifest has it in any case.
    package let isRecorded: Bool
  }

  private let out: String
  private var history: DestinationHistory

  /// Reads what the folder was given.
  ///
  /// - Parameters:
  ///   - out: the folder, in which there is one for each period.
  ///   - dataset: the rows of an archive, or of files.
  /// - Throws: `ArchiveError`, `StorageError`, `PipelineError`.
  package init(into out: String, _ dataset: Dataset) throws {
    self.out = out
    history = try DestinationHistory(
      of: Destination(out, home: dataset.settings.home), in: out, dataset.archive?.folder,
      home: dataset.settings.home)
  }

  /// Whether all rows of the archive are needed, and not only those around the period.
  package var needsAllRows: Bool { !history.isEmpty }

  /// Writes the files, and keeps the record of them.
  ///
  /// - Parameters:
  ///   - rows: the rows of the dataset.
  ///   - period: the period.
  ///   - filter: which of its rows.
  ///   - choice: what earlier exports have to do with it.
  ///   - options: what shapes the files.
  ///   - observer: who is to know of what is found.
  /// - Returns: what was written; nil when only new rows were wanted and there is none.
  /// - Throws: `StorageError`, `PipelineError`.
  package mutating func write(
    _ rows: EnrichedRowSource, _ period: Period, _ filter: RowFilter, _ choice: Choice,
    _ options: ExportOptions, _ observer: PipelineObserver
  ) throws -> Result? {
    let dataset = rows.dataset
    try history.adopt(dataset)
    let exported = history.exported
    let isComplete = filter.isWhole && filter.accounts == nil
    let period =
      choice.isOnlyNew
      ? Period(days: period.days, name: exported.nameOfNew(period.name)) : period
    let plan = ExportPlan(
      of: period.name, period.days, after: exported,
      includesLate: choice.includesLate && filter.isWhole, isComplete: isComplete,
      isOnlyNew: choice.isOnlyNew, knowsAll: history.knowsAll,
      basis: options.dateBasis, includesPending: options.includesPending)
    var folder = try ExportFolder(dataset, period, options, in: out, plan: plan)
    let manifest = try folder.draft(rows, filter) { _ in }
    if choice.isOnlyNew, manifest.rowCount == 0, manifest.adjustments.isEmpty { return nil }
    try folder.commit()
    return Result(
      manifest: manifest, folder: "\(out)/\(period.name)",
      isRecorded: keep(folder.record, of: dataset, observer))
  }

  /// Keeps the record in the archive, unless nobody may write to it now: then the next export finds the manifest.
  private func keep(
    _ record: ExportRecord, of dataset: Dataset, _ observer: PipelineObserver
  ) -> Bool {
    guard let disk = dataset.archive?.disk else { return true }
    guard let lock = try? DiskLock(disk, command: "monzo-export export"),
      let archive = try? ArchiveFolder(writing: disk)
    else { return false }
    defer { withExtendedLifetime(lock) {} }
    if archive.hasNewDigests { observer.finding(.madeDigests) }
    return (try? history.keep(record, names: dataset.namesToKeep, in: archive)) != nil
  }
}

extension Manifest {
  /// How many rows the fullest of the files has.
  fileprivate var rowCount: Int { files.compactMap(\.rows).max() ?? 0 }
}
