// `manifest.json`: what an export wrote, what it left out and why, and whether the books balance. It is the
// first file to look at when a figure surprises, and the one that a script reads.

public import Aggregate
internal import Bytes
public import Model
public import Write

/// What an export says about itself.
public struct Manifest: Sendable {
  /// One file of the export.
  public struct File: Equatable, Sendable {
    /// The name below the folder of the export.
    public var name: String
    /// The size in bytes.
    public var bytes: Int
    /// How many rows or entries it holds; nil when it holds none by nature.
    public var rows: Int?
    /// The id of the one register that it is of; nil for a file of several, or of none.
    public var register: String?

    /// Creates the line of a file.
    public init(name: String, bytes: Int, rows: Int?) {
      self.name = name
      self.bytes = bytes
      self.rows = rows
    }
  }

  /// A file of the archive that is not what was written into it.
  public struct Damage: Equatable, Sendable {
    /// The file, below the archive.
    public var path: String
    /// The time of which rows may be lost; nil when the file holds no rows, and where nobody knows.
    public var window: TimeWindow?

    /// Creates the line of a file.
    public init(path: String, window: TimeWindow?) {
      self.path = path
      self.window = window
    }
  }

  /// A row of an earlier day that is in the accounting files.
  public struct Late: Equatable, Sendable {
    /// The row's id.
    public var id: String
    /// The slug of the register that it is in.
    public var slug: String
    /// The row's day.
    public var date: CivilDate
    /// The amount, credit-positive for the register.
    public var amount: Money
    /// Whether an earlier export left it out because it was pending; else nothing was known of it.
    public var isSettledLate: Bool

    /// Creates the line of an entry of a register.
    public init(_ register: Register, _ entry: Register.Entry, isSettledLate: Bool) {
      self.isSettledLate = isSettledLate
      id = entry.row[.id] ?? ""
      slug = register.slug
      date = entry.row.date
      amount = Money(entry.amountMinor, register.currency)
    }
  }

  /// The program's version.
  public var version: String
  /// The period's name, as the folder has it.
  public var period: String
  /// The days of the period; nil for everything.
  public var days: DayRange?
  /// Whose days the report counts in.
  public var timeZone: String
  /// Whether only some of the rows were chosen, so that it is no statement: no opening, no closing, no proof.
  public var isFiltered = false
  /// What counted as now.
  public var asOf: Instant
  /// The options that shaped the files, name and value, in order.
  public var options: [(name: String, value: String)]
  /// The files, in the order in which they were written.
  public var files: [File] = []
  /// Accounts and pots by slug.
  public var accounts: [AccountLine] = []
  /// What the accounting files do not hold.
  public var leftOut = LeftOut()
  /// Rows of earlier days that are in the accounting files, once for every register that they are in.
  public var late: [Late] = []
  /// Rows that were exported before and are something else now, with the slugs of their registers.
  public var changes: [(slug: String, change: ExportedChange)] = []
  /// Entries that correct what was exported before, with the slugs of their registers.
  public var adjustments: [(slug: String, adjustment: ExportAdjustment)] = []
  /// What the record of the export says.
  public var record: ExportRecord?
  /// Whether everything in it is made up, so that it is nobody's history.
  public var isDemo = false
  /// What was damaged of the archive that the export was made from, as the run reported it.
  public var damage: [Damage] = []
  /// What is in no figure of spending or income, by who says so.
  public var notCounted: [NotCounted] = []
  /// What whoever imports the files should know of them.
  public var hints: [FileHint] = []
  /// How many rows have another month in UTC, as the bank's own CSV counts.
  public var otherMonthInUTC = 0
  /// Those rows, where they are asked for.
  public var otherMonth: [OtherMonth] = []
  /// What accounts and pots held when the period began, where books begin with it.
  public var openings: [Opening] = []

  /// Creates the manifest of an export that has no files yet.
  public init(
    version: String, period: String, days: DayRange?, timeZone: String, asOf: Instant,
    options: [(name: String, value: String)] = []
  ) {
    self.version = version
    self.period = period
    self.days = days
    self.timeZone = timeZone
    self.asOf = asOf
    self.options = options
  }

