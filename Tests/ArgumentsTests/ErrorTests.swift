// Every usage error with its exact words.

import Arguments
import Testing

/// A command line and the message that it gives.
struct Refused: CustomTestStringConvertible, Sendable {
  let line: [String]
  var environment: [String: String] = [:]
  let message: String

  var testDescription: String { line.joined(separator: " ") }
}

@Suite struct `A usage error` {
  @Test(arguments: commandErrors + optionErrors + valueErrors + positionalErrors)
  func `says what is wrong, what was probably meant and where to read more`(
    refused: Refused
  ) throws {
    let error = #expect(throws: UsageError.self) {
      try program.parse(refused.line, environment: refused.environment)
    }
    #expect(error?.description == refused.message)
  }

  @Test func `is a fact that code can tell apart`() throws {
    let error = try usageError("export", "--formt", "csv")
    #expect(error.program == "monzo-export")
    #expect(error.command == "export")
    #expect(error.kind == .unknownOption("--formt", nearest: "--format"))
  }

  @Test func `can be made by a command that refuses a value itself`() throws {
    let error = try invocation("export", "--year", "3026")
      .badValue(of: Options.year, "3026", expected: "a year that has begun")
    #expect(
      error.description == """
        monzo-export: export: invalid value '3026' for '--year': expected a year that has begun
          see 'monzo-export export --help'
        """)
  }

  @Test func `can be made by a command that needs one option for another`() throws {
    let error = try invocation("export").missing(Options.output, neededBy: Options.year)
    #expect(
      error.description == """
        monzo-export: export: option '--year' needs '--output'
          see 'monzo-export export --help'
        """)
  }

  @Test func `can be made by a command for parts that are right without each other`() throws {
    let error = try invocation("export").conflict("--format ofx", "-")
    #expect(error.kind == .conflict("--format ofx", "-"))
  }

  @Test func `is the leftmost of several`() throws {
    #expect(
      try usageError("export", "--bad1", "--bad2").kind == .unknownOption("--bad1", nearest: nil))
  }
}

private let commandErrors = [
  Refused(
    line: [],
    message: """
      monzo-export: no command given
        see 'monzo-export --help'
      """),
  Refused(
    line: ["--quiet"],
    message: """
      monzo-export: no command given
        see 'monzo-export --help'
      """),
  Refused(
    line: ["exprot", "--month", "2026-06"],
    message: """
      monzo-export: unknown command 'exprot'
        did you mean 'export'?
        see 'monzo-export --help'
      """),
  Refused(
    line: ["help", "Import"],
    message: """
      monzo-export: unknown command 'Import'
        did you mean 'import'?
        see 'monzo-export --help'
      """),
  Refused(
    line: ["self-tset"],
    message: """
      monzo-export: unknown command 'self-tset'
        see 'monzo-export --help'
      """),
  Refused(
    line: ["", "--help"],
    message: """
      monzo-export: unknown command ''
        see 'monzo-export --help'
      """),
]

private let optionErrors = [
  Refused(
    line: ["export", "--formt=csv"],
    message: """
      monzo-export: export: unknown option '--formt'
        did you mean '--format'?
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--ACHIVE", "here"],
    message: """
      monzo-export: export: unknown option '--ACHIVE'
        did you mean '--archive'?
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--min", "5"],
    message: """
      monzo-export: export: unknown option '--min'
        did you mean '--minimum-amount-of-a-payment'?
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["demo", "-month"],
    message: """
      monzo-export: demo: unknown option '-month'
        see 'monzo-export demo --help'
      """),
  Refused(
    line: ["export", "-month=2026-06"],
    message: """
      monzo-export: export: unknown option '-month'
        did you mean '--month'?
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "-qx"],
    message: """
      monzo-export: export: unknown option '-x'
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["--=x", "demo"],
    message: """
      monzo-export: unknown option '--'
        see 'monzo-export --help'
      """),
  Refused(
    line: ["--month", "2026-06", "export"],
    message: """
      monzo-export: option '--month' comes before the command: put it after the command's name
        see 'monzo-export --help'
      """),
  Refused(
    line: ["-o", "file", "export"],
    message: """
      monzo-export: option '-o' comes before the command: put it after the command's name
        see 'monzo-export --help'
      """),
  Refused(
    line: ["export", "-o", "a", "--output=a"],
    message: """
      monzo-export: export: option '--output' is given more than once
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["--archive", "a", "demo", "--archive", "b"],
    message: """
      monzo-export: demo: option '--archive' is given more than once
        see 'monzo-export demo --help'
      """),
  Refused(
    line: ["export", "--year", "2026", "--month", "2026-06"],
    message: """
      monzo-export: export: '--month' and '--year' can't be used together
        see 'monzo-export export --help'
      """),
]

private let valueErrors = [
  Refused(
    line: ["export", "--output"],
    message: """
      monzo-export: export: option '--output' needs a value: '--output <file>'
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "-o", "--quiet"],
    message: """
      monzo-export: export: option '--output' needs a value: '--output <file>'
        a value that begins with '-' is given as '--output=--quiet'
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--output", "--", "a"],
    message: """
      monzo-export: export: option '--output' needs a value: '--output <file>'
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--output="],
    message: """
      monzo-export: export: '--output' is empty: expected <file>
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "-o="],
    message: """
      monzo-export: export: '--output' is empty: expected <file>
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--month", ""],
    message: """
      monzo-export: export: '--month' is empty: expected YYYY-MM
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--quiet=yes"],
    message: """
      monzo-export: export: option '--quiet' takes no value: found 'yes'
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "-q="],
    message: """
      monzo-export: export: option '--quiet' takes no value: found ''
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--format", "cvs"],
    message: """
      monzo-export: export: invalid value 'cvs' for '--format': expected csv, ofx, qif or jsonl
        did you mean 'csv'?
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export"], environment: ["FORMAT": "excel"],
    message: """
      monzo-export: export: invalid value 'excel' for 'FORMAT': expected csv, ofx, qif or jsonl
        see 'monzo-export export --help'
      """),
  Refused(
    line: ["export", "--month", "2026-13"],
    message: """
      monzo-export: export: invalid value '2026-13' for '--month': expected YYYY-MM
        see 'monzo-export export --help'
      """),
]

private let positionalErrors = [
  Refused(
    line: ["import"],
    message: """
      monzo-export: import: '<source>' is missing
        see 'monzo-export import --help'
      """),
  Refused(
    line: ["import", ""],
    message: """
      monzo-export: import: '<source>' is empty
        see 'monzo-export import --help'
      """),
  Refused(
    line: ["write", "ofc"],
    message: """
      monzo-export: write: invalid value 'ofc' for '<format>': expected csv or ofx
        did you mean 'ofx'?
        see 'monzo-export write --help'
      """),
  Refused(
    line: ["write", "ofx", "June", "July", "August"],
    message: """
      monzo-export: write: unexpected argument 'July'
        see 'monzo-export write --help'
      """),
  Refused(
    line: ["help", "export", "import"],
    message: """
      monzo-export: help: unexpected argument 'import'
        see 'monzo-export help --help'
      """),
]
