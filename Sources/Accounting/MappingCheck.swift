// What of a history the chart of accounts does not map: each category once, each account once, with how many entries
// there are and what they sum to, so that the user sees what is left to say. Nothing is guessed.
//
// A transfer between two registers of the user needs no mapping but theirs; accounts are asked for only when the chart
// maps any, because an own account has a name of its own. A transfer to an account elsewhere is listed by its payee.

public import Aggregate
public import Model

/// Gathers what is not mapped.
public struct MappingCheck: Sendable {
  /// Something that is not mapped, in one currency.
  public struct Unmapped: Equatable, Sendable {
    /// What it is.
    public let subject: ChartOfAccounts.Subject
    /// Its name; empty for rows without a category.
    public let name: String
    /// The currency of the sums.
    public let currency: Currency
    /// How many entries there are.
    public internal(set) var count = 0
    /// Money in, in minor units.
    public internal(set) var inMinor: Int128 = 0
    /// Money out, in minor units, at least zero.
    public internal(set) var outMinor: Int128 = 0

    mutating func add(_ amountMinor: Int128) {
      count += 1
      if amountMinor > 0 { inMinor += amountMinor } else { outMinor -= amountMinor }
    }
  }

  private struct Key: Hashable {
    let subject: ChartOfAccounts.Subject
    let name: String
    let currency: Currency
  }

  private let chart: ChartOfAccounts
  private var found: [Key: Unmapped] = [:]
  private var used: Set<Int> = []

  /// Creates the check of no entries.
  public init(_ chart: ChartOfAccounts) { self.chart = chart }

  /// Takes in an entry of a register.
  public mutating func add(_ entry: Register.Entry, of register: Register) {
    guard entry.row.countsAsMoney else { return }
    if let place = chart.place(of: register) {
      used.insert(place)
    } else if chart.maps(.account) {
      add(.account, register.slug, register.currency, Int128(entry.amountMinor))
    }
    if !entry.isMirror { add(entry.row, isBetweenOwn: entry.other != nil) }
  }

  private mutating func add(_ row: Row, isBetweenOwn: Bool) {
    used.formUnion(chart.places(of: row))
    if row.kind.isTransfer {
      guard !isBetweenOwn, row.range(.transferID) == nil, !chart.mapping(of: row).isMapped else {
        return
      }
      return add(.counterparty, row[.payee] ?? "", row.currency, Int128(row.amountMinor))
    }
    for share in row.categoryShares {
      if let place = chart.place(.category, share.category) { used.insert(place) }
      if chart.mapping(of: row, category: share.category).isMapped { continue }
      add(.category, share.category, row.currency, share.amountMinor)
    }
  }

  private mutating func add(
    _ subject: ChartOfAccounts.Subject, _ name: String, _ currency: Currency, _ amount: Int128
  ) {
    let key = Key(subject: subject, name: name, currency: currency)
    found[key, default: Unmapped(subject: subject, name: name, currency: currency)].add(amount)
  }

  /// What is not mapped: categories, then other sides of transfers, then accounts, each by name and currency.
  public var unmapped: [Unmapped] {
    let order: [ChartOfAccounts.Subject] = [.category, .counterparty, .account]
    return order.flatMap { subject in
      found.values.filter { $0.subject == subject }.sorted { one, other in
        one.name.utf8.elementsEqual(other.name.utf8)
          ? one.currency < other.currency
          : one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
      }
    }
  }

  /// The entries of the chart that nothing in the history has, in the order of the configuration.
  public var unused: [ChartOfAccounts.Entry] {
    chart.entries.indices.filter { !used.contains($0) }.map { chart.entries[$0] }
  }
}
