// The merchants that rows brought with them. A merchant changes over the years (a new logo, a corrected
// address) and every row carries it as it was then: the directory keeps the latest version of each branch,
// and names a chain after the latest of its branches.

public import Bytes

/// The latest version of every merchant that was seen with its whole object.
public struct MerchantDirectory: Equatable, Sendable {
  /// When a version of a merchant was seen, and with which row.
  public struct Seen: Equatable, Hashable, Comparable, Sendable {
    /// `updated` of the row, else its `created`.
    public var time: Instant
    /// The row's id.
    public var key: RowKey

    /// Creates a place in the order of versions.
    public init(time: Instant, key: RowKey) {
      self.time = time
      self.key = key
    }

    /// Earlier before later, then by row id.
    public static func < (left: Seen, right: Seen) -> Bool {
      left.time == right.time ? left.key < right.key : left.time < right.time
    }
  }

  /// A merchant and the row that it was last seen with.
  public struct Entry: Equatable, Sendable {
    /// The merchant, as the latest row has it.
    public var merchant: Merchant
    /// The latest row.
    public var seen: Seen
  }

  /// A chain of merchants.
  public struct Chain: Equatable, Sendable {
    /// The name of its latest branch.
    public var name: String
    /// How many branches were seen.
    public var branches: Int
  }

  /// The merchants by `StableHash` of the bank's id of the branch.
  public private(set) var entries = HashMap<Entry>()

  /// Creates an empty directory.
  public init() {}

  /// Takes in a merchant that came with a row; one without an id or a name teaches nothing.
  public mutating func add(_ merchant: Merchant, seen: Seen) {
    guard merchant.fields.id != nil, merchant.fields.name != nil else { return }
    add(Entry(merchant: merchant, seen: seen))
  }

  /// Takes in all that another directory knows.
  public mutating func merge(_ other: MerchantDirectory) {
    for entry in other.entries.values { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    if let known = entries.position(entry.merchant.idHash) {
      entries[at: known].takeOver(entry)
    } else {
      entries.set(entry.merchant.idHash, to: entry)
    }
  }

  /// The merchant of an id; nil when no row brought its whole object.
  public subscript(id: String) -> Merchant? { entries[StableHash.of(id)]?.merchant }

  /// The chains by the bank's id of the group.
  ///
  /// Linear in the merchants: ask once.
  public var chains: [String: Chain] {
    var latest: [String: (entry: Entry, branches: Int)] = [:]
    for entry in entries.values {
      guard let group = entry.merchant.fields.groupID else { continue }
      guard let known = latest[group] else {
        latest[group] = (entry, 1)
        continue
      }
      let better = known.entry.givesWay(to: entry) ? entry : known.entry
      latest[group] = (better, known.branches + 1)
    }
    return latest.mapValues {
      Chain(name: $0.entry.merchant.fields.name ?? "", branches: $0.branches)
    }
  }
}

extension MerchantDirectory.Entry {
  /// The later row's version is the better one; of one row's two, that with the greater JSON.
  fileprivate func givesWay(to other: MerchantDirectory.Entry) -> Bool {
    if seen != other.seen { return seen < other.seen }
    return merchant !== other.merchant
      && merchant.json.lexicographicallyPrecedes(other.merchant.json)
  }

  fileprivate mutating func takeOver(_ other: MerchantDirectory.Entry) {
    guard givesWay(to: other) else { return }
    seen = other.seen
    // Most rows bring the very object that is known already.
    if merchant !== other.merchant { merchant = other.merchant }
  }
}
