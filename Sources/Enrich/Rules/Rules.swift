// The user's own rules: which rows they are for, and what they change. A rule holds when all of its
// conditions hold; of the rules that hold for a row, the first in the file is the one that is applied.

public import Bytes
public import Model

/// What a rules file says.
public struct Rules: Equatable, Sendable {
  /// Names for the user's own categories, by the bank's id.
  public var categories: [String: String]
  /// The rules in the order of the file; the first is number 1.
  public var rules: [Rule]

  /// Creates rules.
  public init(categories: [String: String] = [:], rules: [Rule] = []) {
    self.categories = categories
    self.rules = rules
  }

  /// No rules.
  public static let none = Rules()
}

/// One rule: if a row matches, change it.
public struct Rule: Equatable, Sendable {
  /// Where the rule begins in its file.
  public var position: TextPosition
  /// The conditions, all of which must hold.
  public var match: Match
  /// What is changed.
  public var changes: Changes

  /// Creates a rule.
  public init(position: TextPosition, match: Match, changes: Changes) {
    self.position = position
    self.match = match
    self.changes = changes
  }

  /// The conditions of a rule; nil and empty ask for nothing.
  public struct Match: Equatable, Sendable {
    /// The merchant's name or id; of a statement's row the name that the statement prints.
    public var merchant: TextPattern?
    /// The chain's name or id.
    public var group: TextPattern?
    /// The bank's raw description.
    public var description: TextPattern?
    /// The name, user id or account id of the other side of a transfer; every name that it ever had.
    public var counterparty: TextPattern?
    /// The account's id, its type or its number.
    public var account: String?
    /// The kind.
    public var kind: Kind?
    /// The amount.
    public var amount: AmountRange?
    /// Tags that the row must all have, in any case of letters.
    public var tags: [String] = []
    /// The category, as the row shows it or by id.
    public var category: String?

    /// Creates a match without conditions.
    public init() {}
  }

  /// What a rule sets; nil and empty change nothing.
  public struct Changes: Equatable, Sendable {
    /// The payee.
    public var payee: String?
    /// The category.
    public var category: String?
    /// Tags that are added to those of the row.
    public var tags: [String] = []
    /// The notes.
    public var notes: String?
    /// The code of the user's accounting, kept in the metadata.
    public var accountingCode: String?
    /// The name of the account in the user's accounting, kept in the metadata.
    public var accountingAccount: String?
    /// The VAT code of the user's accounting, kept in the metadata.
    public var vatCode: String?
    /// Whether the row counts as spending, or of money in as income.
    public var includeInSpending: Bool?
    /// The kind; of moves between an account and a pot it stays what it is.
    public var kind: Kind?

    /// Creates changes that change nothing.
    public init() {}
  }
}

/// A condition on text.
///
/// Letters match in any case, and runs of white space count as one space.
public enum TextPattern: Equatable, Hashable, Sendable {
  /// The whole text is this.
  case exact(String)
  /// This is somewhere in the text.
  case contains(String)
  /// This regular expression is found somewhere in the first 200 characters of the text.
  case regex(String)
}

/// Signed amounts from one to another, both included.
public struct AmountRange: Equatable, Sendable {
  /// Places of a major unit that a bound can have, the most that any currency has.
  public static let places = 4

  /// The least amount, in 10,000ths of the account's major unit; nil for no limit.
  public var least: Int64?
  /// The greatest amount, likewise.
  public var greatest: Int64?

  /// Creates a range.
  public init(least: Int64? = nil, greatest: Int64? = nil) {
    self.least = least
    self.greatest = greatest
  }

  /// Whether an amount lies in the range.
  public func contains(_ amount: Money) -> Bool {
    var scaled = Int128(amount.minorUnits)
    for _ in 0..<max(0, AmountRange.places - amount.currency.exponent) { scaled *= 10 }
    return least.map { Int128($0) <= scaled } ?? true
      && greatest.map { scaled <= Int128($0) } ?? true
  }
}
