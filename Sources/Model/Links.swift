// What linking found: which rows are the two sides of one transfer, which purchase a refund belongs to,
// which rows repeat. Only linked rows are kept, 64 bytes each and 8 or so for the table that finds them.
//
// The id of a transfer and of a series is the least row id in it; `Knowledge.id(of:)` gives its text.

internal import Bytes

/// The links of one row.
public struct RowLinks: Equatable, Sendable {
  /// The id of the transfer whose one side the row is.
  public var transfer: RowKey?
  /// The purchase that the row gives money back for.
  public var refundOf: RowKey?
  /// The id of the series of recurring payments that the row belongs to.
  public var recurring: RowKey?
  /// What the kind of the row becomes: `ownTransfer` between two accounts of the user, `potTransfer` between
  /// an account and a pot; null when it moves no money of the user's own, or nothing known of it.
  public var transferKind: Kind?
  /// The pot that paid: `StableHash` of its id.
  public var paidBy: UInt64?

  /// Creates the links of a row.
  public init(
    transfer: RowKey? = nil, refundOf: RowKey? = nil, recurring: RowKey? = nil,
    transferKind: Kind? = nil, paidBy: UInt64? = nil
  ) {
    self.transfer = transfer
    self.refundOf = refundOf
    self.recurring = recurring
    self.transferKind = transferKind
    self.paidBy = paidBy
  }
}

/// All links of a history.
public struct Links: Equatable, Sendable {
  /// A linked row; its links are positions of other entries, `none` where there is none.
  public struct Entry: Equatable, Sendable {
    /// No link.
    public static let none = UInt32.max
    /// The row.
    public var key: RowKey
    /// The entry whose id is the transfer's.
    public var transfer = Entry.none
    /// The entry of the purchase.
    public var refundOf = Entry.none
    /// The entry whose id is the series'.
    public var recurring = Entry.none
    /// What its kind becomes.
    public var transferKind: Kind?
    /// The pot that paid.
    public var paidBy: UInt64?

    /// Creates the entry of a row without links.
    public init(key: RowKey) { self.key = key }
  }

  /// No links at all.
  public static let empty = Links(entries: [], series: [])

  /// The recurring payments, by the day of their first row, then by id.
  public let series: [RecurringSeries]
  private let entries: [Entry]
  private let table: PositionTable

  /// Creates the links of rows that all differ, in an order that depends on nothing but the history.
  public init(entries: [Entry], series: [RecurringSeries]) {
    self.entries = entries
    self.series = series
    var table = PositionTable(capacity: entries.count)
    for entry in entries { table.append(hash: entry.key.hash) { entries[$0].key.hash } }
    self.table = table
  }

  /// The links of a row; nil when it has none.
  ///
  /// Constant time.
  public subscript(key: RowKey) -> RowLinks? {
    table.position(hash: key.hash) { entries[$0].key == key }.flatMap { links(of: entries[$0]) }
  }

  /// The rows that give money back, each with its purchase.
  public var refunds: [(refund: RowKey, purchase: RowKey)] {
    entries.filter { $0.refundOf != Entry.none }.map { ($0.key, entries[Int($0.refundOf)].key) }
  }

  private func links(of entry: Entry) -> RowLinks? {
    func key(_ index: UInt32) -> RowKey? { index == Entry.none ? nil : entries[Int(index)].key }
    let links = RowLinks(
      transfer: key(entry.transfer), refundOf: key(entry.refundOf),
      recurring: key(entry.recurring), transferKind: entry.transferKind,
      paidBy: entry.paidBy)
    return links == RowLinks() ? nil : links
  }
}
