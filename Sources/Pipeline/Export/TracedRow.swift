// One row with all that it was made from.

import Enrich
package import Model
import Normalize

/// A row before and after the user's rules, and its record.
package struct TracedRow {
  /// The record as the input has it, white space between the tokens of JSON gone.
  package let record: [UInt8]
  /// The row as it was read.
  package let normalized: Row
  /// The row as outputs have it.
  package let enriched: Row

  /// The names of fields of the record that are not understood.
  package func unknownFields(_ zone: TimeZoneRules) -> [String] {
    var normalizer = Normalizer(.init(file: "", zone: zone, account: nil))
    var rest = record.indices
    while normalizer.next(in: record, &rest, isLast: true) != nil {}
    return normalizer.unknown.sorted.filter { $0.sort == .field }.map(\.name)
  }
}

extension EnrichedRowSource {
  /// The row of an id; nil when there is none.
  package func traced(_ id: String) throws -> TracedRow? {
    var normalized: Row?
    try dataset.visit { row, _ in
      if normalized == nil, row[.id] == id { normalized = row }
    }
    guard let normalized else { return nil }
    var found: TracedRow?
    try visit { row, origin in
      guard row[.id] == id else { return }
      found = TracedRow(
        record: try dataset.record(at: origin), normalized: normalized, enriched: row)
    }
    return found
  }
}
