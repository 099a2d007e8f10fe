// The first of two passes over the rows: finds the registers, what their heads and feet say, and which rows
// are two sides of one transfer. Rows themselves are not kept, so a history of any length can be written;
// what is kept is a word or two for each transfer.
//
// In which registers a row is, `PostingRule` says. Rows of days before those of an export are in no register of it,
// but what only a later export had of them is not in this balance.

public import Model

/// Finds the registers of a history.
///
///     var scan = RegisterScan(book, rule: rule, slugs: slugs)
///     for row in rows { scan.add(row) }
///     let registers = Registers(scan)
///     for row in rows { for place in registers.places(of: row) { … } }
public struct RegisterScan: Sendable {
  let book: ReferenceBook
  let slugs: Slugs
  let rule: PostingRule
  /// What shapes the registers.
  let options: RegisterOptions
  /// The ids of pots, and of accounts that have pots, by their `StableHash`.
  private let ownerIDs: [UInt64: String]
  /// The account that a pot is part of, where pots are.
  private var holders: [UInt64: UInt64] = [:]
  private let hiddenAccounts: Set<String>

  private(set) var found: [Place: Int] = [:]
  private(set) var owners: [String] = []
  private(set) var currencies: [Currency] = []
  private(set) var sums: [RegisterSums] = []
  private(set) var transfers = TransferSides()
  /// Settled money up to the end of the export that only a later export had, in minor units.
  private(set) var exportedLater: [Place: Int128] = [:]
  /// Those that no row made.
  private(set) var emptyRegisters = 0..<0
  private(set) var postedLater: [Place: PostedLater] = [:]

  /// Creates the scan of no rows.
  ///
  /// - Parameters:
  ///   - book: accounts and pots.
  ///   - rule: in which registers rows are.
  ///   - potsByAccount: the pot that a hidden pot account belongs to, by the account's id.
  ///   - slugs: the names for files.
  ///   - options: what shapes the registers.
  public init(
    _ book: ReferenceBook, rule: PostingRule, potsByAccount: [String: String] = [:], slugs: Slugs,
    options: RegisterOptions = RegisterOptions()
  ) {
    self.book = book
    self.slugs = slugs
    self.rule = rule
    self.options = options
    hiddenAccounts = Set(potsByAccount.keys)
    var owners = Array(book.pots.keys) + potsByAccount.values
    if options.pots == .merge {
      for pot in book.pots.values {
        guard let account = pot.accountID else { continue }
        holders[StableHash.of(pot.id)] = StableHash.of(account)
        owners.append(account)
      }
    }
    ownerIDs = Dictionary(owners.map { (StableHash.of($0), $0) }, uniquingKeysWith: { $1 })
  }

  /// Takes in a row; rows must come in order of (created, id).
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - share: what it is to the export that the registers are for.
  public mutating func add(_ row: Row, _ share: ExportShare = .own) {
    // What an earlier export has by the day of the payment is booked by that day.
    if options.dateBasis == .settled, share != .earlier(isBooked: true) { addPostedLater(row) }
    switch share {
    case .later, .earlier(isBooked: true): break
    case .earlier(isBooked: false): addExportedLater(row)
    case .own, .late: add(row, isWritten: true)
    case .exportedElsewhere:
      addExportedLater(row)
      add(row, isWritten: false)
    }
  }

  /// Takes in an entry that corrects what was exported before: it widens the days and is in no sum.
  public mutating func add(adjustment row: Row) {
    guard case .own(let place) = placement(of: row) else { return }
    sums[index(of: place, row[.accountID])].widen(Register.Entry(row))
  }

  private mutating func add(_ row: Row, isWritten: Bool) {
    switch placement(of: row) {
    case .own(let place):
      let index = index(of: place, row[.accountID])
      sums[index].add(Register.Entry(row), isWritten: isWritten, options.includesPending)
      if isWritten { transfers.add(row, in: index) }
    case .move(let account, let pot):
      let from = index(of: account, row[.accountID])
      let to = index(of: pot, row[.potID])
      sums[from].add(Register.Entry(row), isWritten: isWritten, options.includesPending)
      sums[to].add(
        Register.Entry(row, isMirror: true), isWritten: isWritten, options.includesPending)
    case .none: break
    }
  }

  private mutating func addExportedLater(_ row: Row) {
    let amount = Int128(row.amountMinor)
    switch placement(of: row) {
    case .own(let place): exportedLater[place, default: 0] += amount
    case .move(let place, let pot):
      exportedLater[place, default: 0] += amount
      exportedLater[pot, default: 0] -= amount
    case .none: break
    }
  }

  private mutating func addPostedLater(_ row: Row) {
    guard let days = options.days, row.countsAsMoney, row.postedDate != row.date else { return }
    let amount = Int128(row.amountMinor)
    switch placement(of: row) {
    case .own(let place): postedLater[place, default: PostedLater()].add(row, amount, days)
    case .move(let place, let pot):
      postedLater[place, default: PostedLater()].add(row, amount, days)
      postedLater[pot, default: PostedLater()].add(row, -amount, days)
    case .none: break
    }
  }

  /// Makes a register, without a row, of every account and pot that has none yet and was there by the end of the
  /// period; closed ones are not made.
  public mutating func addEmptyRegisters() {
    let count = owners.count
    defer { emptyRegisters = count..<owners.count }
    func wasThere(_ opened: Instant?) -> Bool {
      guard let opened, let last = options.days?.through else { return true }
      return TimeZoneRules.utc.date(of: opened) <= last
    }
    for account in book.accounts.values.sorted(by: { $0.id < $1.id })
    where !account.isClosed && wasThere(account.created) && !hiddenAccounts.contains(account.id) {
      let place = Place(owner: StableHash.of(account.id), currency: account.currency)
      _ = index(of: place, account.id)
    }
    guard options.pots == .separate else { return }
    for pot in book.pots.values.sorted(by: { $0.id < $1.id })
    where !pot.isDeleted && wasThere(pot.created) {
      _ = index(of: Place(owner: StableHash.of(pot.id), currency: pot.currency), pot.id)
    }
  }

  /// The ids of the pots that are part of an account's register, sorted.
  func parts(of owner: String) -> [String] {
    guard options.pots == .merge else { return [] }
    return book.pots.values.filter { $0.accountID == owner }.map(\.id).sorted()
  }

  // MARK: Places

  /// Where entries are gathered: a register has one currency.
  struct Place: Hashable {
    let owner: UInt64
    let currency: Currency
  }

  /// The place of a register that was found.
  func place(_ index: Int) -> Place {
    Place(owner: StableHash.of(owners[index]), currency: currencies[index])
  }

  enum Placement {
    case own(Place)
    case move(Place, pot: Place)
    case none
  }

  func placement(of row: Row) -> Placement {
    let currency = row.currency
    switch rule.placement(of: row) {
    case .own(let home): return .own(Place(owner: holders[home] ?? home, currency: currency))
    case .move(let home, let pot):
      let (from, to) = (holders[home] ?? home, holders[pot] ?? pot)
      if from == to { return .none }
      return .move(
        Place(owner: from, currency: currency), pot: Place(owner: to, currency: currency))
    case .mirrored: return .none
    }
  }

  /// The register of a place, which is made when it is new.
  private mutating func index(of place: Place, _ owner: String?) -> Int {
    if let index = found[place] { return index }
    found[place] = owners.count
    owners.append(ownerIDs[place.owner] ?? owner ?? "")
    currencies.append(place.currency)
    sums.append(RegisterSums())
    return owners.count - 1
  }
}
