// What says, without comparing amounts or names, that rows belong to one purchase: the card network's lifecycle id, the
// id of a bill that was split, an original that a record states. Money that came back finds by it what it is for, and
// in which category that was. A monoid: a list of ties, and two dictionaries.

internal import Bytes

/// One row that is tied to others.
public struct Tie: Hashable, Sendable {
  /// The row.
  public var key: RowKey
  /// What ties it, as `Row.tie` has it.
  public var tie: UInt64
  /// `StableHash` of the category of money out; zero for money in.
  public var category: UInt64

  static func precedes(_ one: Tie, _ other: Tie) -> Bool {
    if one.key != other.key { return one.key < other.key }
    return (one.tie, one.category) < (other.tie, other.category)
  }
}

/// All ties of a history.
public struct TieBook: Sendable {
  /// The rows that are tied to others, in no particular order.
  public private(set) var ties: [Tie] = []
  /// The originals that rows of money in state, by those rows.
  public private(set) var originals: [RowKey: RowKey] = [:]
  private var categories = HashMap<String>()

  /// Creates a book without ties.
  public init() {}

  /// Remembers a row of money in.
  public mutating func add(moneyIn key: RowKey, tie: UInt64) {
    ties.append(Tie(key: key, tie: tie, category: 0))
  }

  /// Remembers a row of money out.
  ///
  /// - Parameters:
  ///   - key: the row.
  ///   - tie: what ties it.
  ///   - category: `StableHash` of its category, the empty text for none.
  ///   - name: gives the category; asked only when it is new.
  public mutating func add(
    moneyOut key: RowKey, tie: UInt64, category: UInt64, name: () -> String
  ) {
    if categories.position(category) == nil { categories.set(category, to: name()) }
    ties.append(Tie(key: key, tie: tie, category: category))
  }

  /// Remembers the original that a row states.
  public mutating func add(original: RowKey, of key: RowKey) {
    originals[key] = min(original, originals[key] ?? original)
  }

  /// Takes in all that another book knows.
  public mutating func merge(_ other: TieBook) {
    ties.append(contentsOf: other.ties)
    for (key, original) in other.originals { add(original: original, of: key) }
    for (category, name) in zip(other.categories.hashes, other.categories.values)
    where categories.position(category) == nil { categories.set(category, to: name) }
  }

  /// The rows of money out that every tied row of money in is tied to, those of the stated original too, in order.
  ///
  /// Linear in the ties: ask once.
  public var counterparts: [RowKey: [RowKey]] {
    var moneyIn: [UInt64: [RowKey]] = [:]
    for tie in ties where tie.category == 0 { moneyIn[tie.tie, default: []].append(tie.key) }
    var found: [RowKey: [RowKey]] = [:]
    if !moneyIn.isEmpty {
      for tie in ties where tie.category != 0 {
        for key in moneyIn[tie.tie] ?? [] { found[key, default: []].append(tie.key) }
      }
    }
    for (key, original) in originals { found[key, default: []].append(original) }
    return found.mapValues { Array(Set($0)).sorted() }
  }

  /// The category that every tied row of money in gives money back to: that of the first row that it is tied to.
  ///
  /// Linear in the ties: ask once.
  public var categoriesOfMoneyIn: [RowKey: String] {
    let counterparts = counterparts
    guard !counterparts.isEmpty else { return [:] }
    let wanted = Set(counterparts.values.joined())
    var known: [RowKey: UInt64] = [:]
    for tie in ties where tie.category != 0 && wanted.contains(tie.key) {
      known[tie.key] = min(tie.category, known[tie.key] ?? tie.category)
    }
    return counterparts.compactMapValues { keys in
      keys.lazy.compactMap { known[$0].flatMap { categories[$0] } }.first { !$0.isEmpty }
    }
  }
}

extension TieBook: Equatable {
  /// Equal when the same was learned, in whatever order.
  public static func == (left: TieBook, right: TieBook) -> Bool {
    left.originals == right.originals && left.categories == right.categories
      && left.ties.count == right.ties.count
      && left.ties.sorted(by: Tie.precedes) == right.ties.sorted(by: Tie.precedes)
  }
}

// MARK: Bytes

extension CodedWriter {
  mutating func add(_ book: TieBook) { book.write(to: &self) }
}

extension CodedReader {
  mutating func readTies(into book: inout TieBook) throws(KnowledgeCodingError) {
    try book.read(&self)
  }
}

extension TieBook {
  fileprivate func write(to writer: inout CodedWriter) {
    let names = categories.values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    writer.add(names) { $0.add($1) }
    writer.add(ties.sorted(by: Tie.precedes)) {
      $0.add($1.key)
      $0.add($1.tie)
      $0.add($1.category)
    }
    writer.add(originals.sorted { $0.key < $1.key }) {
      $0.add($1.key)
      $0.add($1.value)
    }
  }

  fileprivate mutating func read(_ reader: inout CodedReader) throws(KnowledgeCodingError) {
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let name = try reader.text()
      categories.set(StableHash.of(name), to: name)
    }
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let key = try reader.key()
      let tie = try reader.number(UInt64.self)
      ties.append(Tie(key: key, tie: tie, category: try reader.number(UInt64.self)))
    }
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let key = try reader.key()
      add(original: try reader.key(), of: key)
    }
  }
}
