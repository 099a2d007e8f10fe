// Every option of the program, defined once. Commands list the ones that they take.

import Aggregate
import Arguments
import Calendar
import Model
import Normalize
import Output
import Pipeline
import Sandbox
import Statements
import Write

enum Options {
  // MARK: Input

  static let files = Positional.repeating(
    .text("file"),
    help:
      "files to read instead of the archive: API answers, Open Banking, CSV, rows; '-' is standard input"
  )
  static let rules = Option.value(
    "rules", .text("file"), default: "rules.json5 in the archive",
    help: "rules for payees, categories and tags (relaxed JSON)")

  static let statementAccount = Option.values(
    "account", .text("account"), help: "the id of the account of statements that name none")
  static let dates = Option.value(
    "dates", .choice("order", of: DateOrder.self),
    help: "the order of day and month in statements whose dates do not say it")

  // MARK: Which rows

  static let accounts = Option.values(
    "account", .text("account"),
    help: "only this account: slug, type or id; also the account of statements that name none")
  static let month = Option.value(
    "month", ValueType("YYYY-MM", expected: "a month such as 2026-06") { Month($0) },
    help: "only this month")
  static let year = Option.value(
    "year", ValueType("YYYY", expected: "a year such as 2026", read: CalendarYear.init),
    help: "only this year")
  static let taxYear = Option.value(
    "tax-year",
    ValueType("YYYY-YY", expected: "two years in a row such as 2025-26") { TaxYear($0) },
    help: "only this UK tax year, 6 April to 5 April")
  static let quarter = Option.value(
    "quarter", ValueType("YYYY-Qn", expected: "a quarter such as 2026-Q2") { Quarter($0) },
    help: "only this quarter of the calendar")
  static let vatQuarter = Option.value(
    "vat-quarter",
    ValueType(
      "YYYY-Qn", expected: "a quarter such as 2026-Q2, or the month that it ends with, 2026-04"
    ) { VATQuarterName($0) },
    help: "only the VAT quarter that ends in this quarter, or with a month such as 2026-04")
  static let vatStagger = Option.value(
    "vat-stagger",
    ValueType("group", expected: "1, 2 or 3") { Int($0).flatMap(VATStagger.init(rawValue:)) },
    default: "1", help: "your group: VAT quarters end in March (1), April (2) or May (3) and so on")
  static let payCycle = Option.value(
    "pay-cycle",
    ValueType(
      "rule",
      expected:
        "'payday', a day of the month such as 25, 'last-working-day', or one such as 'first-monday'",
      suggestions: PayRule.words
    ) { PayRule($0) },
    help:
      "from payday to payday: 25, last-working-day, first-monday, or payday to follow the salary")
  static let bankHolidays = Option.value(
    "bank-holidays", .choice("nation", of: Nation.self), default: "england-and-wales",
    help: "whose bank holidays move a payday to the working day before")
  static let from = Option.value(
    "from", ValueType("YYYY-MM-DD", expected: "a day such as 2026-06-30") { CivilDate($0) },
    help: "from this day")
  static let through = Option.value(
    "to", ValueType("YYYY-MM-DD", expected: "a day such as 2026-06-30") { CivilDate($0) },
    help: "up to and including this day"
  )
  static let categories = Option.values("category", .text("category"), help: "only this category")
  static let tags = Option.values("tag", .text("tag"), help: "only this tag")
  static let kinds = Option.values(
    "kind", .choice("kind", Kind.allCases.map { "\($0.name)" }), help: "only this kind")
  static let merchants = Option.values(
    "merchant", .text("name"), help: "only this merchant or payee")

  // MARK: Output

  static let format = Option.value(
    "format", short: "f", .choice("format", of: Format.self), default: "csv", help: "file format")
  static let target = Option.value(
    "for", .text("target"),
    help:
      "the form of one program: \(Target.all.map(\.name).joined(separator: ", ")), or one of your own"
  )
  static let output = Option.value(
    "output", short: "o", .text("file"), default: "-", help: "write to this file")
  static let out = out(default: nil)
  static func out(default folder: String?) -> Option<String?> {
    .value("out", .text("dir"), default: folder, help: "write to this folder")
  }
  static let templates = Option.value(
    "templates", .text("dir"), help: "templates that replace the built-in ones of the same name")
  static let dateBasis = Option.value(
    "date-basis", .choice("basis", of: Basis.self), default: "created",
    help: "which date OFX and QIF use, and periods go by")
  static let pots = Option.value(
    "pots", .choice("how", of: PotStyle.self), default: "separate",
    help: "pots in OFX and QIF: as accounts of their own, merged into their account, or omitted")
  static let includePending = Option.flag(
    "include-pending", help: "also write transactions to OFX and QIF whose amount can still change")
  static let emptyStatements = Option.flag(
    "empty-statements", help: "also write statements of accounts and pots without a transaction")
  static let listOtherMonth = Option.flag(
    "list-other-month", help: "list the transactions that fall in a different month in UTC")
  static let openings = Option.flag(
    "openings", help: "write opening balances, for books that begin with this period")
  static let noOpenings = Option.flag(
    "no-openings", help: "write no opening balances with the first export to a folder")
  static let shape: [any OptionKey] = [
    dateBasis, pots, includePending, emptyStatements, listOtherMonth,
  ]
  static let ofxVersion = Option.value(
    "ofx-version", .choice("version", of: OFXVersion.self), default: "1.0.2",
    help: "version of OFX; 2.1.1 is XML, which some programs read no accents in")
  static let ofxSingle = Option.flag("ofx-single", help: "all accounts and pots in one OFX file")
  static let qifDate = Option.value(
    "qif-date", .choice("order", of: QIFDateOrder.self), default: "dmy",
    help: "date format in QIF")

