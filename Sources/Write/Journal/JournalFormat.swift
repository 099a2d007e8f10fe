// The two sorts of plain text accounting: Beancount, and hledger, whose journals ledger reads too.

/// A sort of journal.
public enum JournalFormat: Sendable {
  /// Beancount, which Fava shows.
  case beancount
  /// hledger, and ledger.
  case hledger

  /// How names of its files end.
  public var fileExtension: String { self == .beancount ? "beancount" : "journal" }
}
