// The formats that go out row by row on one stream: CSV in its two forms and JSON Lines.

import Bytes
import Model
import Pipeline
import Write

/// Writes rows in one format, CSV or JSON Lines.
struct RowStream {
  private let format: Format
  private let target: Target?
  private var flat = CSVFlatWriter()
  private let statement: CSVMonzoWriter
  /// What the output does not hold.
  private(set) var leftOut = LeftOut()

  init(_ format: Format, _ target: Target?, _ dataset: Dataset) {
    self.format = format
    self.target = target
    statement = CSVMonzoWriter(categoryNames: dataset.knowledge.categoryNames)
  }

  mutating func begin(_ writer: inout ByteWriter) {
    guard format == .csv else { return }
    if target?.form == .statement {
      statement.appendHeader(to: &writer)
    } else {
      flat.appendHeader(to: &writer)
    }
  }

  mutating func append(_ row: Row, _ writer: inout ByteWriter) {
    switch format {
    case .jsonl: JSONLinesWriter().append(row, to: &writer)
    case .csv where target?.form == .statement:
      if let reason = statement.append(row, to: &writer) { leftOut.add(row, reason) }
    case .csv: flat.append(row, to: &writer)
    case .ofx, .qif, .beancount, .hledger: break
    }
  }
}
