// The pure stages as filters: JSON Lines in and out, so that each can be looked at, tested and run on its
// own. Reference lines stand before the rows, so that names and proofs survive from one to the next.

import Aggregate
import Arguments
import Bytes
import Enrich
import Model
import Write

extension CommandRunner {
  static let normalize = CommandRunner(
    definition: Command(
      "normalize", abstract: "turn raw records of any dialect into rows",
      discussion: """
        Reads the bank's API answers, Open Banking, statement CSV and rows, tells them apart by what is in \
        them, merges records of one transaction, and writes rows in order.
        """,
      positionals: [Options.files], options: [Options.statementAccount],
      examples: [
        Example(
          "monzo-export normalize answers.json statement.csv > rows.jsonl",
          help: "rows of both, each payment once")
      ],
      exitCodes: ExitCode.ofInput)
  ) { session in
    let history = try History(
      reading: session.inputs(), session, account: session[Options.statementAccount])
    var stream = session.outputStream()
    ReferenceWriter().append(history.references, to: &stream.writer)
    try history.visit { row, _ in
      JSONLinesWriter().append(row, to: &stream.writer)
      try stream.drain()
    }
    try stream.flush()
  }

  static let enrich = CommandRunner(
    definition: Command(
      "enrich", abstract: "give rows payee, category, place, tags and links",
      positionals: [Options.files], options: [Options.rules],
      examples: [
        Example(
          "monzo-export enrich --rules rules.json5 rows.jsonl", help: "the same rows, enriched")
      ],
      exitCodes: ExitCode.ofInput)
  ) { session in
    let history = try History(reading: session.inputs(), session)
    var stream = session.outputStream()
    ReferenceWriter().append(history.references, to: &stream.writer)
    try history.visitEnriched { row, _ in
      JSONLinesWriter().append(row, to: &stream.writer)
      try stream.drain()
    }
    try stream.flush()
  }

  static let aggregate = CommandRunner(
    definition: Command(
      "aggregate", abstract: "sum enriched rows by month, category, merchant and more",
      positionals: [Options.files],
      examples: [
        Example(
          "monzo-export normalize a.json | monzo-export enrich | monzo-export aggregate",
          help: "the same as export makes")
      ],
      exitCodes: ExitCode.ofInput)
  ) { session in
    let history = try History(reading: session.inputs(), session)
    var summary = Summary.empty
    try history.visit { row, _ in summary.add(row) }
    try session.console.write(SummaryWriter().bytes(summary))
  }
}

extension Session {
  /// Standard output, or the file of `-o`, gathered into large pieces.
  func outputStream() -> OutputStream { OutputStream(console.output) }
}

extension ExitCode {
  /// How commands end that read records.
  static let ofInput = [
    ExitCode(0, "done"), ExitCode(2, "the command line cannot be understood"),
    ExitCode(3, "some records could not be read; the others were written"),
    ExitCode(7, "a file could not be read or written"),
  ]
}
