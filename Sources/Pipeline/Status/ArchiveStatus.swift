// The state of an archive as facts: what it holds, what is missing, what changed since the last exports.

package import Aggregate
package import Archive
import Disk
package import Enrich
package import Export
package import Model
import Write

/// The state of an archive.
package struct ArchiveStatus {
  /// One account or pot.
  package struct RegisterState {
    package let id: String
    package let slug: String
    /// The bank's word for its type; `pot` for a pot.
    package let type: String
    package let isClosed: Bool
    package let currency: Currency
    /// Rows of its own in the archive.
    package let rows: Int
    /// The time that is complete, from the first window to the last; nil when nothing is known.
    package let span: TimeWindow?
    package let missing: [MissingTime]
    /// Whether the bank refuses to list its rows.
    package let isRefused: Bool
    package let proof: Proof
    /// The balance after all rows, where it is known.
    package let balanceMinor: Int64?
  }

  /// One folder that exports went to.
  package struct DestinationState {
    package let name: String
    /// Periods that were exported to it, in order.
    package let periods: [String]
    /// Months between them that were not exported.
    package let skipped: [Month]
    package let differences: [RowDifference]
  }

  /// Rows without a readable id or time of one account: kept, and no part of the books.
  package struct UnreadableRows: Equatable {
    package let id: String
    package let slug: String
    package let count: Int
    /// The file that has them, below the archive.
    package let file: String
  }

  package let path: String
  package let byteCount: Int
  package let user: String?
  /// When the last fetch ended; nil when none did.
  package let fetched: Instant?
  /// The latest time that the rows and references know of; nil when they know none.
  package let knownUntil: Instant?
  /// What counts as now.
  package let asOf: Instant
  package let registers: [RegisterState]
  package let destinations: [DestinationState]
  /// Files that do not hold what was written into them.
  package let damage: [FileDamage]
  /// Rows without a readable id or time, by account.
  package let unreadable: [UnreadableRows]
  /// What is in no figure of spending or income, by who says so, over all rows.
  package let notCounted: [NotCounted]
  /// How many files were accepted as they are though they were damaged.
  package let acceptedCount: Int
  /// What every file holds; nil when they were not all read.
  package private(set) var verification: ArchiveVerification?

  /// Reads the state of an archive.
  ///
  /// - Parameters:
  ///   - folder: the folder of the archive.
  ///   - settings: what the run goes by.
  ///   - observer: who follows the reading.
  ///   - rules: the user's own rules, which say what counts.
  ///   - verifies: whether every file is read and looked into.
  /// - Throws: `PipelineError` when there is none; `ArchiveError`, `StorageError`.
  package init(
    _ folder: String, _ settings: PipelineSettings, _ observer: PipelineObserver,
    rules: Rules = .none, verifies: Bool = false
  ) throws {
    var reading = try ArchiveReading(folder)
    if verifies { verification = try reading.verify(observer) }
    let archive = reading.folder
    let dataset = try DatasetReader(settings, observer: observer).read(reading)
    path = folder
    byteCount = FolderContents.byteCount(of: folder)
    user = try archive.identity()
    fetched = try archive.fetchLog().fetches.last?.time
    knownUntil = dataset.knowledge.latest
    asOf = dataset.asOf
    let exports = try ExportStore(archive).destinations(settings.home).sorted { $0.key < $1.key }
      .map { (name: $0.key, exported: ExportHistory($0.value)) }
    var counts: [String: Int] = [:]
    var comparisons = exports.map { ExportDifferences($0.exported) }
    var leftOut = Summary.empty
    try EnrichedRowSource(dataset, rules: rules).visit { row, _ in
      leftOut.addLeftOut(row)
      let register = dataset.register(of: row[.accountID] ?? "")
      counts[register, default: 0] += 1
      for index in comparisons.indices { comparisons[index].learn(row, in: register) }
    }
    notCounted = NotCounted.all(of: leftOut)
    destinations = exports.indices.map {
      DestinationState(
        name: exports[$0].name, periods: exports[$0].exported.periods,
        skipped: exports[$0].exported.skippedMonths(),
        differences: comparisons[$0].finish())
    }
    let checked = dataset.archive ?? reading
    registers = ArchiveStatus.registers(dataset, checked.coverage, counts)
    damage = checked.damage
    unreadable = try archive.unreadableRowCounts().map { account, count in
      let id = checked.coverage.first { $0.accountID == account }?.potID ?? account
      let slug = dataset.accounts.ids.contains(id) ? dataset.accounts.slugs[id] : id
      return UnreadableRows(
        id: id, slug: slug, count: count, file: Layout.unreadable(of: account))
    }
    acceptedCount = try archive.acceptedCount()
  }

  private static func registers(
    _ dataset: Dataset, _ coverage: [AccountCoverage], _ counts: [String: Int]
  ) -> [RegisterState] {
    let book = dataset.knowledge.references
    let covered = Dictionary(
      coverage.map { ($0.potID ?? $0.accountID, $0) }, uniquingKeysWith: { first, _ in first })
    return dataset.accounts.ids.map { id in
      let (account, pot, coverage) = (book.accounts[id], book.pots[id], covered[id])
      var span: TimeWindow?
      if let first = coverage?.complete.first, let last = coverage?.complete.last {
        span = TimeWindow(since: first.since, before: last.before)
      }
      let known = [coverage?.opened, span?.since, coverage?.gaps.first?.window.since]
      let hasEnd = span != nil || coverage?.gaps.isEmpty == false
      let all = TimeWindow(
        since: known.compactMap(\.self).min() ?? .distantFuture,
        before: hasEnd ? .distantFuture : dataset.asOf)
      let proof = dataset.balances.proof(of: id)
      return RegisterState(
        id: id, slug: dataset.accounts.slugs[id], type: account?.type ?? (pot == nil ? "" : "pot"),
        isClosed: account?.isClosed ?? pot?.isDeleted ?? false,
        currency: account?.currency ?? pot?.currency ?? .gbp, rows: counts[id] ?? 0, span: span,
        missing: coverage.map { $0.isRefused ? [] : $0.missing(in: all) } ?? [],
        isRefused: coverage?.isRefused ?? false, proof: proof,
        // What rows add up to is no balance while no balance of the bank is known.
        balanceMinor: proof == .unproved(.noBalance) ? nil : dataset.balances.closing(of: id))
    }.sorted { $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8) }
  }
}
