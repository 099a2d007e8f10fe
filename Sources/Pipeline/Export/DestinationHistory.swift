// What a folder was given, from all that says it: the records in the archive, under whatever name of the folder they
// were kept, and the manifests of the months that are in the folder. A month that no record knows is adopted when its
// rows are this archive's; without an archive the manifests are the history.

import Aggregate
package import Archive
package import Disk
package import Export
package import Model
import Write

/// What was exported to a destination.
package struct DestinationHistory {
  /// The destination.
  package let destination: Destination
  /// The folder, as the user names it.
  private let folder: String
  /// The records of all exports.
  private var records: [ExportRecord]
  /// What the archive keeps under another name of the folder.
  private let misnamed: [String]
  /// What is to be kept beside the next export: what was found in the folder or under another name.
  private var unkept: [ExportRecord] = []
  /// The months of the folder that no record knows, by their folders.
  private var unknown: [(name: String, manifest: ManifestRecord)] = []
  private let hasArchive: Bool

  /// Reads what the archive and the folder say.
  ///
  /// - Parameters:
  ///   - destination: the destination.
  ///   - folder: its folder.
  ///   - archive: the archive; nil when rows come from files.
  ///   - home: the home folder.
  ///   - readsFolder: whether the manifests in the folder count.
  /// - Throws: `ArchiveError`, `StorageError`; `PipelineError` when a month cannot be recognized.
  package init(
    of destination: Destination, in folder: String, _ archive: ArchiveFolder<some Disk>?,
    home: String?, readsFolder: Bool = true
  ) throws {
    self.destination = destination
    self.folder = folder
    hasArchive = archive != nil
    let disk = SystemDisk(folder)
    func manifest(_ name: String) throws -> ManifestRecord? {
      try disk.read("\(name)/manifest.json").flatMap { ManifestRecord($0) }
    }
    func isMeant(_ record: ExportRecord) -> Bool {
      if Destination(record.destination, home: home) == destination { return true }
      guard destination.ends(with: record.destination),
        let found = try? manifest(record.period)?.record
      else { return false }
      return found.isOfSame(record) && found.asOf == record.asOf
    }
    (records, misnamed) =
      try archive.map {
        try ExportStore($0).records(of: destination, home: home, isMeant: isMeant)
      } ?? ([], [])
    if !misnamed.isEmpty { unkept = records }
    guard readsFolder else { return }
    let known = Set(records.filter(\.isComplete).map(\.period))
    // What the site offers for download was exported to nobody.
    for name in try disk.list("") where name != "site" && !known.contains(name) {
      guard let found = try manifest(name), !records.contains(where: { $0.isOfSame(found.record) })
      else { continue }
      unknown.append((name, found))
    }
  }

  /// Whether nothing was exported to the destination, so that rows of the period are all that an export needs.
  package var isEmpty: Bool { records.isEmpty && unknown.isEmpty }

  /// The records, ready to be asked.
  package var exported: ExportHistory { ExportHistory(records) }

  /// Whether rows that are not there are no more.
  package var knowsAll: Bool { hasArchive }

  /// The months that were skipped before a month; where no period was exported, all since the accounts were opened.
  package func missingMonths(before month: Month, sinceOpening first: Month?) -> [Month] {
    let exported = exported
    guard !exported.hasCompletePeriod, let first, first < month else {
      return exported.skippedMonths(before: month)
    }
    return (first.index..<month.index).map { Month(index: $0) }
  }

  // MARK: Months that no record knows

  /// Takes in the months of the folder that no record knows.
  ///
  /// - Parameter dataset: the rows of the archive, or of the files.
  /// - Throws: `PipelineError` when a month has rows that the archive has not.
  package mutating func adopt(_ dataset: Dataset) throws {
    guard !unknown.isEmpty else { return }
    var ids = Set(unknown.flatMap { $0.manifest.record.reported.map(\.id) })
    var older: [String: [String: Int64]] = [:]
    for (name, manifest) in unknown where !manifest.listsRows {
      older[name] = try exportedRows(of: manifest, in: name)
      ids.formUnion(manifest.late.union(older[name, default: [:]].keys))
    }
    var placed: [String: [ExportRecord.Line]] = [:]
    let known = try knownIDs(ids, dataset) { row in
      if !older.isEmpty, let id = row[.id] { placed[id] = dataset.lines(of: row) }
    }
    for (name, manifest) in unknown {
      var record = manifest.record
      if let rows = older[name] {
        record.reported = manifest.late.union(rows.keys).sorted().flatMap { id in
          (placed[id] ?? []).map { $0.exported(rows[id], isLate: manifest.late.contains(id)) }
        }
      }
      if hasArchive {
        let listed =
          manifest.listsRows ? record.reported.map(\.id) : Array((older[name] ?? [:]).keys)
        try check(listed, known, name)
      }
      records.append(record)
      unkept.append(record)
    }
    records = ExportRecord.joined(records)
    unknown = []
  }

  /// Throws for a month with rows that the archive never had.
  ///
  /// The rows of statements without ids take the place of others and lose it, so they prove nothing while others do.
  private func check(_ ids: [String], _ known: Set<String>, _ name: String) throws {
    let strangers = ids.filter { !known.contains($0) }
    let proof = strangers.first { !$0.hasPrefix("row_") } ?? (known.isEmpty ? strangers.first : nil)
    if let proof {
      throw PipelineError.foreignMonth(folder: "\(folder)/\(name)", row: proof)
    }
  }

  /// Those of some ids that the dataset or the past of its archive has.
  private func knownIDs(
    _ ids: Set<String>, _ dataset: Dataset, _ body: (Row) -> Void
  ) throws -> Set<String> {
    var known: Set<String> = []
    try dataset.visit { row, _ in
      guard let id = row[.id], ids.contains(id) else { return }
      known.insert(id)
      body(row)
    }
    guard let archive = dataset.archive?.folder, known.count < ids.count else { return known }
    for account in dataset.archive?.coverage.map(\.accountID) ?? [] {
      for version in try archive.history(of: account) where ids.contains(version.row.id) {
        known.insert(version.row.id)
      }
    }
    return known
  }

  /// The rows of the period that the files of an earlier version's export hold, with their amounts.
  private func exportedRows(
    of manifest: ManifestRecord, in name: String
  ) throws -> [String: Int64] {
    guard let bytes = try SystemDisk(folder).read("\(name)/transactions.jsonl") else {
      guard hasArchive else { return [:] }
      throw PipelineError.unlistedMonth(folder: "\(folder)/\(name)")
    }
    return ManifestRecord.amounts(inRows: bytes).filter { !manifest.leftOut.contains($0.key) }
  }

  // MARK: Keeping

  /// Keeps the record of an export, and what was found beside it.
  ///
  /// The caller holds the lock of the archive.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - names: the slugs of accounts and pots, which are kept for good.
  ///   - archive: the archive.
  /// - Throws: `ArchiveError`.
  package func keep(
    _ record: ExportRecord, names: [String: String], in archive: ArchiveFolder<some Disk>
  ) throws {
    var store = ExportStore(archive)
    for found in unkept where !found.isOfSame(record) { try store.keep(found, of: destination) }
    var record = record
    // Parts of a period are exported one by one; none of them takes the place of another.
    if !record.isComplete, let part = records.first(where: { $0.isOfSame(record) }) {
      record = part.joined(with: record)
    }
    try store.keep(record, of: destination)
    try store.remove(misnamed)
    try store.keep(names: names)
  }
}

extension Dataset {
  /// Where a row is, as a record has it.
  fileprivate func lines(of row: Row) -> [ExportRecord.Line] {
    let id = row[.id] ?? ""
    let home = register(of: row[.accountID] ?? "")
    func line(_ register: String, _ amount: Int64) -> ExportRecord.Line {
      ExportRecord.Line(
        id: id, register: register, .exported, date: row.date, amount: Money(amount, row.currency))
    }
    switch balances.rule.placement(of: row) {
    case .own: return [line(home, row.amountMinor)]
    case .move: return [line(home, row.amountMinor), line(row[.potID] ?? "", -row.amountMinor)]
    case .mirrored:
      var mirrored = line(home, row.amountMinor)
      mirrored.manner = .mirrored
      return [mirrored]
    }
  }
}

extension ExportRecord.Line {
  /// The line with the amount that a file has.
  fileprivate func exported(_ minor: Int64?, isLate: Bool) -> ExportRecord.Line {
    var line = self
    if manner != .mirrored { line.manner = isLate ? .late : .exported }
    if let minor {
      line.amount.minorUnits = (line.amount.minorUnits < 0) == (minor < 0) ? minor : -minor
    }
    return line
  }
}
