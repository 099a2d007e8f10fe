// Reads a dataset: files, or an archive. Each input is normalized, its rows are put in order and each is merged
// from its versions; what they teach together is learned.

import Archive
import Bytes
import Disk
import Enrich
import Model

/// Reads datasets.
public struct DatasetReader {
  let settings: PipelineSettings
  let observer: PipelineObserver
  private let keepsAllMetadata: Bool

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - settings: what the run goes by.
  ///   - observer: who follows the reading.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  public init(
    _ settings: PipelineSettings = PipelineSettings(),
    observer: PipelineObserver = PipelineObserver(), keepsAllMetadata: Bool = true
  ) {
    self.settings = settings
    self.observer = observer
    self.keepsAllMetadata = keepsAllMetadata
  }

  /// Reads files of any dialect.
  ///
  /// - Throws: `StorageError` when a file, or what is set aside of it, cannot be read or written.
  public func read(files: [String]) throws -> Dataset {
    try read(files.flatMap { try InputOpening.readers($0, standardInput: .standardInput) })
  }

  /// Reads inputs, in the order in which messages count them.
  ///
  /// - Throws: `StorageError` when an input, or what is set aside of it, cannot be read or written.
  package func read(_ inputs: [InputReader]) throws -> Dataset {
    let intake = intake()
    for input in inputs { try intake.read(input) }
    var knowledge = try intake.settle()
    knowledge.settleMovements()
    return Dataset(
      settings, knowledge, intake.store, intake.records,
      unreadableCount: intake.unreadable.count)
  }

  /// Reads an archive: everything, or of a period what is around it, when parts teach the whole.
  ///
  /// - Parameters:
  ///   - archive: the archive.
  ///   - period: the days that the output is about.
  /// - Returns: the dataset, its rows ready to be visited.
  /// - Throws: `StorageError`, or `PipelineError` when somebody changes the archive meanwhile.
  public func read(_ archive: ArchiveReading, for period: Period = .everything) throws -> Dataset {
    var archive = archive
    let intake = intake(isOfArchive: true)
    for part in archive.references { try intake.read(archive.input(part)) }
    let excerpt = ArchiveExcerpt(archive, period)
    if excerpt.isPart {
      // Rows are read later than it is decided what may be written of them.
      try archive.check(excerpt.parts.map(\.name))
    }
    if excerpt.isPart,
      var knowledge = try excerpt.knowledge(settings.timeZone, beside: intake.referenceKnowledge)
    {
      try archive.learnPast(into: &knowledge, settings.timeZone)
      reportDamage(archive)
      return Dataset(
        settings, knowledge, ExcerptRows(excerpt, self, intake.records), intake.records,
        of: archive, isWhole: false, unreadableCount: intake.unreadable.count)
    }
    for part in archive.transactions + archive.imports { try intake.read(archive.input(part)) }
    if !intake.changed.isEmpty { try check(intake.changed, &archive) }
    reportDamage(archive)
    var knowledge = try intake.settle()
    knowledge.merge(archive.referenceKnowledge)
    knowledge.settleMovements()
    try archive.learnPast(into: &knowledge, settings.timeZone)
    return Dataset(
      settings, knowledge, intake.store, intake.records, of: archive,
      unreadableCount: intake.unreadable.count)
  }

  /// Finds out what parts are that are not what was written into them: damaged, or written anew meanwhile.
  private func check(_ changed: [String], _ archive: inout ArchiveReading) throws {
    try archive.check(changed)
    let damaged = Set(archive.damage.map(\.path))
    if let other = changed.first(where: { !damaged.contains($0) }) {
      throw PipelineError.changedWhileRead(path: archive.disk.absolute(other))
    }
  }

  private func reportDamage(_ archive: ArchiveReading) {
    if !archive.damage.isEmpty { observer.finding(.damaged(archive.damage)) }
  }

  /// The rows of some months of an archive; what of them is damaged is reported by those who write them.
  func rows(of archive: ArchiveReading, in months: Set<Month>) throws -> any RowSource {
    let intake = intake(isOfArchive: true)
    for part in archive.transactions where part.month.map(months.contains) ?? true {
      try intake.read(archive.input(part))
    }
    _ = try intake.settle()
    return intake.store
  }

  func intake(_ records: RawRecords = RawRecords(), isOfArchive: Bool = false) -> RowIntake {
    RowIntake(
      settings, observer, records, keepsAllMetadata: keepsAllMetadata,
      isOfArchive: isOfArchive)
  }
}

/// The rows of a part of an archive, read when they are first asked for.
final class ExcerptRows: RowSource {
  private let excerpt: ArchiveExcerpt
  private let reader: DatasetReader
  private let records: RawRecords
  private var store: RowStore?

  init(_ excerpt: ArchiveExcerpt, _ reader: DatasetReader, _ records: RawRecords) {
    self.excerpt = excerpt
    self.reader = reader
    self.records = records
  }

  func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    let store = try store ?? read()
    self.store = store
    try store.visit(body)
  }

  private func read() throws -> RowStore {
    let intake = reader.intake(records, isOfArchive: true)
    for part in excerpt.parts { try intake.read(excerpt.archive.input(part)) }
    if let changed = intake.changed.first {
      throw PipelineError.changedWhileRead(path: excerpt.archive.disk.absolute(changed))
    }
    _ = try intake.settle()
    return intake.store
  }
}