  static let charset = Option.value(
    "charset", .choice("charset", of: Charset.self), default: "utf-8",
    help: "character set of QIF; cp1252 for older Windows programs")

  static let journalPer = Option.value(
    "journal-per", .choice("period", of: JournalPeriod.self), default: "export",
    help: "'month': a journal file for each month, which the first includes; needs --out")

  /// Every command says what its JSON is; it is looked up as `json`.
  static func json(_ help: String) -> Option<Bool> { .flag("json", help: help) }
  static let json = json("print the manifest as JSON")
  static let jsonAnswer = json("print one JSON object instead of text")

  static let checkMapping = Option.flag(
    "check-mapping", help: "list what 'chart' does not map to an account; write nothing")

  // MARK: Month

  static let offline = Option.flag("offline", help: "use the archive only; fetch nothing")
  static let noLate = Option.flag(
    "no-late", help: "leave out transactions of earlier months that were never exported")
  static let catchUp = Option.flag(
    "catch-up", help: "first export every earlier month that was skipped, in order")
  static let adjust = Option.flag(
    "adjust", help: "add entries to OFX and QIF that correct what changed after it was exported")
  static let onlyNew = Option.flag(
    "only-new", help: "only what was never exported to the folder of --out")

  // MARK: Diff

  static let since = Option.value(
    "since",
    ValueType(
      "when",
      expected: "'fetch', 'export', or a day or a time such as 2026-06-30 or '2026-06-30 18:05'"
    ) {
      DiffSince($0)
    }, default: "fetch", help: "'fetch', 'export', a day or a time")

  // MARK: Demo

  static let seed = Option.value(
    "seed", ValueType("number", expected: "a whole number of at least 0") { UInt64($0) },
    default: "1",
    help: "which household to generate")
  static let transactions = Option.value(
    "transactions", ValueType("number", expected: "a whole number of at least 1", read: positive),
    help: "how many transactions to generate [default: three years of one household]")
  static let records = Option.value(
    "records", .text("file"), help: "write only the bank's raw records, one per line")

  // MARK: Sandbox

  static let port = Option.value(
    "port", ValueType("number", expected: "0, for any that is free, to 65535", read: small),
    default: "8913", help: "port to listen on; 0 for any free port")
  static let years = Option.value(
    "years", ValueType("number", expected: "3 to 20", read: years),
    help: "age of the current account [default: three years]")
  static let latency = Option.value(
    "latency", ValueType("time", expected: "milliseconds such as 300ms", read: milliseconds),
    default: "0ms", help: "delay every response by this long")
  static let faults = Option.value(
    "faults",
    ValueType("rates", expected: "kinds and rates of 0 to 1 such as 429=0.05,drop=0.02") { text in
      (try? Faults(parsing: text, seed: 0)).map { _ in text }
    },
    help: "which faults, and how often")

  // MARK: Common

  static let timeZone = Option.value(
    "time-zone", .text("id"), default: "Europe/London", help: "time zone for report dates")
  static let asOf = asOf(
    default: "the latest time in the input", help: "treat this time as now")
  static let endOfHistory = asOf(
    default: "this machine's time", help: "when the history ends and the bank's clock starts")
  private static func asOf(default time: String, help: String) -> Option<Instant?> {
    .value(
      "as-of",
      ValueType("time", expected: "a day or a time such as 2026-06-30T12:00:00Z", read: instant),
      default: time, help: help)
  }
  static let quiet = Option.flag("quiet", short: "q", help: "only print errors")

  static let archive = Option.value(
    "archive", .text("dir"), default: "~/.local/share/monzo-export",
    environment: "MONZO_EXPORT_ARCHIVE", help: "the archive folder")
  static let config = Option.value(
    "config", .text("file"), default: "~/.config/monzo-export/config.json5",
    help: "the configuration file (relaxed JSON)")
  static let apiURL = Option.value(
    "api-url", .text("url"), default: "https://api.monzo.com", environment: "MONZO_API_URL",
    help: "Monzo's API")
  static let authURL = Option.value(
    "auth-url", .text("url"), default: "https://auth.monzo.com", environment: "MONZO_AUTH_URL",
    help: "Monzo's login page")

  static let common: [any OptionKey] = [
    archive, config, apiURL, authURL, timeZone, asOf, quiet,
  ]

  private static func positive(_ text: String) -> Int? {
    guard let number = UInt32(text), number > 0 else { return nil }
    return Int(number)
  }

  private static func years(_ text: String) -> Int? {
    positive(text).flatMap { 3...20 ~= $0 ? $0 : nil }
  }

  private static func milliseconds(_ text: String) -> Duration? {
    guard text.hasSuffix("ms"), let number = small(String(text.dropLast(2))) else { return nil }
    return .milliseconds(Int(number))
  }

  /// A number up to 65535, without a sign.
  private static func small(_ text: String) -> UInt16? {
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? UInt16(text) : nil
  }

  private static func instant(_ text: String) -> Instant? {
    Instant(text) ?? Instant(text + "T00:00:00Z")
  }
}

/// The day that accounting files give a row.
enum Basis: String, CaseIterable {
  case created, settled
}

enum QIFDateOrder: String, CaseIterable {
  case dmy, mdy, iso
}

/// What one file of a journal holds.
enum JournalPeriod: String, CaseIterable {
  case export, month
}

/// A year of the calendar, as an option gives it.
struct CalendarYear: Sendable {
  let days: DayRange

  init?(_ text: String) {
    guard let first = CivilDate("\(text)-01-01"), let last = CivilDate("\(text)-12-31") else {
      return nil
    }
    days = DayRange(from: first, through: last)
  }
}
