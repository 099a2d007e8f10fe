// The pipeline, readable as its sentence: read the input, normalize it, settle the order, learn, enrich, and
// give the rows to whoever aggregates and writes them. The stages are pure; this is where they meet files.

import Aggregate
import Arguments
import Bytes
import Enrich
import Model
import Normalize
import Write

/// A history of rows that was read and normalized, in order and with all that is known of the whole.
final class History {
  private static let diagnosticsMax = 100

  private let session: Session
  private let store: RowStore
  private let keepsAllMetadata: Bool
  let records = RawRecords()
  /// What the whole teaches.
  private(set) var knowledge = Knowledge.empty
  /// Names that no rule knows, by what they name.
  private(set) var unknown = UnknownNames()
  private(set) var diagnosticCount = 0
  /// Transfers, refunds and recurring payments.
  private(set) lazy var links = Links(linking: knowledge, asOf: session.timeZone.date(of: asOf))
  /// Accounts and pots under people's names for them.
  private(set) lazy var accounts = AccountBook(knowledge, fixed: fixedNames)
  /// Openings and proofs of accounts and pots.
  private(set) lazy var books = Books(knowledge, links: links, openedAtZero: completeAccounts)
  /// Accounts and pots of which the input is known to hold every row since they were opened.
  var completeAccounts: Set<String> = []
  /// Slugs that accounts and pots were given before, by id.
  private var fixedNames: [String: String] = [:]
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
  ///   - session: the options and streams of the run.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  ///   - told: what is known beside the inputs.
  /// - Throws: `StorageError` when an input, or what is set aside of it, cannot be read or written.
  init(
    reading inputs: [InputReader], _ session: Session, keepsAllMetadata: Bool = true,
    told: Knowledge = .empty
  ) throws {
    self.session = session
    self.keepsAllMetadata = keepsAllMetadata
    store = RowStore(sources: records)
    var told = told
    for input in inputs { try read(input, &told) }
    if store.hasEachRowOnce {
      try store.settle { _ in }
      knowledge.merge(told)
    } else {
      // What was learned from every record must be learned again from what they settle to.
      knowledge = told
      try store.settle { knowledge.learn(superseded: $0) }
      try store.visit { row, _ in knowledge.learn(row) }
    }
    if diagnosticCount > History.diagnosticsMax {
      session.console.fault(
        "\(diagnosticCount - History.diagnosticsMax) more records could not be read", .badInput)
    }
    session.console.progress(nil)
    tellWhatIsUnknown()
  }

  /// Reads everything that an archive holds.
  convenience init(
    archive: ArchiveReading, _ session: Session, keepsAllMetadata: Bool = true
  ) throws {
    let inputs = try archive.inputs.map {
      try InputReader($0.name, path: archive.files.path($0.name), account: $0.account)
    }
    try self.init(
      reading: inputs, session, keepsAllMetadata: keepsAllMetadata, told: archive.told)
    completeAccounts = archive.completeAccounts
    fixedNames = archive.names
  }

  private func tellWhatIsUnknown() {
    for entry in unknown.sorted {
      let times = entry.count == 1 ? "once" : "\(entry.count) times"
      session.console.note("note: unknown \(entry.sort.name) '\(entry.name)', met \(times)")
    }
    if store.orphanCount > 0 {
      let rows = store.orphanCount == 1 ? "1 row" : "\(store.orphanCount) rows"
      session.console.note(
        "note: the account of \(rows) of statements is not known; give it with --account ID")
    }
  }

  private func read(_ reader: InputReader, _ told: inout Knowledge) throws {
    let number = records.add(reader.lasting)
    var options = Normalizer.Options(
      file: reader.name, zone: session.timeZone, account: reader.account ?? session.statementAccount
    )
    options.keepsAllMetadata = keepsAllMetadata
    var normalizer = Normalizer(options)
    let console = session.console
    func tell(_ bytes: Int) { console.progress("reading \(reader.name): \(bytes >> 20) MiB") }
    try reader.read(&normalizer, progress: tell) { outcome, normalizer in
      switch outcome {
      case .row:
        normalizer.row.rememberKey()
        try store.add(normalizer.row, from: Origin(normalizer.place, file: number))
        if store.hasEachRowOnce { knowledge.learn(normalizer.row) }
      case .reference(let reference): told.learn(reference)
      case .diagnostic(let diagnostic): report(diagnostic)
      }
    }
    unknown.merge(normalizer.unknown)
  }

