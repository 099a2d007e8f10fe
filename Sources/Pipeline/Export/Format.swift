// The formats of one output.

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

/// A program that wants a variant of its own.
public enum Target: String, CaseIterable, Sendable {
  /// The bank's own 18 columns.
  case monzo
}
