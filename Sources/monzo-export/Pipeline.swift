// The pipeline, readable as its sentence: read the input, normalize it, settle the order, learn, enrich, and
// give the rows to whoever aggregates and writes them. The stages are pure; this is where they meet files.

import Aggregate
import Archive
import Arguments
import Enrich
import Model
import Write

/// A history of rows that was read and normalized, in order and with all that is known of the whole.
final class Dataset {
  let context: CommandContext
  private let keepsAllMetadata: Bool
  private var intake: RowIntake
  /// The part of an archive whose rows are read when they are asked for; nil when all rows were read.
  private var excerpt: ArchiveExcerpt?
  let records = RawRecords()
  /// What the whole teaches.
  private(set) var knowledge = Knowledge.empty
  /// Transfers, refunds and recurring payments.
  private(set) lazy var links = Links(
    linking: knowledge, asOf: context.timeZone.date(of: asOf), movements: movements)
  private lazy var movements = knowledge.sortedMovements
  /// Accounts and pots under people's names for them.
  private(set) lazy var accounts = AccountBook(knowledge, fixed: archive?.names ?? [:])
  /// Openings and proofs of accounts and pots.
  private(set) lazy var balances = Balances(
    knowledge, links: links, openedAtZero: completeness.openedAtZero,
    completeSince: completeness.since, in: context.timeZone, movements: movements)
  /// How far back the rows of accounts and pots are known to be complete; of files nobody knows.
  private var completeness = RowCompleteness()
  /// The archive that is read; nil when files are.
  let archive: ArchiveReading?
  /// How many records could not be read.
  var diagnosticCount: Int { intake.diagnosticCount }
  /// Whether every row of the history is visited, and not only those around a period.
  var isWhole: Bool { excerpt == nil }
  /// The lines that stand before the rows in a stream.
  var references: [Reference] {
    var book = knowledge.references
    for (id, name) in knowledge.categoryNames { book.add(.category(id: id, name: name)) }
    return book.sorted
  }

  /// Reads, normalizes, settles and learns some inputs.
  ///
  /// - Parameters:
  ///   - inputs: what to read, in the order in which messages count them.
  ///   - context: the options and streams of the run.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  /// - Throws: `StorageError` when an input, or what is set aside of it, cannot be read or written.
  init(reading inputs: [InputReader], _ context: CommandContext, keepsAllMetadata: Bool = true)
    throws
  {
    self.context = context
    self.keepsAllMetadata = keepsAllMetadata
    archive = nil
    intake = RowIntake(context, records, keepsAllMetadata: keepsAllMetadata)
    for input in inputs { try intake.read(input) }
    knowledge = try intake.settle()
  }

  /// Reads an archive: everything, or of a period what is around it, when parts can tell of the whole.
  ///
  /// - Parameters:
  ///   - archive: the archive.
  ///   - period: the days that the output is about.
  ///   - context: the options and streams of the run.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  /// - Throws: `StorageError`, or a refusal when somebody changes the archive meanwhile.
  init(
    reading archive: ArchiveReading, _ period: Period, _ context: CommandContext,
    keepsAllMetadata: Bool = true
  ) throws {
    self.context = context
    self.keepsAllMetadata = keepsAllMetadata
    self.archive = archive
    intake = RowIntake(
      context, records, keepsAllMetadata: keepsAllMetadata, isOfArchive: true)
    for part in archive.references { try intake.read(archive.input(part)) }
    let excerpt = ArchiveExcerpt(archive, period)
    if excerpt.isPart, let known = try excerpt.knowledge(context.timeZone, told: intake.told) {
      knowledge = known
      self.excerpt = excerpt
    } else {
      for part in archive.transactions + archive.imports { try intake.read(archive.input(part)) }
      knowledge = try intake.settle()
      knowledge.merge(archive.told)
    }
    completeness = RowCompleteness(archive.coverage, knowledge.references)
    context.bankTime.learn(knowledge.latest)
  }

  /// Also reads the months in which rows were made, when only a part of an archive is read.
  func include(rowsMadeAt times: some Sequence<Instant>) { excerpt?.include(times) }

  /// What counts as now: what the command line says, else the latest time in the input.
  var asOf: Instant { context.settings.asOf ?? knowledge.latest ?? Instant(seconds: 0) }

  /// When the first account was opened, or the first payment made if that is earlier; nil when nobody knows.
  var begins: Instant? {
    let opened = knowledge.references.accounts.values.compactMap(\.created)
    let covered = archive?.coverage.compactMap(\.opened) ?? []
    let paid = knowledge.movements.lazy.map(\.created).min()
    return (opened + covered + [paid].compactMap(\.self)).min()
  }

  /// Gives every normalized row in order.
  func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    try readExcerpt()
    try intake.store.visit(body)
  }

  /// Reads the rows that are wanted and not read yet.
  private func readExcerpt() throws {
    guard let archive, let parts = excerpt?.takeUnread() else { return }
    intake = RowIntake(
      context, records, keepsAllMetadata: keepsAllMetadata, isOfArchive: true)
    for part in parts { try intake.read(archive.input(part)) }
    _ = try intake.settle()
  }

  /// Gives every enriched row in order; may be called again.
  ///
  /// - Parameters:
  ///   - rules: the person's own rules.
  ///   - body: takes each row with the place of its record.
  /// - Returns: how often each rule matched.
  /// - Throws: `StorageError`, or what `body` throws.
  @discardableResult
  func visitEnriched(by rules: Rules = .none, _ body: (inout Row, Origin) throws -> Void) throws
    -> RuleCounts
  {
    var enricher = Enricher(knowledge, rules: rules, links: links)
    var balance = RunningBalance(balances)
    try visit { row, origin in
      enricher.enrich(&row)
      row.balanceMinor = balance.balance(after: row)
      try body(&row, origin)
    }
    return enricher.ruleCounts
  }
}

extension CommandContext {
  /// The account of records that name none: the one that is named by its id.
  var statementAccount: String? {
    if let accountOfStatements { return accountOfStatements }
    let named = self[Options.accounts]
    return named.count == 1 && named[0].hasPrefix("acc_") ? named[0] : nil
  }
}
