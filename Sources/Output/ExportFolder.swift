// The folder of an export: every format over one walk of the rows, then what they add up to. Rows and CSV are
// streamed; registers hold the rows of the period, because OFX has a balance and QIF pairs the two
// sides of a transfer.

import Aggregate
import Archive
import Bytes
import Disk
public import Export
package import Model
public import Pipeline
import Write

/// Writes the files of one period into a folder.
public struct ExportFolder {
  private let dataset: Dataset
  private let period: Period
  private let options: ExportOptions
  private let plan: ExportPlan
  /// Whether only rows are written that the destination never got.
  private let isOnlyNew: Bool
  private let folder: OutputFolder
  private var manifest: Manifest
  /// What earlier exports had, against the rows as they are now.
  private var before: ExportedChanges?
  /// What corrects rows that were exported before.
  private var adjustments: [ExportAdjustment] = []
  /// What the accounting files hold, but for the destination, which the caller knows.
  ///
  /// Complete when everything is written.
  package private(set) var record: ExportRecord

  /// Prepares the folder of a period.
  ///
  /// - Parameters:
  ///   - dataset: what openings and proofs are taken from.
  ///   - period: the days of the rows.
  ///   - options: which formats, and how they write days.
  ///   - path: the folder that the period's folder is to be in.
  ///   - plan: which rows the accounting files have; nil for all rows of the period and no other.
  /// - Throws: `StorageError` when the folder cannot be made.
  package init(
    _ dataset: Dataset, _ period: Period, _ options: ExportOptions, in path: String,
    plan: ExportPlan?
  ) throws {
    self.dataset = dataset
    self.period = period
    self.options = options
    self.plan =
      plan
      ?? ExportPlan(
        of: period.name, period.days, basis: options.dateBasis,
        includesPending: options.includesPending)
    record = ExportRecord(
      destination: "", period: period.name, days: period.days, asOf: dataset.asOf)
    isOnlyNew = plan?.isOnlyNew ?? false
    folder = try OutputFolder(at: "\(path)/\(period.name)", guarding: dataset.guarded)
    manifest = Manifest(
      version: PipelineSettings.version, period: period.name, days: period.days,
      timeZone: dataset.settings.timeZone.identifier, asOf: dataset.asOf,
      options: [
        ("date-basis", "\(options.dateBasis)"), ("ofx-version", options.ofxVersion.rawValue),
        ("ofx-single", "\(options.isSingleOFX)"), ("qif-date", "\(options.qifDates)"),
      ] + options.asked + options.named)
    manifest.damage = (dataset.archive?.damage ?? []).map {
      Manifest.Damage(path: $0.path, window: $0.window)
    }
  }

  /// Whether everything in the folder is made up.
  var isDemo: Bool {
    get { manifest.isDemo }
    set { manifest.isDemo = newValue }
  }

  /// Prepares the folder of a period, for all rows of the period and no other.
  ///
  /// - Parameters:
  ///   - dataset: what openings and proofs are taken from.
  ///   - period: the days of the rows.
  ///   - options: which formats, and how they write days.
  ///   - path: the folder that the period's folder is to be in.
  /// - Throws: `StorageError` when the folder cannot be made.
  public init(
    _ dataset: Dataset, _ period: Period, _ options: ExportOptions = ExportOptions(),
    in path: String
  ) throws {
    try self.init(dataset, period, options, in: path, plan: nil)
  }

  /// Writes everything, and puts the folder in its place.
  ///
  /// - Parameters:
  ///   - rows: the rows of the dataset.
  ///   - filter: which of them; nil for all rows of the period.
  /// - Returns: the manifest.
  /// - Throws: `StorageError`.
  public mutating func write(_ rows: EnrichedRowSource, _ filter: RowFilter? = nil) throws
    -> Manifest
  {
    try write(rows, filter ?? RowFilter(days: period.days, by: options.dateBasis)) { _ in }
  }

