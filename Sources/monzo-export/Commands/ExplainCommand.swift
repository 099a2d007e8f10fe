// One row in full: what the record said, what each stage made of it, and who decided.

import Arguments
import Enrich
import Pipeline
import Wording

extension CommandRunner {
  private static let transaction = Positional.required(
    .text("transaction"), help: "the id of the transaction")

  static let explain = CommandRunner(
    definition: Command(
      "explain", abstract: "show where each field of a transaction came from",
      positionals: [transaction, Options.files],
      options: [Options.rules, Options.statementAccount, Options.dates],
      examples: [
        Example(
          "monzo-export explain tx_0000AXF8lvjv0vu6xtfviT answers.json",
          help: "one transaction in full")
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let id = context[transaction]
    guard let row = try context.enrichedRows().traced(id) else {
      throw CommandError(
        message: "no row '\(id)' in the input, expected the id of one; 'normalize' lists them all")
    }
    let explanation = Explanation(
      record: row.record, normalized: row.normalized, enriched: row.enriched,
      unknownFields: row.unknownFields(context.timeZone),
      verdict: CountingWording.sentence(for: row.enriched))
    try context.console.write(Array(explanation.text.utf8))
  }
}
