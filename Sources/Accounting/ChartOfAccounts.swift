// The chart of accounts: what the user's own books call what the bank calls groceries, a shop, a person, a tag or an
// account. The configuration says it once for all; a rule says it for single rows, and above it.
//
//     let mapping = chart.mapping(of: row)                          a whole row, or its own category's share
//     let mapping = chart.mapping(of: row, category: share.category)   a part of a split row
//     let mapping = chart.mapping(of: register)                     an account or pot of the user
//     mapping.isMapped                                              whether it says an account or a code
//
// Nothing is guessed here: what nobody mapped is empty, and `MappingCheck` lists it.

public import Bytes

/// What an accounting program calls the account that money is booked on; nil is not said.
public struct AccountMapping: Equatable, Sendable {
  /// The name of the account, such as `Expenses:Food`, or its code where the program has only codes.
  public var account: String?
  /// The code of the account, such as `7400`, where the books have both.
  public var code: String?
  /// The VAT code, as plain text.
  public var vat: String?

  /// Creates a mapping.
  public init(account: String? = nil, code: String? = nil, vat: String? = nil) {
    self.account = account
    self.code = code
    self.vat = vat
  }

  /// Whether it says an account or a code.
  public var isMapped: Bool { account != nil || code != nil }

  /// What a program reads that has one column for either: the code, else the name.
  public var codeOrAccount: String? { code ?? account }

  /// Takes from another mapping what this one does not say; an account and its code come from one place.
  mutating func fill(from other: AccountMapping) {
    if !isMapped { (account, code) = (other.account, other.code) }
    if vat == nil { vat = other.vat }
  }
}

/// Accounts, codes and VAT codes by what the bank or the user calls things.
public struct ChartOfAccounts: Equatable, Sendable {
  /// What can be mapped.
  public enum Subject: String, CaseIterable, Sendable {
    /// A tag of the row; the first that is mapped decides.
    case tag = "tags"
    /// A merchant or chain, by name or id.
    case merchant = "merchants"
    /// The other side of a payment, by name, user id, account id, or sort code and number.
    case counterparty = "counterparties"
    /// A category, as rows show it or by id.
    case category = "categories"
    /// An account or pot of the user, by slug, type, id or title.
    case account = "accounts"
  }

  /// One entry, and where the configuration has it.
  public struct Entry: Equatable, Sendable {
    /// What is mapped.
    public let subject: Subject
    /// Its name as the configuration spells it.
    public let name: String
    /// What it is mapped to.
    public let mapping: AccountMapping
    /// Where the name is in the configuration.
    public let position: TextPosition

    /// Creates an entry.
    public init(
      _ subject: Subject, _ name: String, _ mapping: AccountMapping, at position: TextPosition
    ) {
      self.subject = subject
      self.name = name
      self.mapping = mapping
      self.position = position
    }
  }

  /// A subject and a name as they are compared.
  struct Key: Hashable {
    let subject: Subject
    let name: String

    init(_ subject: Subject, _ name: String) {
      self.subject = subject
      self.name = ChartOfAccounts.folded(name)
    }
  }

  /// The entries in the order of the configuration.
  public private(set) var entries: [Entry] = []
  private var places: [Key: Int] = [:]
  private var subjects: Set<Subject> = []

  /// A chart that maps nothing.
  public static let empty = ChartOfAccounts()

  private init() {}

  /// Whether nothing is mapped.
  public var isEmpty: Bool { entries.isEmpty }

  /// Whether the chart maps anything of a sort.
  public func maps(_ subject: Subject) -> Bool { subjects.contains(subject) }

  /// Adds an entry.
  ///
  /// - Returns: false when the name is mapped already.
  public mutating func add(_ entry: Entry) -> Bool {
    let key = Key(entry.subject, entry.name)
    guard places[key] == nil else { return false }
    places[key] = entries.count
    entries.append(entry)
    subjects.insert(entry.subject)
    return true
  }

  /// The chart with names for categories that it maps by their ids, because rows show the names.
  public func naming(categories names: [String: String]) -> ChartOfAccounts {
    var chart = self
    for (index, entry) in entries.enumerated() where entry.subject == .category {
      guard let name = names[entry.name] else { continue }
      let key = Key(.category, name)
      if chart.places[key] == nil { chart.places[key] = index }
    }
    return chart
  }

  /// The place of the entry of a name among `entries`; nil when the name is not mapped.
  func place(_ subject: Subject, _ name: String) -> Int? {
    maps(subject) ? places[Key(subject, name)] : nil
  }

  /// Small letters and single spaces, `_` being one: `eating_out` and `Eating out` are one name.
  static func folded(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace || $0 == "_" }.joined(separator: " ")
  }
}