  /// Writes everything, and passes each row to another output too: it is enriched once for both.
  package mutating func write(
    _ rows: EnrichedRowSource, _ filter: RowFilter, also body: (inout Row) throws -> Void
  ) throws -> Manifest {
    let manifest = try draft(rows, filter, also: body)
    try commit()
    return manifest
  }

  /// Puts the files in their place.
  package func commit() throws { try folder.commit() }

  /// Writes everything, not in its place yet, and passes each row to another output too.
  ///
  /// - Throws: `StorageError`, also when somebody else has the name of a file.
  package mutating func draft(
    _ rows: EnrichedRowSource, _ filter: RowFilter, also body: (inout Row) throws -> Void
  ) throws -> Manifest {
    record.accounts = filter.isWhole ? filter.accounts?.sorted() : []
    let registers = try writeRows(rows, filter, also: body)
    try writeRegisters(registers, rows, filter)
    try folder.write(manifest.json, to: "manifest.json")
    try folder.check()
    return manifest
  }

  // MARK: The first walk: rows and sums

  private mutating func writeRows(
    _ rows: EnrichedRowSource, _ filter: RowFilter, also body: (inout Row) throws -> Void
  ) throws -> Registers {
    var lines = try open(.jsonl, "transactions.jsonl")
    var table = try open(.csv, "transactions.csv")
    var csv = CSVFlatWriter()
    var summary = Summary.empty
    var scan = dataset.registerScan(options.registers(period.days))
    let rule = dataset.balances.rule
    var before = ExportedChanges(plan, rule: rule)
    var count = 0
    try table?.append { csv.appendHeader(to: &$0) }
    let plan = plan
    func append(_ row: Row) throws {
      before.learn(row)
      if filter.includesOnAnyDay(row) { scan.add(row, plan.share(of: row)) }
      guard includes(row, filter) else { return }
      count += 1
      if row.date.month != TimeZoneRules.utc.date(of: row.created).month {
        manifest.otherMonthInUTC += 1
        if options.listsOtherMonth { manifest.otherMonth.append(OtherMonth(row)) }
      }
      summary.add(row, rule)
      try lines?.append { JSONLinesWriter().append(row, to: &$0) }
      try table?.append { csv.append(row, to: &$0) }
    }
    try rows.visit { row, _ in
      try append(row)
      try body(&row)
    }
    try finish(lines, rows: count)
    try finish(table, rows: count)
    manifest.notCounted = NotCounted.all(of: summary)
    if !options.isOfTargetsAlone {
      let bytes = SummaryWriter().bytes(summary)
      try folder.write(bytes, to: "summary.json")
      manifest.files.append(.init(name: "summary.json", bytes: bytes.count, rows: nil))
    }
    self.before = before
    adjustments = before.adjustments(
      offeringMore: options.adjusts && filter.isWhole, of: record.accounts)
    for row in adjustments.map(\.entry) + before.kept(with: adjustments).gone {
      scan.add(adjustment: row)
    }
    if options.hasEmptyStatements || options.writesOpenings { scan.addEmptyRegisters() }
    return Registers(scan, of: filter.accounts)
  }

  /// Whether a row is in the files that hold rows.
  private func includes(_ row: Row, _ filter: RowFilter) -> Bool {
    guard isOnlyNew else { return filter.includes(row) }
    let share = plan.share(of: row)
    guard share == .own || share == .late, filter.includesOnAnyDay(row) else { return false }
    return filter.accounts?.contains(row[.accountID] ?? "") ?? true
  }

  private mutating func open(_ format: Format, _ name: String) throws -> CountedOutput? {
    options.formats.contains(format) ? CountedOutput(name, try folder.open(name)) : nil
  }

  private mutating func finish(_ output: CountedOutput?, rows: Int) throws {
    guard var output else { return }
    try output.finish()
    manifest.files.append(.init(name: output.name, bytes: output.bytes, rows: rows))
  }

  private mutating func writeOpenings(_ openings: [Opening]) throws {
    let bytes = OpeningsWriter().bytes(openings)
    try folder.write(bytes, to: OpeningsWriter.fileName)
    manifest.openings = openings
    manifest.files.append(
      .init(name: OpeningsWriter.fileName, bytes: bytes.count, rows: openings.count))
  }

