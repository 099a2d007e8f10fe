// What rows were before they were what they are: a balance of the bank is compared with the rows as they were when
// it was seen. Only what changed an amount matters, so of most rows nothing is kept.

/// What a row counted for until something else was learned of it.
public struct PastMovement: Hashable, Sendable {
  /// The row as it was; its amount is zero where the row was there and counted for nothing.
  public var movement: Movement
  /// When the archive learned of the next version, or that the row was gone.
  public var until: Instant
  /// Whether the row was gone then, and no other version took its place.
  public var isGone: Bool

  /// Creates a past movement.
  public init(_ movement: Movement, until: Instant, isGone: Bool = false) {
    self.movement = movement
    self.until = until
    self.isGone = isGone
  }

  /// Whether the next version moves the same money at the same time: then nobody needs this one.
  func moves(as next: Movement) -> Bool {
    !isGone && movement.amountMinor == next.amountMinor && movement.created == next.created
      && movement.currency == next.currency && movement.account == next.account
      && movement.pot == next.pot
  }

  static func precedes(_ one: PastMovement, _ other: PastMovement) -> Bool {
    if one.movement.key != other.movement.key { return one.movement.key < other.movement.key }
    if one.until != other.until { return one.until < other.until }
    if one.isGone != other.isGone { return other.isGone }
    return Knowledge.precedes(one.movement, other.movement)
  }
}

/// A row that a fetch brought into time that had been complete before: until then it was not there.
public struct LateArrival: Hashable, Sendable {
  /// The row.
  public var key: RowKey
  /// When the fetch ended.
  public var fetched: Instant

  /// Creates an arrival.
  public init(_ key: RowKey, fetched: Instant) {
    self.key = key
    self.fetched = fetched
  }

  static func precedes(_ one: LateArrival, _ other: LateArrival) -> Bool {
    (one.key.bits, one.fetched) < (other.key.bits, other.fetched)
  }
}

/// A fetch that ended while time of an account was unread that has been read since: what happened meanwhile to rows
/// of that time nobody knows.
public struct PartialFetch: Hashable, Sendable {
  /// `StableHash` of the account.
  public var account: UInt64
  /// When the fetch ended.
  public var fetched: Instant

  /// Creates a fetch.
  public init(account: UInt64, fetched: Instant) {
    self.account = account
    self.fetched = fetched
  }

  static func precedes(_ one: PartialFetch, _ other: PartialFetch) -> Bool {
    (one.fetched, one.account) < (other.fetched, other.account)
  }
}

/// Time of an account that two archives knew differently before they were merged: what the run that saw a balance then
/// knew of the rows nobody can say.
public struct MergedTime: Hashable, Sendable {
  /// `StableHash` of the account.
  public var account: UInt64
  /// When the first row was made that they knew differently.
  public var since: Instant
  /// When they were merged.
  public var merged: Instant

  /// Creates a time.
  public init(account: UInt64, since: Instant, merged: Instant) {
    self.account = account
    self.since = since
    self.merged = merged
  }

  static func precedes(_ one: MergedTime, _ other: MergedTime) -> Bool {
    (one.merged, one.account, one.since) < (other.merged, other.account, other.since)
  }
}

/// The past of the rows of a history, and when the bank was asked; it merges.
public struct RowPast: Sendable {
  /// What rows were, in no particular order.
  public var versions: [PastMovement] = []
  /// Rows that came late, in no particular order.
  public var arrivals: [LateArrival] = []
  /// When fetches came to their ends, in no particular order.
  public var fetches: [Instant] = []
  /// Those of them that knew less than is known now, in no particular order.
  public var partialFetches: [PartialFetch] = []
  /// What two archives knew differently that are one now, in no particular order.
  public var mergedTimes: [MergedTime] = []

  /// Nothing is known.
  public init() {}

  /// Whether nothing is known.
  public var isEmpty: Bool {
    versions.isEmpty && arrivals.isEmpty && fetches.isEmpty && partialFetches.isEmpty
      && mergedTimes.isEmpty
  }

  /// Takes in what is known elsewhere.
  public mutating func merge(_ other: RowPast) {
    versions += other.versions
    arrivals += other.arrivals
    fetches += other.fetches
    partialFetches += other.partialFetches
    mergedTimes += other.mergedTimes
  }

  /// The same, each once and in one order.
  public var sorted: RowPast {
    var past = RowPast()
    past.versions = Set(versions).sorted(by: PastMovement.precedes)
    past.arrivals = Set(arrivals).sorted(by: LateArrival.precedes)
    past.fetches = Set(fetches).sorted()
    past.partialFetches = Set(partialFetches).sorted(by: PartialFetch.precedes)
    past.mergedTimes = Set(mergedTimes).sorted(by: MergedTime.precedes)
    return past
  }

  /// Drops versions that moved the same money as what came after them.
  ///
  /// - Parameter now: the rows as they are, sorted by (created, key).
  public mutating func compact(beside now: [Movement]) {
    let all = sorted.versions
    versions = all.enumerated().filter { index, version in
      if index + 1 < all.count, all[index + 1].movement.key == version.movement.key {
        return !version.moves(as: all[index + 1].movement)
      }
      guard let row = now.row(version.movement) else { return true }
      // A run may have been cut off between the history and the row: then the row still is this version, and
      // the next one is not known.
      let isNext =
        row.status != version.movement.status
        || row.daysToSettle != version.movement.daysToSettle
      return !(isNext && version.moves(as: row))
    }.map(\.element)
  }
}

extension RowPast: Equatable {
  /// Equal when the same is known, in whatever order.
  public static func == (left: RowPast, right: RowPast) -> Bool {
    let (one, other) = (left.sorted, right.sorted)
    return one.versions == other.versions && one.arrivals == other.arrivals
      && one.fetches == other.fetches && one.partialFetches == other.partialFetches
      && one.mergedTimes == other.mergedTimes
  }
}

extension Movement {
  /// The pot that the row moves money to or from.
  fileprivate var pot: UInt64? { kind == .potTransfer && basis == .pot ? party : nil }
}

extension [Movement] {
  /// The movement of the same row, of movements sorted by (created, key); nil when it was made at another time.
  fileprivate func row(_ version: Movement) -> Movement? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let isBefore =
        self[middle].created != version.created
        ? self[middle].created < version.created : self[middle].key < version.key
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].key == version.key ? self[low] : nil
  }
}
