// All rows of a run, in the one order that every output has: by (created, id), each id once. Rows come in
// as the input has them and go out settled: several records of one transaction are merged by the total
// order of `RowVersion`, statement rows find their account, and nothing of it depends on the input's order.

import Bytes
import Model

/// The rows of a run, on disk and in order.
final class RowStore {
  private let spool = RowSpool()
  private let sources: RawRecords
  private var byKey: EntrySorter
  private var byTime: EntrySorter?
  private var statements = StatementRows()
  private var twins = RowTwins()
  /// Names of pots, for moves that say no more; what the inputs list is added before the rows are settled.
  var potNames = PotNames()
  /// Rows that are superseded by a row of another id, by their place in the spool.
  private var supersededPlaces: Set<UInt64> = []
  /// Rows that took in what the ones they supersede knew, by the place that they had.
  private var completed: [UInt64: (offset: Int, length: Int)] = [:]
  private var lastKey: RowKey?
  /// Whether every row stands for its transaction as it was added: ids rose, as they do in the bank's own
  /// lists, and no statement left anything open.
  private(set) var hasEachRowOnce = true

  /// How many statement rows of the last visit are of an account that nobody knows.
  private(set) var orphanCount = 0
  /// How many moves of the last visit are of one of several pots of a name, by name.
  private(set) var openPotMoves: [String: Int] = [:]

  /// Creates an empty store.
  ///
  /// - Parameter sources: where the bytes of a record can be read again.
  init(sources: RawRecords) {
    self.sources = sources
    byKey = EntrySorter(by: OrderEntry.byKey)
  }

  /// Takes in a row of the input; its id must not be null.
  func add(_ row: Row, from origin: Origin) throws {
    guard let key = row.key else { return }
    if let last = lastKey, key <= last || !key.isExact { hasEachRowOnce = false }
    lastKey = key
    if row.source.mayLackAccount {
      twins.note(row)
      potNames.learn(row, potID: row[.potID])
      if row.source == .statementCSV || !row.hasIDOfBank || !row.namesAccountOfBank {
        hasEachRowOnce = false
      }
      if row.kind == .potTransfer, row.range(.potID) == nil { hasEachRowOnce = false }
    }
    let place = try spool.append(row, from: origin)
    try byKey.add(OrderEntry(key, row.created, offset: place.offset, length: place.length))
  }

  /// Merges the versions of each transaction and puts the rows in order; call once, after the last row.
  ///
  /// - Parameter superseded: takes each record that was superseded by a better one.
  /// - Throws: `StorageError` when what was set aside cannot be read or written.
  func settle(superseded: (Row) -> Void) throws {
    let spool = spool
    let order = { (left: OrderEntry, right: OrderEntry) in
      OrderEntry.byTime(left, right) ?? spool.precedesByID(left, right)
    }
    var ordered = EntrySorter(by: order)
    if hasEachRowOnce {
      ordered = try byKey.reordered(by: order)
    } else {
      var group: [OrderEntry] = []
      try byKey.visit { entry in
        if let first = group.first, !first.hasKey(of: entry) {
          try settle(group, into: ordered, superseded)
          group.removeAll(keepingCapacity: true)
        }
        group.append(entry)
      }
      try settle(group, into: ordered, superseded)
    }
    byTime = ordered
    byKey = EntrySorter(by: OrderEntry.byKey)
    if twins.isNeeded { try findTwins(in: ordered, superseded) }
    if potNames.needsSums { try sumPotMoves() }
  }