  /// Names what was exported before and is something else now, and completes the record.
  private mutating func nameChanges() {
    guard let before else { return }
    let changes = before.changes(of: record.accounts)
    manifest.changes = changes.map { (dataset.accounts.slug(ofRegister: $0.register), $0) }
    manifest.adjustments = adjustments.map {
      (dataset.accounts.slug(ofRegister: $0.register), $0)
    }
    record = before.completed(record, naming: changes, adjusting: adjustments)
    manifest.record = record
  }

  // MARK: The second walk: registers

  private mutating func writeRegisters(
    _ registers: Registers, _ rows: EnrichedRowSource, _ filter: RowFilter
  ) throws {
    let folder = folder
    let name = period.name
    let isWhole = filter.isWhole && !isOnlyNew
    var files = try RegisterFiles(
      registers, dataset, period, options, isWhole: isWhole,
      journals: JournalFiles.all(
        registers, rows.chart, dataset, period, options, filter, isWhole: isWhole),
      targetPlace: { target in
        TargetPlace(period: name, open: { try folder.open("for-\(target.name)/\($0)") })
      },
      ofxFile: { slug in
        CountedOutput("\(name)-\(slug).ofx", try folder.open("\(name)-\(slug).ofx"))
      })
    // Most rows of a long dataset are in no register of the period, and need no enriching again.
    let plan = plan
    let kept = before?.kept(with: adjustments) ?? ExportedChanges.Kept()
    func isOfRegisters(_ row: Row) -> Bool { plan.share(of: row).isOfRegisters }
    try rows.revisit(where: isOfRegisters) { row in
      guard filter.includesOnAnyDay(row) else { return }
      let share = plan.share(of: row)
      let home = dataset.register(of: row[.accountID] ?? "")
      let places = try files.append(row, share, as: kept.row(row, in: home))
      // Rows of accounts that are not wanted are in no record either.
      guard !places.isEmpty || filter.accounts?.contains(row[.accountID] ?? "") ?? true else {
        return
      }
      record.report(
        row, share, in: places.map { (files.id(of: $0), $0.entry) },
        includingPending: options.includesPending)
      if share == .late {
        let wasPending = plan.wasPending(row)
        manifest.late += places.map {
          Manifest.Late(files.register(of: $0), $0.entry, isSettledLate: wasPending)
        }
      }
    }
    for row in kept.gone { _ = try files.append(adjustment: row, isCorrection: false) }
    adjustments = try adjustments.filter {
      try !files.append(adjustment: $0.entry, isCorrection: true).isEmpty
    }
    for (output, count, register) in try files.finishOFX() {
      try finish(output, rows: count)
      manifest.files[manifest.files.count - 1].register = register
    }
    let (qif, hints) = try files.finishQIF {
      CountedOutput("\(name)-\($0).qif", try folder.open("\(name)-\($0).qif"))
    }
    for (output, count) in qif { try finish(output, rows: count) }
    manifest.hints += hints
    for (target, result) in zip(options.targets, try files.finishTargets()) {
      for var file in result.files {
        file.name = "for-\(target.name)/\(file.name)"
        manifest.files.append(file)
      }
      manifest.hints += result.hints.map { $0.inFolder("for-\(target.name)") }
    }
    let journals = try files.finishJournals { CountedOutput($0, try folder.open($0)) }
    for (output, count) in journals { try finish(output, rows: count) }
    manifest.isFiltered = !isWhole
    manifest.accounts = files.lines
    manifest.leftOut = files.leftOut
    if options.writesOpenings, isWhole { try writeOpenings(files.openings) }
    nameChanges()
  }
}

extension ExportShare {
  /// Whether registers hold the row, or name it as exported elsewhere.
  fileprivate var isOfRegisters: Bool {
    switch self {
    case .own, .late, .exportedElsewhere: true
    case .earlier, .later: false
    }
  }
}
