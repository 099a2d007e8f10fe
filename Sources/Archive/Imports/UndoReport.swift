// What undoing an import takes out of the archive, what returns, and what stays because of whom.

public import Model

/// What undoing one import does.
public struct UndoReport: Equatable, Sendable {
  /// A transaction.
  public struct Transaction: Equatable, Sendable {
    /// Its account.
    public let account: String
    /// Its id.
    public let id: String
    /// When the payment was made.
    public let created: Instant
  }

  /// A transaction of the import that stays.
  public struct Staying: Equatable, Sendable {
    /// Its account.
    public let account: String
    /// Its id.
    public let id: String
    /// Another import that has it; nil when the bank sent it, or it was there before imports were logged.
    public let otherImport: Int?
  }

  /// Rows of another dialect, or what is known beside rows.
  public struct Lines: Equatable, Sendable {
    /// The dialect, with what tells apart where its rows are kept.
    public let kind: String
    /// How many are withdrawn.
    public internal(set) var withdrawn = 0
    /// How many stay, because another import has them or because they were there before.
    public internal(set) var staying = 0
    /// Other imports that have them, by number.
    public internal(set) var otherImports: Set<Int> = []
  }

  /// The import.
  public let entry: LoggedImport
  /// Whether it was undone before.
  public internal(set) var wasUndone = false
  /// Transactions that are withdrawn.
  public internal(set) var withdrawn: [Transaction] = []
  /// Transactions of which an earlier version returns, of those that are withdrawn.
  public internal(set) var returned: [Transaction] = []
  /// Transactions that stay as the import brought them.
  public internal(set) var staying: [Staying] = []
  /// Rows of other dialects, by kind.
  public internal(set) var lines: [Lines] = []

  init(_ entry: LoggedImport) { self.entry = entry }

  /// How many rows are withdrawn, of all kinds.
  public var withdrawnCount: Int { withdrawn.count + lines.reduce(0) { $0 + $1.withdrawn } }
  /// How many rows stay, of all kinds.
  public var stayingCount: Int { staying.count + lines.reduce(0) { $0 + $1.staying } }
}

/// Why an import cannot be undone.
public enum UndoError: Error, Equatable, Sendable {
  /// No import has the number.
  case unknown(Int)
  /// What an import brought cannot be read: the import, and the file.
  case unreadable(LoggedImport, path: String)
}
