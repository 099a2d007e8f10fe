// What the user says of spending once and for all, in the configuration: accounts of their own at other banks, and what
// is never spending. Rules decide of single rows, and above this.

/// What the configuration says of spending.
public struct SpendingSettings: Equatable, Sendable {
  /// An account of the user at another bank; the other side is it by its numbers, or by its name where a row, or the
  /// entry, has no number.
  public struct OwnAccount: Equatable, Sendable {
    /// The name that the other side has on rows.
    public var name: String?
    /// Six digits without dashes.
    public var sortCode: String?
    /// Eight digits.
    public var accountNumber: String?
    /// The international number, without spaces.
    public var iban: String?

    /// Creates an account.
    public init(
      name: String? = nil, sortCode: String? = nil, accountNumber: String? = nil,
      iban: String? = nil
    ) {
      self.name = name
      self.sortCode = sortCode
      self.accountNumber = accountNumber
      self.iban = iban
    }
  }

  /// The user's accounts at other banks.
  public var ownAccounts: [OwnAccount] = []
  /// Categories that are not spending, by the bank's word, by id or as rows show them.
  public var excludedCategories: [String] = []
  /// Payees that are not spending.
  public var excludedPayees: [String] = []
  /// Kinds that are not spending.
  public var excludedKinds: [Kind] = []

  /// Creates settings that say nothing.
  public init() {}

  /// Settings that say nothing.
  public static let none = SpendingSettings()
}
