// The formats of one output.

import Pipeline
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
  /// A journal for Beancount.
  case beancount
  /// A journal for hledger, which ledger reads too.
  case hledger

  /// The formats of an export that names none; journals are written when they are asked for.
  public static let usual: Set<Format> = [.csv, .ofx, .qif, .jsonl]

  /// Whether it is a journal.
  public var isJournal: Bool { journal != nil }

  /// The sort of journal that it is; nil for all others.
  var journal: JournalFormat? {
    switch self {
    case .beancount: .beancount
    case .hledger: .hledger
    case .csv, .ofx, .qif, .jsonl: nil
    }
  }
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