  private func report(_ diagnostic: Diagnostic) {
    diagnosticCount += 1
    if diagnosticCount <= History.diagnosticsMax {
      session.console.fault("\(diagnostic)", .badInput)
    }
  }

  /// What counts as now: what the command line says, else the latest time in the input.
  var asOf: Instant { session[Options.asOf] ?? knowledge.latest ?? Instant(seconds: 0) }

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
    var balance = RunningBalance(books)
    try store.visit { row, origin in
      enricher.enrich(&row)
      row.balanceMinor = balance.balance(after: row)
      try body(&row, origin)
    }
    return enricher.ruleCounts
  }

  /// The first of the two passes that make registers.
  var registerSurvey: RegisterSurvey {
    RegisterSurvey(
      knowledge.references, potsByAccount: knowledge.potsByAccount, slugs: accounts.slugs)
  }

  /// The line of a register before its first entry.
  func line(of register: Register, _ period: Period) -> AccountLine {
    var facts = knowledge.references.balances.filter { $0.accountID == register.id }
    if let pot = knowledge.references.pots[register.id], let balance = pot.balanceMinor,
      facts.isEmpty
    {
      facts = [
        BalanceFact(accountID: pot.id, balanceMinor: balance, currency: pot.currency, seen: nil)
      ]
    }
    let opening =
      period.days.map { books.balance(of: register.id, before: $0.from) }
      ?? books.opening(of: register.id)
    return AccountLine(
      register, openingMinor: opening, bankBalance: facts.max(by: BalanceFact.isSeenBefore),
      proof: books.proof(of: register.id))
  }

  /// What a register holds at the end of a period by the rows that accounting files were given by then;
  /// nil when nothing tells.
  func closing(of register: Register, _ days: DayRange) -> Int64? {
    let next = days.through.adding(days: 1)
    return books.balance(of: register.id, before: next).flatMap {
      Int64(
        exactly: Int128($0) - books.pending(of: register.id, before: next)
          - register.givenLaterMinor)
    }
  }

  /// Tells which accounts and pots do not balance, and records it for the exit code.
  ///
  /// - Parameter wanted: the ids that the output is about; all when null.
  func tellGaps(of wanted: Set<String>? = nil) {
    for id in accounts.ids where wanted?.contains(id) ?? true {
      let book = knowledge.references
      let currency = book.accounts[id]?.currency ?? book.pots[id]?.currency ?? .gbp
      let proof = books.proof(of: id)
      guard case .gap = proof, let reason = proof.reason(in: currency) else { continue }
      session.console.fault("\(accounts.slugs[id]): the books do not balance: \(reason)", .gap)
    }
  }

  /// Gives every normalized row in order.
  func visit(_ body: (inout Row, Origin) throws -> Void) throws { try store.visit(body) }

}

extension Origin {
  init(_ place: RecordPlace, file: UInt32) {
    self.init(
      file: file, line: UInt32(truncatingIfNeeded: place.line), offset: UInt64(place.offset),
      length: UInt32(place.length))
  }
}

extension Session {
  /// The account of records that name none: the one that is named by its id.
  var statementAccount: String? {
    let named = self[Options.accounts]
    return named.count == 1 && named[0].hasPrefix("acc_") ? named[0] : nil
  }
}

extension BalanceFact {
  /// Orders facts by the time at which they were seen; one without a time is the last.
  fileprivate static func isSeenBefore(_ one: BalanceFact, _ other: BalanceFact) -> Bool {
    (one.seen ?? .distantFuture, one.balanceMinor) < (
      other.seen ?? .distantFuture, other.balanceMinor
    )
  }
}
