// The last step of enriching: links between the rows of a whole history. One rule a file beside this one:
// `TransferRule`, `RefundRule`, `RecurringRule`. Each is a function of the set of rows: their order of arrival
// never shows.

public import Model

extension Links {
  /// Links the rows of a history.
  ///
  /// - Parameters:
  ///   - knowledge: what the history taught.
  ///   - asOf: the day by which a recurring payment must have come not to count as stopped.
  ///   - movements: the movements in order, where somebody has put them in order already.
  public init(linking knowledge: Knowledge, asOf: CivilDate, movements: [Movement]? = nil) {
    self.init(
      linking: movements ?? knowledge.sortedMovements, among: OwnRegisters(knowledge),
      ids: knowledge.hashedIDs, counterparts: knowledge.ties.counterparts, asOf: asOf)
  }

  /// Links movements.
  ///
  /// Takes time and memory in proportion to the movements but for sorting within groups of equals.
  ///
  /// - Parameters:
  ///   - movements: every row that counts as money, once, sorted by (created, key).
  ///   - registers: the user's own accounts and pots.
  ///   - ids: the ids of keys that are hashes; they decide which id is the least.
  ///   - counterparts: what rows of money in are known to give money back for.
  ///   - asOf: the day by which a recurring payment must have come not to count as stopped.
  public init(
    linking movements: [Movement], among registers: OwnRegisters, ids: [RowKey: String] = [:],
    counterparts: [RowKey: [RowKey]] = [:], asOf: CivilDate
  ) {
    let order = IDOrder(ids: ids)
    let transfers = TransferRule(movements: movements, registers: registers, order: order)
    var entries = LinkEntries(movements)
    for position in movements.indices {
      if let kind = transfers.kindByName(movements[position]) { entries.mark(position, kind) }
    }
    for pair in transfers.pairs() { entries.add(pair) }
    let refunds = RefundRule(
      movements: movements, counterparts: counterparts, isOwn: entries.isTransfer,
      registers: registers)
    for link in refunds.links() { entries.add(link) }
    for cover in CoverRule(movements: movements, registers: registers).covers() {
      entries.add(cover)
    }
    let recurring = RecurringRule(
      movements: movements, isOwn: entries.isTransfer, order: order, asOf: asOf)
    let found = recurring.series()
    for series in found { entries.add(series) }
    self.init(entries: entries.entries, series: found.map(\.series))
  }
}

/// The entries of linked rows, made as links are added.
private struct LinkEntries {
  private(set) var entries: [Links.Entry] = []
  /// Whether the movement at a position moves the user's own money.
  private(set) var isTransfer: [Bool]
  private let movements: [Movement]
  private var entryOf: [UInt32]

  init(_ movements: [Movement]) {
    self.movements = movements
    isTransfer = [Bool](repeating: false, count: movements.count)
    entryOf = [UInt32](repeating: Links.Entry.none, count: movements.count)
  }

  mutating func add(_ pair: TransferRule.Pair) {
    let id = entry(pair.first)
    for position in [pair.first, pair.second] {
      entries[Int(entry(position))].transfer = id
      mark(position, pair.kind)
    }
  }

  mutating func mark(_ position: Int, _ kind: Kind) {
    entries[Int(entry(position))].transferKind = kind
    isTransfer[position] = true
  }

  mutating func add(_ link: RefundRule.Link) {
    let purchase = entry(link.purchase)
    entries[Int(entry(link.refund))].refundOf = purchase
  }

  mutating func add(_ cover: CoverRule.Cover) {
    entries[Int(entry(cover.payment))].paidBy = movements[cover.withdrawal].party
  }

  mutating func add(_ found: RecurringRule.Found) {
    guard let least = found.members.first(where: { movements[$0].key == found.series.id }) else {
      return
    }
    let id = entry(least)
    for position in found.members { entries[Int(entry(position))].recurring = id }
  }

  private mutating func entry(_ position: Int) -> UInt32 {
    if entryOf[position] == Links.Entry.none {
      entryOf[position] = UInt32(entries.count)
      entries.append(Links.Entry(key: movements[position].key))
    }
    return entryOf[position]
  }
}
