// One row, reported to a person: what the record said, what each stage made of it, and who decided.

import Arguments
import Bytes
import Enrich
import Model
import Normalize
import Pipeline

extension CommandRunner {
  private static let transaction = Positional.required(
    .text("transaction"), help: "the id of the transaction")

  static let explain = CommandRunner(
    definition: Command(
      "explain", abstract: "show where each field of a transaction came from",
      positionals: [transaction, Options.files], options: [Options.rules],
      examples: [
        Example(
          "monzo-export explain tx_0000AXF8lvjv0vu6xtfviT answers.json",
          help: "one transaction in full")
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let id = context[transaction]
    let rules = try context.rules()
    let history = try context.history()
    guard let row = try EnrichedRowSource(history, rules: rules).traced(id) else {
      throw CommandError(
        message: "no row '\(id)' in the input, expected the id of one; 'normalize' lists them all")
    }
    let explanation = Explanation(
      record: row.record, normalized: row.normalized, enriched: row.enriched,
      unknownFields: unknownFields(of: row.record, context))
    try context.console.write(Array(explanation.text.utf8))
  }

  /// The names of fields of a record that are not understood.
  private static func unknownFields(of record: [UInt8], _ context: CommandContext) -> [String] {
    var normalizer = Normalizer(.init(file: "", zone: context.timeZone, account: nil))
    var rest = record.indices
    while normalizer.next(in: record, &rest, isLast: true) != nil {}
    return normalizer.unknown.sorted.filter { $0.sort == .field }.map(\.name)
  }
}
