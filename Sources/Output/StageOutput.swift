// The rows of a dataset as each stage hands them to the next, JSON Lines or a summary.

package import Aggregate
import Bytes
package import Disk
import Enrich
import Model
package import Pipeline
import Write

extension Dataset {
  /// Writes the references and the normalized rows.
  package func writeNormalized(to file: File) throws {
    try write(to: file) { body in try visit { row, _ in try body(row) } }
  }

  /// What the rows add up to, as they are.
  package func summary() throws -> Summary {
    var summary = Summary.empty
    let rule = balances.rule
    try visit { row, _ in summary.add(row, rule) }
    return summary
  }

  fileprivate func write(to file: File, _ walk: (_ body: (Row) throws -> Void) throws -> Void)
    throws
  {
    var stream = OutputStream(file)
    ReferenceWriter().append(references, to: &stream.writer)
    try walk { row in
      JSONLinesWriter().append(row, to: &stream.writer)
      try stream.drain()
    }
    try stream.finish()
  }
}

extension EnrichedRowSource {
  /// Writes the references and the enriched rows.
  package func write(to file: File) throws {
    try dataset.write(to: file) { body in try visit { row, _ in try body(row) } }
  }
}
