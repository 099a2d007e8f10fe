// What two archives had that the other had not, found while they were merged. Pure: sets and counts.

public import Model

/// How many things two archives have alone and together.
public struct MergeSides: Equatable, Sendable {
  /// Only in the archive that was merged into.
  public var onlyHere = 0
  /// Only in the other one; taken.
  public var onlyThere = 0
  /// In both.
  public var both = 0

  /// Nothing.
  public init() {}

  init<Element: Hashable>(_ here: Set<Element>, _ there: Set<Element>) {
    both = here.intersection(there).count
    (onlyHere, onlyThere) = (here.count - both, there.count - both)
  }

  /// Whether either has something that the other has not.
  public var differ: Bool { onlyHere + onlyThere > 0 }

  /// Both together.
  public static func + (one: MergeSides, other: MergeSides) -> MergeSides {
    var sum = one
    sum.onlyHere += other.onlyHere
    sum.onlyThere += other.onlyThere
    sum.both += other.both
    return sum
  }
}

/// What became of the rows of two archives.
public struct RowsMerged: Equatable, Sendable {
  /// By their ids; `both` are those of the same version.
  public var sides = MergeSides()
  /// Rows of which the archive that was merged into had the newer version.
  public var newerHere = 0
  /// Rows of which the other had the newer version; taken.
  public var newerThere = 0
  /// Rows of one of them that the other knew to be gone, and that are in neither now.
  public var gone = 0

  /// Nothing.
  public init() {}

  /// Whether either has something that the other has not.
  public var differ: Bool { sides.differ || newerHere + newerThere + gone > 0 }

  init(_ here: [RowKey: UInt128], _ there: [RowKey: UInt128], after: [RowKey: UInt128]) {
    for (key, body) in here {
      let other = there[key]
      switch after[key] {
      case nil: gone += 1
      case _ where other == nil: sides.onlyHere += 1
      case _ where other == body: sides.both += 1
      case other: newerThere += 1
      default: newerHere += 1
      }
    }
    for key in there.keys where here[key] == nil {
      if after[key] == nil { gone += 1 } else { sides.onlyThere += 1 }
    }
  }

  /// Both together.
  public static func + (one: RowsMerged, other: RowsMerged) -> RowsMerged {
    var sum = one
    sum.sides = sum.sides + other.sides
    sum.newerHere += other.newerHere
    sum.newerThere += other.newerThere
    sum.gone += other.gone
    return sum
  }
}

/// What two archives had of one account or pot.
public struct AccountMerge: Equatable, Sendable {
  /// The account, or the pot whose account it is.
  public let id: String
  /// Its rows.
  public var rows = RowsMerged()
  /// Versions that were superseded or are gone.
  public var versions = MergeSides()
  /// Balances that were seen.
  public var balances = MergeSides()
  /// Rows without a readable id or time.
  public var unreadable = MergeSides()
  /// Time that was complete only in the archive that was merged into.
  public var windowsHere: [TimeWindow] = []
  /// Time that was complete only in the other; complete now.
  public var windowsThere: [TimeWindow] = []

  /// Whether either has something that the other has not.
  public var differs: Bool {
    rows.differ || versions.differ || balances.differ || unreadable.differ
      || !windowsHere.isEmpty || !windowsThere.isEmpty
  }
}

/// What two archives had that the other had not.
public struct MergeReport: Equatable, Sendable {
  /// By account or pot.
  private var byID: [String: AccountMerge] = [:]
  /// Rows of other dialects.
  public internal(set) var imports = MergeSides()
  /// Imports that the logs know.
  public internal(set) var loggedImports = MergeSides()
  /// Fetches that came to their end.
  public internal(set) var fetches = MergeSides()
  /// Files of the other that are damaged, and of which nothing was taken.
  public let damage: [FileDamage]
  /// Files that were damaged here, and that the other still had as they were.
  public package(set) var restored: [String]

  /// The pots whose rows are in an account of their own, by that account.
  private let pots: [String: String]

  init(damage: [FileDamage], restored: [String], _ coverage: [AccountCoverage]) {
    (self.damage, self.restored) = (damage, restored)
    let pairs = coverage.compactMap { account in account.potID.map { (account.accountID, $0) } }
    pots = Dictionary(pairs, uniquingKeysWith: min)
  }

  /// By account or pot, sorted by id.
  public var accounts: [AccountMerge] {
    byID.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// Whether each has something of fetches that the other has not.
  var bothBring: Bool {
    let sums = byID.values.reduce(fetches) { $0 + $1.rows.sides + $1.versions + $1.balances }
    return sums.onlyHere + rows.newerHere > 0 && sums.onlyThere + rows.newerThere > 0
  }

  /// The rows of all accounts.
  public var rows: RowsMerged { byID.values.reduce(RowsMerged()) { $0 + $1.rows } }

  private subscript(id: String) -> AccountMerge {
    get { byID[pots[id] ?? id] ?? AccountMerge(id: pots[id] ?? id) }
    set { byID[pots[id] ?? id] = newValue }
  }

  mutating func add(_ id: String, _ rows: RowsMerged) { self[id].rows = self[id].rows + rows }

  mutating func add(_ id: String, versions sides: MergeSides) {
    self[id].versions = self[id].versions + sides
  }

  mutating func add(_ id: String, unreadable sides: MergeSides) {
    self[id].unreadable = self[id].unreadable + sides
  }

  mutating func add(_ id: String, balances sides: MergeSides) {
    self[id].balances = self[id].balances + sides
  }

  /// Takes in what was complete in either and is now.
  mutating func merge(
    coverage here: [AccountCoverage], _ there: [AccountCoverage], into after: [AccountCoverage]
  ) {
    for account in after {
      let id = account.accountID
      func windows(_ side: [AccountCoverage]) -> [TimeWindow] {
        side.first { $0.accountID == account.accountID }?.complete ?? []
      }
      func rest(_ windows: [TimeWindow], without others: [TimeWindow]) -> [TimeWindow] {
        others.reduce(windows) { rest, other in rest.flatMap { $0.without(other) } }
      }
      self[id].windowsHere += rest(windows(here), without: windows(there))
      self[id].windowsThere += rest(account.complete, without: windows(here))
    }
  }
}

/// What merging two archives did.
public struct ArchiveMerge: Equatable, Sendable {
  /// What was written.
  public let changes: ArchiveChanges
  /// What each had that the other had not.
  public package(set) var report: MergeReport
}
