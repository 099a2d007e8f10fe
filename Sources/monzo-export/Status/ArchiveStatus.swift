// The state of an archive as facts: what it holds, what is missing, what changed since the last exports.

import Aggregate
import Archive
import Enrich
import Export
import Fetch
import Foundation
import Model
import Write

/// The state of an archive.
struct ArchiveStatus {
  /// One account or pot.
  struct RegisterState {
    let id: String
    let slug: String
    /// The bank's word for its type; `pot` for a pot.
    let type: String
    let isClosed: Bool
    let currency: Currency
    /// Rows of its own in the archive.
    let rows: Int
    /// The time that is complete, from the first window to the last; nil when nothing is known.
    let span: TimeWindow?
    let missing: [MissingTime]
    /// Whether the bank refuses to list its rows.
    let isRefused: Bool
    let proof: Proof
    /// The balance after all rows, where it is known.
    let balanceMinor: Int64?
  }

  /// One folder that exports went to.
  struct DestinationState {
    let name: String
    /// Periods that it was given, in order.
    let periods: [String]
    let differences: [RowDifference]
  }

  let path: String
  let byteCount: Int
  let user: String?
  /// When the last fetch ended; nil when none did.
  let fetched: Instant?
  /// The latest time that the archive knows of.
  let asOf: Instant
  let consent: Consent?
  /// What time it is for the consent.
  let consentTime: Instant
  let registers: [RegisterState]
  let destinations: [DestinationState]

  init(_ context: CommandContext) throws {
    let folder = try context.archivePath()
    let reading = try ArchiveReading(folder)
    let archive = try ArchiveFolder(reading: SystemDisk(folder))
    let history = try Dataset(reading: reading, .everything, context)
    path = folder
    byteCount = ArchiveStatus.size(of: folder)
    user = try archive.identity()
    fetched = try archive.fetches().last?.time
    asOf = history.asOf
    consent = context.consent()
    consentTime = consent.map(context.time) ?? asOf
    let exports = try ExportStore(archive).records().sorted { $0.key < $1.key }
      .map { (name: $0.key, ledger: ExportHistory($0.value)) }
    var counts: [String: Int] = [:]
    var comparisons = exports.map { ExportDifferences($0.ledger) }
    try history.visitEnriched { row, _ in
      let register = history.register(of: row[.accountID] ?? "")
      counts[register, default: 0] += 1
      for index in comparisons.indices { comparisons[index].learn(row, in: register) }
    }
    destinations = exports.indices.map {
      DestinationState(
        name: exports[$0].name, periods: exports[$0].ledger.periods,
        differences: comparisons[$0].finish())
    }
    registers = ArchiveStatus.registers(history, reading.coverage, counts)
  }

  private static func registers(
    _ history: Dataset, _ coverage: [AccountCoverage], _ counts: [String: Int]
  ) -> [RegisterState] {
    let book = history.knowledge.references
    let covered = Dictionary(
      coverage.map { ($0.potID ?? $0.accountID, $0) }, uniquingKeysWith: { first, _ in first })
    return history.accounts.ids.map { id in
      let (account, pot, coverage) = (book.accounts[id], book.pots[id], covered[id])
      var span: TimeWindow?
      if let first = coverage?.complete.first, let last = coverage?.complete.last {
        span = TimeWindow(since: first.since, before: last.before)
      }
      let known = [coverage?.opened, span?.since, coverage?.gaps.first?.window.since]
      let hasEnd = span != nil || coverage?.gaps.isEmpty == false
      let all = TimeWindow(
        since: known.compactMap(\.self).min() ?? .distantFuture,
        before: hasEnd ? .distantFuture : history.asOf)
      let proof = history.balances.proof(of: id)
      return RegisterState(
        id: id, slug: history.accounts.slugs[id], type: account?.type ?? (pot == nil ? "" : "pot"),
        isClosed: account?.isClosed ?? pot?.isDeleted ?? false,
        currency: account?.currency ?? pot?.currency ?? .gbp, rows: counts[id] ?? 0, span: span,
        missing: coverage.map { $0.isRefused ? [] : $0.missing(in: all) } ?? [],
        isRefused: coverage?.isRefused ?? false, proof: proof,
        // What rows add up to is no balance while the bank has told none.
        balanceMinor: proof == .unproved(.noBalance) ? nil : history.balances.closing(of: id))
    }.sorted { $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8) }
  }

  /// The bytes of all files in a folder.
  private static func size(of folder: String) -> Int {
    let walk = FileManager.default.enumerator(atPath: folder)
    var sum = 0
    while walk?.nextObject() != nil {
      guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      sum += (walk?.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0
    }
    return sum
  }
}
