// The formats of one output.

public import Write

/// A file format.
public enum Format: String, CaseIterable, Sendable {
  /// Comma-separated values.
  case csv
  /// Open Financial Exchange.
  case ofx
  /// Quicken Interchange Format.
  case qif
  /// One JSON object a line.
  case jsonl
}

extension Target {
  /// The format that the target is a form of; nil for a workbook, which is no format of its own.
  public var format: Format? {
    switch form {
    case .table, .statement: .csv
    case .ofx: .ofx
    case .qif: .qif
    case .workbook: nil
    }
  }
}
