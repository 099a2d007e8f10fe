// `manifest.json`: what an export wrote, what it left out and why, and whether the books balance. It is the
// first file to look at when a figure surprises, and the one that a script reads.

public import Aggregate
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

    /// Creates the line of a file.
    public init(name: String, bytes: Int, rows: Int?) {
      self.name = name
      self.bytes = bytes
      self.rows = rows
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

    /// Creates the line of an entry of a register.
    public init(_ register: Register, _ entry: Register.Entry) {
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
  /// How many rows have another month in UTC, as the bank's own CSV counts.
  public var otherMonthInUTC = 0

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
    var json = IndentedJSON()
    json.object { json in
      json.member("version") { $0.string(version) }
      json.member("period") { $0.string(period) }
      json.member("from") { $0.string(days.map { "\($0.from)" }) }
      json.member("to") { $0.string(days.map { "\($0.through)" }) }
      json.member("time_zone") { $0.string(timeZone) }
      json.member("as_of") { $0.string("\(asOf)") }
      json.member("options") { json in
        json.object { json in
          for option in options { json.member(option.name) { $0.string(option.value) } }
        }
      }
      json.member("files") { json in json.array { json in files.forEachElement(&json, write) } }
      json.member("accounts") { json in
        json.array { json in accounts.forEachElement(&json, write) }
      }
      json.member("left_out") { writeLeftOut(&$0) }
      json.member("late") { json in json.array { json in late.forEachElement(&json, write) } }
      json.member("changed_since_given") { json in
        json.array { json in changes.forEachElement(&json, write) }
      }
      json.member("other_month_in_utc") { $0.integer(Int128(otherMonthInUTC)) }
    }
    return json.finished
  }

  private func write(_ file: File, _ json: inout IndentedJSON) {
    json.line { json in
      json.member("name") { $0.string(file.name) }
      json.member("bytes") { $0.integer(Int128(file.bytes)) }
      json.member("rows") { $0.integer(file.rows.map { Int128($0) }) }
    }
  }

  private func write(_ account: AccountLine, _ json: inout IndentedJSON) {
    json.object { json in
      json.member("account") { $0.string(account.slug) }
      json.member("title") { $0.string(account.title) }
      json.member("currency") { $0.string(account.currency.code) }
      json.member("rows") { $0.integer(Int128(account.count)) }
      json.member("opening_minor") { $0.integer(account.openingMinor.map { Int128($0) }) }
      json.member("in_minor") { $0.integer(account.inMinor) }
      json.member("out_minor") { $0.integer(account.outMinor) }
      json.member("pending_minor") { $0.integer(account.pendingMinor) }
      json.member("closing_minor") { $0.integer(account.closingMinor) }
      json.member("late_in_minor") { $0.integer(account.lateInMinor) }
      json.member("late_out_minor") { $0.integer(account.lateOutMinor) }
      json.member("bank_balance_minor") { json in
        json.integer(account.bankBalance.map { Int128($0.balanceMinor) })
      }
      json.member("bank_balance_seen") { json in
        json.string(account.bankBalance?.seen.map { "\($0)" })
      }
      json.member("proof") { $0.string("\(account.proof.word)") }
      json.member("proof_reason") { $0.string(account.proof.reason(in: account.currency)) }
    }
  }

  private func write(_ row: Late, _ json: inout IndentedJSON) {
    json.line { json in
      json.member("id") { $0.string(row.id) }
      json.member("account") { $0.string(row.slug) }
      json.member("date") { $0.string("\(row.date)") }
      json.member("amount_minor") { $0.integer(Int128(row.amount.minorUnits)) }
    }
  }

  private func write(_ entry: (slug: String, change: ExportedChange), _ json: inout IndentedJSON) {
    let change = entry.change
    json.line { json in
      json.member("id") { $0.string(change.id) }
      json.member("account") { $0.string(entry.slug) }
      json.member("date") { $0.string("\(change.date)") }
      json.member("given_with") { $0.string(change.period) }
      json.member("was_minor") { $0.integer(change.was.map { Int128($0.minorUnits) }) }
      json.member("now_minor") { $0.integer(change.now.map { Int128($0.minorUnits) }) }
      json.member("outcome") { $0.string(change.outcome.rawValue) }
    }
  }

  private func writeLeftOut(_ json: inout IndentedJSON) {
    let lists = [
      ("pending", leftOut.pending), ("declined", leftOut.declined), ("zero", leftOut.zero),
      ("given", leftOut.exported),
    ]
    json.object { json in
      for (reason, ids) in lists {
        json.member(reason) { json in
          json.array { json in ids.forEachElement(&json) { id, json in json.string(id) } }
        }
      }
    }
  }
}

extension Array {
  fileprivate func forEachElement(
    _ json: inout IndentedJSON, _ write: (Element, inout IndentedJSON) -> Void
  ) {
    for value in self { json.element { write(value, &$0) } }
  }
}