  /// The bytes of `manifest.json`.
  ///
  /// Its keys stay as scripts know them: `given` there is exported here.
  public var json: [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("version", version)
      json.member("period", period)
      json.member("from", days?.firstDay.map { "\($0)" })
      json.member("to", days?.lastDay.map { "\($0)" })
      json.member("time_zone", timeZone)
      json.member("as_of", "\(asOf)")
      json.member("filtered", isFiltered)
      if isDemo { json.member("demo", true) }
      json.member("options") { json in
        for option in options { json.member(option.name, option.value) }
      }
      json.member("files", each: files, in: .spaced, write)
      json.member("accounts", each: accounts, write)
      json.member("left_out", writeLeftOut)
      json.member("late", each: late, in: .spaced, write)
      json.member("changed_since_given", each: changes, in: .spaced, write)
      if !adjustments.isEmpty { json.member("adjustments", each: adjustments, in: .spaced, write) }
      json.member("other_month_in_utc", otherMonthInUTC)
      if !otherMonth.isEmpty {
        json.member("other_month_rows", each: otherMonth, in: .spaced) { $0.write(to: &$1) }
      }
      if !openings.isEmpty { json.member("openings", each: openings, in: .spaced, write) }
      json.member("not_counted", each: notCounted, in: .spaced) { $0.write(to: &$1) }
      if !damage.isEmpty { json.member("damage", each: damage, in: .spaced, write) }
      if let record {
        json.member("complete_for", texts: record.accounts ?? ["all"])
        json.member("history", each: record.sortedLines, in: .spaced) { $0.write(to: &$1) }
      }
    }
  }

  private func write(_ file: File, _ json: inout JSONWriter) {
    json.member("name", file.name)
    json.member("bytes", file.bytes)
    json.member("rows", file.rows)
    guard let line = accounts.first(where: { $0.id == file.register }) else { return }
    json.member("account", line.slug)
    json.member("register", line.title)
    writeIdentity(of: line, &json)
  }

  /// The ids that the bank and importers know a register by.
  private func writeIdentity(of line: AccountLine, _ json: inout JSONWriter) {
    json.member("account_id", line.id)
    json.member("acctid", OFXIdentity.accountID(of: line.owner, register: line.id))
  }

  private func write(_ account: AccountLine, _ json: inout JSONWriter) {
    json.member("account", account.slug)
    json.member("title", account.title)
    writeIdentity(of: account, &json)
    json.member("currency", account.currency.code)
    json.member("rows", account.count)
    json.member("opening_minor", account.openingMinor)
    json.member("in_minor", account.inMinor)
    json.member("out_minor", account.outMinor)
    json.member("pending_minor", account.pendingMinor)
    json.member("closing_minor", account.closingMinor)
    json.member("ledger_minor", account.ledger.minor)
    json.member("ledger_of", account.ledger.isOfBank ? "bank" : "rows")
    json.member("late_in_minor", account.lateInMinor)
    json.member("late_out_minor", account.lateOutMinor)
    json.member("bank_balance_minor", account.bankBalance?.balanceMinor)
    json.member("bank_balance_seen", account.bankBalance?.seen?.description)
    json.member("proof", "\(account.proof.word)")
    json.member("proof_reason", account.proof.reason(in: account.currency))
  }

  private func write(_ opening: Opening, _ json: inout JSONWriter) {
    json.member("account", opening.slug)
    json.member("date", opening.day.map { "\($0)" })
    json.member("currency", opening.currency.code)
    json.member("opening_minor", opening.minor)
  }

  private func write(_ damage: Damage, _ json: inout JSONWriter) {
    json.member("path", damage.path)
    json.member("since", damage.window?.since.description)
    json.member("before", damage.window?.before.description)
  }

  private func write(_ row: Late, _ json: inout JSONWriter) {
    json.member("id", row.id)
    json.member("account", row.slug)
    json.member("date", "\(row.date)")
    json.member("amount_minor", row.amount.minorUnits)
    json.member("change", row.isSettledLate ? "settled" : "new")
  }

  private func write(
    _ entry: (slug: String, adjustment: ExportAdjustment), _ json: inout JSONWriter
  ) {
    let adjustment = entry.adjustment
    json.member("id", adjustment.id)
    json.member("of", adjustment.row)
    json.member("account", entry.slug)
    json.member("date", "\(adjustment.date)")
    json.member("was_minor", adjustment.was.minorUnits)
    json.member("now_minor", adjustment.now.minorUnits)
    json.member("amount_minor", adjustment.amount.minorUnits)
  }

  private func write(_ entry: (slug: String, change: ExportedChange), _ json: inout JSONWriter) {
    let change = entry.change
    json.member("id", change.id)
    json.member("account", entry.slug)
    json.member("date", "\(change.date)")
    json.member("given_with", change.period)
    json.member("was_minor", change.was?.minorUnits)
    json.member("now_minor", change.now?.minorUnits)
    json.member("outcome", change.outcome.rawValue)
    if let day = change.movedTo { json.member("moved_to", "\(day)") }
  }

  private func writeLeftOut(_ json: inout JSONWriter) {
    let lists = [
      ("pending", leftOut.pending), ("declined", leftOut.declined), ("zero", leftOut.zero),
      ("given", leftOut.exported),
    ]
    for (reason, ids) in lists { json.member(reason, texts: ids) }
  }
}