  /// Gives every row in order, statement rows with the account that was found for them.
  func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    orphanCount = 0
    openPotMoves = [:]
    try visitStored { row, origin in
      if row.source.mayLackAccount {
        if !statements.resolveAccount(of: &row, file: origin.file) { orphanCount += 1 }
        setPot(of: &row)
      }
      try body(&row, origin)
    }
  }

  /// Gives every row that stands for a payment as it is stored.
  private func visitStored(_ body: (inout Row, Origin) throws -> Void) throws {
    var row = Row()
    try byTime?.visit { entry in
      if supersededPlaces.contains(entry.offset) { return }
      let place = completed[entry.offset] ?? (Int(entry.offset), Int(entry.length))
      let origin = try spool.read(place.offset, place.length, into: &row)
      row.rememberKey(entry.key)
      try body(&row, origin)
    }
  }

  // MARK: Pots

  private func setPot(of row: inout Row) {
    switch potNames.find(row) {
    case .pot(let id):
      row[.potID] = id
      row.kind = .potTransfer
    case .several(let name): openPotMoves[name, default: 0] += 1
    case .none: break
    }
  }

  private func sumPotMoves() throws {
    var names = potNames
    try visitStored { row, _ in names.sum(row) }
    potNames = names
  }

  // MARK: Versions

  private func settle(
    _ group: [OrderEntry], into ordered: EntrySorter, _ superseded: (Row) -> Void
  ) throws {
    guard group.count > 1 else {
      for entry in group { try ordered.add(entry) }
      return
    }
    // Two ids may share a hash: the ids themselves decide what belongs together.
    var histories: [String: [(version: RowVersion, origin: Origin)]] = [:]
    for entry in group {
      var row = Row()
      let origin = try spool.read(Int(entry.offset), Int(entry.length), into: &row)
      histories[row[.id] ?? "", default: []].append(
        (RowVersion(row, raw: try sources.raw(origin)), origin))
    }
    for (_, versions) in histories.sorted(by: { $0.key < $1.key }) {
      let sorted = versions.sorted { $1.version < $0.version }
      guard let best = sorted.first, let row = RowVersion.merged(sorted.map(\.version)) else {
        continue
      }
      for version in sorted.dropFirst() { superseded(version.version.row) }
      for version in sorted {
        if let account = row[.accountID], row.namesAccountOfBank {
          statements.note(account: account, of: version.version.row, file: version.origin.file)
        }
        potNames.learn(version.version.row, potID: row[.potID])
      }
      let place = try spool.append(row, from: best.origin)
      try ordered.add(
        OrderEntry(RowKey(row[.id] ?? ""), row.created, offset: place.offset, length: place.length))
    }
  }

  private func findTwins(in ordered: EntrySorter, _ learn: (Row) -> Void) throws {
    var row = Row()
    var candidates: [RowTwins.Candidate] = []
    try ordered.visit { entry in
      guard twins.mayConcern(entry.created) else { return }
      _ = try spool.read(Int(entry.offset), Int(entry.length), into: &row)
      let likeness = RowLikeness(row, potNames)
      if twins.mayConcern(likeness) { candidates.append(.init(likeness: likeness, entry: entry)) }
    }
    for (index, others) in RowTwins.pairs(candidates).sorted(by: { $0.key < $1.key }) {
      try complete(candidates[index].entry, from: others.map { candidates[$0].entry }, learn)
    }
  }

  /// Fills what a row does not know from those that it supersedes, and leaves them out.
  private func complete(
    _ entry: OrderEntry, from others: [OrderEntry], _ learn: (Row) -> Void
  ) throws {
    var row = Row()
    let origin = try spool.read(Int(entry.offset), Int(entry.length), into: &row)
    for other in others {
      var twin = Row()
      let source = try spool.read(Int(other.offset), Int(other.length), into: &twin)
      if let account = row[.accountID], row.namesAccountOfBank {
        statements.note(account: account, of: twin, file: source.file)
      }
      potNames.learn(twin, potID: row[.potID])
      // What it teaches is of this payment, whose id is the better row's.
      twin[.id] = row[.id]
      twin.rememberKey()
      learn(twin)
      if !row.namesAccountOfBank, twin.namesAccountOfBank { row[.accountID] = twin[.accountID] }
      if row.merchant == nil, !row.kind.isMadeAtMerchant { twin.merchant = nil }
      row.fillNulls(from: twin)
      supersededPlaces.insert(other.offset)
    }
    completed[entry.offset] = try spool.append(row, from: origin)
  }
}

extension Kind {
  /// Whether a row of this kind can have a merchant.
  fileprivate var isMadeAtMerchant: Bool {
    switch self {
    case .cardPayment, .cashWithdrawal, .refund, .cardCheck, .flex, .other: true
    default: false
    }
  }
}

extension RowSpool {
  /// Orders two rows of one instant by their ids; equal ids by their place.
  fileprivate func precedesByID(_ left: OrderEntry, _ right: OrderEntry) -> Bool {
    let (one, other) = (id(of: left), id(of: right))
    if one == other { return left.offset < right.offset }
    return one.lexicographicallyPrecedes(other)
  }

  private func id(of entry: OrderEntry) -> [UInt8] {
    var row = Row()
    // A row that was stored can be read unless the disk fails; the next reader reports that.
    guard (try? read(Int(entry.offset), Int(entry.length), into: &row)) != nil,
      let range = row.range(.id)
    else {
      return []
    }
    return Array(row.storage[range.indices])
  }
}
