// What linking found: which rows are the two sides of one transfer, which purchase a refund belongs to,
// which rows repeat. Only linked rows are kept, 32 bytes each and 8 or so for the table that finds them.
//
// The id of a transfer and of a series is the least row id in it; `Knowledge.id(of:)` gives its text.

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

  /// Creates the links of a row.
  public init(
    transfer: RowKey? = nil, refundOf: RowKey? = nil, recurring: RowKey? = nil,
    transferKind: Kind? = nil
  ) {
    self.transfer = transfer
    self.refundOf = refundOf
    self.recurring = recurring
    self.transferKind = transferKind
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

    /// Creates the entry of a row without links.
    public init(key: RowKey) { self.key = key }
  }

  /// No links at all.
  public static let empty = Links(entries: [], series: [])

  /// The recurring payments, by the day of their first row, then by id.
  public let series: [RecurringSeries]
  private let entries: [Entry]
  private let table: [UInt32]

  /// Creates the links of rows that all differ, in an order that depends on nothing but the history.
  public init(entries: [Entry], series: [RecurringSeries]) {
    self.entries = entries
    self.series = series
    var size = 1
    while size < entries.count * 2 { size *= 2 }
    var table = [UInt32](repeating: Entry.none, count: size)
    for (index, entry) in entries.enumerated() {
      var slot = Links.slot(of: entry.key, in: size)
      while table[slot] != Entry.none { slot = (slot + 1) & (size - 1) }
      table[slot] = UInt32(index)
    }
    self.table = table
  }

  /// The links of a row; nil when it has none.
  ///
  /// Constant time.
  public subscript(key: RowKey) -> RowLinks? {
    var slot = Links.slot(of: key, in: table.count)
    while table[slot] != Entry.none {
      let entry = entries[Int(table[slot])]
      if entry.key == key { return links(of: entry) }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  private func links(of entry: Entry) -> RowLinks? {
    func key(_ index: UInt32) -> RowKey? { index == Entry.none ? nil : entries[Int(index)].key }
    let links = RowLinks(
      transfer: key(entry.transfer), refundOf: key(entry.refundOf),
      recurring: key(entry.recurring), transferKind: entry.transferKind)
    return links == RowLinks() ? nil : links
  }

  /// Today's ids share their leading digits, so both halves are mixed before the top bits are taken.
  private static func slot(of key: RowKey, in size: Int) -> Int {
    let low = UInt64(truncatingIfNeeded: key.bits)
    let high = UInt64(truncatingIfNeeded: key.bits >> 64)
    let mixed = (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (size - 1)
  }
}
