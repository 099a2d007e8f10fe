// What is known of a history once it was read: links, balances, names, what counts as now. It reads nothing
// itself; its rows come from a row source.

package import Aggregate
import Archive
import Bytes
package import Disk
import Enrich
public import Model
import Write

/// A history of rows that was read and normalized, with all that is known of the whole.
public final class Dataset {
  /// The settings that it was read with.
  public let settings: PipelineSettings
  /// The archive that was read; nil when files were.
  package let archive: ArchiveReading?
  /// What the whole teaches.
  package let knowledge: Knowledge
  /// How many records could not be read.
  public let unreadableCount: Int
  /// Whether every row of the history is visited, and not only those around a period.
  package let isWhole: Bool
  private let source: any RowSource
  private let records: RawRecords

  /// Transfers, refunds and recurring payments.
  package private(set) lazy var links = Links(
    linking: knowledge, asOf: settings.timeZone.date(of: asOf), movements: movements)
  private lazy var movements = knowledge.sortedMovements
  /// Accounts and pots under people's names for them.
  package private(set) lazy var accounts = AccountBook(knowledge, fixed: archive?.names ?? [:])
  /// What rows call them.
  private(set) lazy var registerNames = RegisterNames(knowledge, accounts.slugs)
  /// Openings and proofs of accounts and pots.
  package private(set) lazy var balances: Balances = {
    // How far back the rows are known to be complete; of files nobody knows.
    let completeness =
      archive.map { RowCompleteness($0.coverage, knowledge.references) } ?? RowCompleteness()
    return Balances(
      knowledge, links: links, openedAtZero: completeness.openedAtZero,
      completeSince: completeness.since, in: settings.timeZone, movements: movements)
  }()

  init(
    _ settings: PipelineSettings, _ knowledge: Knowledge, _ source: any RowSource,
    _ records: RawRecords, of archive: ArchiveReading? = nil, isWhole: Bool = true,
    unreadableCount: Int
  ) {
    self.settings = settings
    self.knowledge = knowledge
    self.source = source
    self.records = records
    self.archive = archive
    self.isWhole = isWhole
    self.unreadableCount = unreadableCount
  }

  /// The lines that come before the rows in a stream.
  package var references: [Reference] {
    var book = knowledge.references
    for (id, name) in knowledge.categoryNames { book.add(.category(id: id, name: name)) }
    return book.sorted
  }

  /// What counts as now: what the settings say, else the latest time in the input.
  public var asOf: Instant { settings.asOf ?? knowledge.latest ?? Instant(seconds: 0) }

  /// When the first account was opened, or the first payment made if that is earlier; nil when nobody knows.
  public var begins: Instant? {
    let opened = knowledge.references.accounts.values.compactMap(\.created)
    let covered = archive?.coverage.compactMap(\.opened) ?? []
    let paid = knowledge.movements.lazy.map(\.created).min()
    return (opened + covered + [paid].compactMap(\.self)).min()
  }

  /// The last month that is over, or an earlier one when there are not rows enough to reach it.
  package var lastWholeMonth: Month {
    get throws {
      let over = settings.timeZone.date(of: asOf).month.previous
      var latest = over
      try visit { row, _ in latest = row.date.month }
      return min(over, latest)
    }
  }

  /// The days of the first and the last payment; nil without any.
  package var span: DayRange? {
    let times = knowledge.movements.lazy.map(\.created)
    guard let first = times.min(), let last = times.max() else { return nil }
    return DayRange(
      from: settings.timeZone.date(of: first), through: settings.timeZone.date(of: last))
  }

  /// Whether money moved in a period.
  package func hasPayments(in period: Period) -> Bool {
    guard let days = period.days else { return !knowledge.movements.isEmpty }
    return knowledge.movements.contains { days.contains(CivilDate(days: $0.day)) }
  }

  /// The days on which the salary came; none when no money comes in regularly.
  package var paydays: [CivilDate] {
    links.salary(knowledge).map { links.days(of: $0, movements) } ?? []
  }

  /// The names of the user's own categories, by id.
  package var categoryNames: [String: String] { knowledge.categoryNames }

  /// The account, or the pot whose hidden account it is.
  package func register(of account: String) -> String {
    knowledge.pot(ofAccount: account)?.id ?? account
  }

  /// Visits every normalized row in order; may be called again.
  package func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    try source.visit(body)
  }

  /// Visits every normalized row of some months of UTC, and maybe of others, also where the dataset visits fewer.
  package func visit(months: Set<Month>, _ body: (inout Row) throws -> Void) throws {
    guard !isWhole, let archive else { return try visit { row, _ in try body(&row) } }
    let rows = try DatasetReader(settings).rows(of: archive, in: months)
    try rows.visit { row, _ in try body(&row) }
  }

  /// The bytes of a row's record, white space between the tokens of JSON gone.
  package func record(at origin: Origin) throws -> [UInt8] { try records.raw(origin) }
}

extension Dataset {
  /// Where no output of the history may go.
  package var guarded: OutputFolder.Guarded {
    OutputFolder.Guarded(
      home: settings.home,
      archives: [settings.archive, archive?.disk.place].compactMap(\.self))
  }
}
