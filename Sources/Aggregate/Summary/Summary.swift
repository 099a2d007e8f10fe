// What aggregation makes of rows: totals along each dimension that a report asks for. A commutative monoid,
// so that the whole is the merge of its months, files or machines, in any order.

internal import Bytes
public import Model

/// Totals of rows by day, category, merchant, account, kind, tag, reason to leave out and foreign currency.
public struct Summary: Equatable, Sendable {
  /// What rows are counted by.
  public enum Dimension: Int, CaseIterable, Sendable {
    /// The category, a split row under each of its categories with that part of the amount.
    case category
    /// The chain of the merchant, else the merchant; rows without one are in no cell.
    case merchant
    /// The account.
    case account
    /// The kind.
    case kind
    /// Each tag of the row; rows without tags are in no cell.
    case tag
    /// Who leaves the row out of spending or income, a `LeftOutReason`; rows that count are in no cell.
    case leftOut
    /// The currency paid in where it is not the account's; sums are in minor units of that currency.
    case foreignCurrency

    /// The word for it in files.
    public var name: StaticString {
      switch self {
      case .category: "category"
      case .merchant: "merchant"
      case .account: "account"
      case .kind: "kind"
      case .tag: "tag"
      case .leftOut: "left_out"
      case .foreignCurrency: "foreign_currency"
      }
    }
  }

  /// One value of a dimension, in one currency of account.
  public struct Key: Hashable, Sendable {
    /// The dimension.
    public let dimension: Dimension
    /// The category, id, word or tag.
    public let value: String
    /// The currency of the sums.
    public let currency: Currency

    /// Creates a key.
    public init(_ dimension: Dimension, _ value: String, _ currency: Currency) {
      self.dimension = dimension
      self.value = value
      self.currency = currency
    }

    /// Equal when the bytes are: text that merely looks the same is another category.
    public static func == (left: Key, right: Key) -> Bool {
      left.dimension == right.dimension && left.currency == right.currency
        && left.value.hasSameBytes(as: right.value)
    }

    /// Hashes what `==` compares: all bytes of the value in one call, since every row asks for several cells.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(dimension.rawValue) << 32 | UInt64(currency.packed))
      var value = value
      value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// One day in one currency of account.
  public struct DayKey: Hashable, Sendable {
    /// The day.
    public let date: CivilDate
    /// The currency of the sums.
    public let currency: Currency

    /// Creates a key.
    public init(_ date: CivilDate, _ currency: Currency) {
      self.date = date
      self.currency = currency
    }
  }

  /// One month in one currency of account.
  public struct MonthKey: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// The currency of the sums.
    public let currency: Currency
  }

  /// A name and the row that it was read from, so that the name of the latest row wins in any order.
  public struct NamedBy: Equatable, Sendable, Comparable {
    let created: Instant
    /// The name.
    public let name: String

    /// Creates a name read from a row of a time.
    public init(_ name: String, created: Instant) {
      self.name = name
      self.created = created
    }

    /// Earlier rows before later ones, then by name.
    public static func < (left: NamedBy, right: NamedBy) -> Bool {
      (left.created, left.name) < (right.created, right.name)
    }
  }

  /// No rows.
  public static let empty = Summary()

  /// Rows of every status.
  public internal(set) var rowCount = 0
  /// Totals by day; every row is in exactly one cell.
  public internal(set) var days: [DayKey: Totals] = [:]
  /// Totals along the other dimensions.
  public internal(set) var cells: [Key: Totals] = [:]
  /// What was set aside, by month and currency.
  public internal(set) var setAside: [MonthKey: SetAside] = [:]
  /// What the bank charged, by month and currency.
  public internal(set) var fees: [MonthKey: FeeTotals] = [:]
  /// Names of merchants by the id that `cells` has.
  public internal(set) var merchantNames: [String: NamedBy] = [:]

  /// Adds the totals of other rows.
  public mutating func merge(_ other: Summary) {
    rowCount += other.rowCount
    days.merge(other.days) { $0.merged(with: $1) }
    cells.merge(other.cells) { $0.merged(with: $1) }
    setAside.merge(other.setAside) { $0.merged(with: $1) }
    fees.merge(other.fees) { $0.merged(with: $1) }
    merchantNames.merge(other.merchantNames) { max($0, $1) }
  }

  /// Adds totals to the cell of a day and counts a row.
  public mutating func addRow(_ totals: Totals, on date: CivilDate, _ currency: Currency) {
    rowCount += 1
    days[DayKey(date, currency), default: Totals()].merge(totals)
  }

  /// Adds totals to a cell.
  public mutating func add(_ totals: Totals, to key: Key) {
    cells[key, default: Totals()].merge(totals)
  }

  /// Remembers the name of a merchant as a row of a time has it.
  public mutating func name(merchant id: String, _ name: String, created: Instant) {
    let named = NamedBy(name, created: created)
    guard let known = merchantNames.index(forKey: id) else {
      merchantNames[id] = named
      return
    }
    if merchantNames.values[known] < named { merchantNames.values[known] = named }
  }

  // MARK: Views

  /// The totals of all rows, by currency in alphabetic order.
  public var whole: [(currency: Currency, totals: Totals)] {
    Summary.sorted(
      days.reduce(into: [:]) { $0[$1.key.currency, default: Totals()].merge($1.value) })
  }

  /// The totals by month and currency, in that order.
  public var months: [(month: Month, currency: Currency, totals: Totals)] {
    var byMonth: [Month: [Currency: Totals]] = [:]
    for (key, totals) in days {
      byMonth[key.date.month, default: [:]][key.currency, default: Totals()].merge(totals)
    }
    return byMonth.sorted { $0.key < $1.key }.flatMap { month, totals in
      Summary.sorted(totals).map { (month, $0.currency, $0.totals) }
    }
  }

  /// What is left out of spending or income, by the word of who leaves it out, then by currency.
  public var leftOut: [(reason: LeftOutReason, currency: Currency, totals: Totals)] {
    cells.filter { $0.key.dimension == .leftOut }
      .sorted { ($0.key.value, $0.key.currency) < ($1.key.value, $1.key.currency) }
      .compactMap { key, totals in
        LeftOutReason(key.value).map { ($0, key.currency, totals) }
      }
  }

  private static func sorted(_ totals: [Currency: Totals]) -> [(currency: Currency, totals: Totals)]
  {
    totals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Totals {
  fileprivate func merged(with other: Totals) -> Totals {
    var sum = self
    sum.merge(other)
    return sum
  }
}
