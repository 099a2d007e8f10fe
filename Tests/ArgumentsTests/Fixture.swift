// A small program in the shape of the real one, and short ways to give it a command line.

import Arguments

enum Format: String, CaseIterable {
  case csv
  case ofx
  case qif
  case jsonl
}

/// A month of the fixture: enough of a type of its own to see that values are read into it.
struct Month: Equatable {
  let year: Int
  let month: Int

  init?(_ text: String) {
    let parts = text.split(separator: "-")
    guard text.utf8.count == 7, parts.count == 2, let year = Int(parts[0]),
      let month = Int(parts[1]), 1...12 ~= month
    else { return nil }
    self.year = year
    self.month = month
  }
}

enum Options {
  static let archive = Option.value(
    "archive", .text("dir"), default: "the XDG data directory",
    environment: "MONZO_EXPORT_ARCHIVE", help: "the folder that keeps the bank's records")
  static let quiet = Option.flag(
    "quiet", short: "q", environment: "QUIET", help: "say nothing unless something is wrong")
  static let json = Option.flag("json", short: "j", help: "print results for machines")

  static let format = Option.value(
    "format", short: "f", .choice("format", of: Format.self), default: "csv",
    environment: "FORMAT", help: "what to write")
  static let accounts = Option.values(
    "account", short: "a", .text("account"), environment: "ACCOUNTS",
    help: "only this account, by slug, type or id; the order of the accounts is kept")
  static let month = Option.value(
    "month", .month, help: "only this month")
  static let year = Option.value("year", .text("year"), help: "only this year")
  static let minimum = Option.value(
    "minimum-amount-of-a-payment", .text("amount"), help: "leave smaller ones out")
  static let output = Option.value("output", short: "o", .text("file"), help: "write to this file")
  static let seed = Option.value("seed", .text("number"), help: "another household")
}

extension ValueType where Value == Month {
  static var month: ValueType { ValueType("month", expected: "YYYY-MM") { Month($0) } }
}

enum Places {
  static let files = Positional.repeating(.text("file"), help: "records to read, '-' is stdin")
  static let sources = Positional.repeating(
    .text("source"), atLeastOne: true, help: "what to import")
  static let format = Positional.required(.choice("format", ["csv", "ofx"]), help: "what to write")
  static let title = Positional.optional(.text("title"), help: "what to call it")
}

enum Commands {
  static let demo = Command(
    "demo", abstract: "run the whole pipeline over the demo bank", options: [Options.seed])
  static let export = Command(
    "export", abstract: "write any period in one format",
    discussion: """
      Rows are ordered by their time, then by their id, so that the same records always give
      the same bytes, on any machine.

      Pending rows are left out of accounting files.
      """,
    positionals: [Places.files],
    options: [
      Options.format, Options.accounts, Options.month, Options.year, Options.minimum,
      Options.output,
    ],
    alternatives: [[Options.month, Options.year]],
    examples: [
      Example("monzo-export export --month 2026-06 -o june.csv", help: "June as a table"),
      Example("monzo-export export -f ofx - < rows.jsonl", help: "Everything, for accounting"),
    ],
    exitCodes: [ExitCode(0, "done"), ExitCode(3, "bad input data; the rest is written")])
  static let importing = Command(
    "import", abstract: "take saved records into the archive", positionals: [Places.sources])
  static let write = Command(
    "write", abstract: "rows in, a file out", positionals: [Places.format, Places.title])
  static let selfTest = Command("self-test", abstract: "for its makers", isHidden: true)
}

let program = CommandLineTool(
  name: "monzo-export", version: "1.2.3",
  abstract: "Turn your bank's records into files for accounting and a site for reading.",
  commands: [
    Commands.demo, Commands.export, Commands.importing, Commands.write, Commands.selfTest,
  ],
  commonOptions: [Options.archive, Options.quiet, Options.json],
  footer: "For a person's own accounts only.")

/// The invocation that a command line gives; fails the test when it gives something else.
func invocation(
  _ arguments: String..., environment: [String: String] = [:]
) throws -> Invocation {
  let outcome = try program.parse(arguments, environment: environment)
  guard case .run(let invocation) = outcome else {
    throw Unexpected(outcome: outcome)
  }
  return invocation
}

/// The help that a command line gives.
func help(_ arguments: String...) throws -> String {
  let outcome = try program.parse(arguments)
  guard case .help(let text) = outcome else { throw Unexpected(outcome: outcome) }
  return text
}

/// The error that a command line gives.
func usageError(_ arguments: String..., environment: [String: String] = [:]) throws -> UsageError {
  let outcome: CommandLineRequest
  do throws(UsageError) {
    outcome = try program.parse(arguments, environment: environment)
  } catch {
    return error
  }
  throw Unexpected(outcome: outcome)
}

struct Unexpected: Error {
  let outcome: CommandLineRequest
}
