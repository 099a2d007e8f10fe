// The first of two passes over the rows: finds the registers, what their heads and feet say, and which rows
// are two sides of one transfer. Rows themselves are not kept, so a history of any length can be written;
// what is kept is a word or two for each transfer.
//
// 1. A row stands in the register of its account.
// 2. A pot transfer of an account stands in the pot's register too, as a mirror, whether or not the pot's
//    own account could be fetched.
// 3. A row of a pot's own account stands in the pot's register, unless it is the other side of a row of
//    rule 2: linked with it, or unlinked and equal in amount within a day, each mirror standing for one.
// 4. Two rows in two registers with one transfer id and opposite amounts know each other.
//
// Rows of days before those of an export stand in no register of it. They are looked at all the same: a
// mirror of yesterday may stand for a row of today, and what a later export gave is not in this balance.

internal import Bytes
public import Model

/// Finds the registers of a history.
///
///     var survey = RegisterSurvey(book, slugs: slugs)
///     for row in rows { survey.learn(row) }
///     let registers = Registers(survey)
///     for row in rows { for place in registers.places(of: row) { … } }
public struct RegisterSurvey: Sendable {
  let book: ReferenceBook
  let slugs: Slugs
  /// The pots of hidden pot accounts, both as `StableHash` of the id.
  private let potsByAccount: [UInt64: UInt64]
  private let potIDs: [UInt64: String]

  private(set) var found: [Place: Int] = [:]
  private(set) var owners: [String] = []
  private(set) var currencies: [Currency] = []
  private(set) var surveys: [Survey] = []
  private(set) var transfers = TransferSides()
  /// Settled money up to the end of the export that only a later export gave, in minor units.
  private(set) var givenLater: [Place: Int128] = [:]
  private var mirrors = MirrorStock()
  /// Moves of pots' own accounts that nothing links; those of earlier days without a register.
  private var unlinked: [(row: RowKey, pot: UInt64, register: Int?, entry: Register.Entry)] = []

  /// Creates the survey of no rows.
  ///
  /// - Parameters:
  ///   - book: accounts and pots.
  ///   - potsByAccount: the pot that a hidden pot account belongs to, by the account's id.
  ///   - slugs: the names for files.
  public init(_ book: ReferenceBook, potsByAccount: [String: String] = [:], slugs: Slugs) {
    self.book = book
    self.slugs = slugs
    // A balance or a row may name a pot itself as its account.
    let accounts = Dictionary(book.pots.keys.map { ($0, $0) }, uniquingKeysWith: { $1 })
      .merging(potsByAccount) { $1 }
    self.potsByAccount = Dictionary(
      accounts.map { (StableHash.of($0), StableHash.of($1)) }, uniquingKeysWith: { $1 })
    potIDs = Dictionary(
      accounts.values.map { (StableHash.of($0), $0) }, uniquingKeysWith: { $1 })
  }

  /// Takes in a row; rows must come in order of (created, id).
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - share: what it is to the export that the registers are for.
  public mutating func learn(_ row: Row, _ share: ExportPlan.Share = .own) {
    switch share {
    case .later: break
    case .earlier(let isBooked): learnEarlier(row, isBooked: isBooked)
    case .own: learn(row, isWritten: true)
    case .late: learn(row, isWritten: true)
    case .givenElsewhere: learn(row, isWritten: false)
    }
  }

  private mutating func learn(_ row: Row, isWritten: Bool) {
    if !isWritten { learnGivenLater(row) }
    switch placement(of: row) {
    case .account(let place):
      let index = found[place] ?? add(place, row[.accountID])
      surveys[index].add(Register.Entry(row), isWritten: isWritten)
      if isWritten { transfers.add(row, in: index) }
    case .move(let account, let pot):
      let (from, to) = (
        found[account] ?? add(account, row[.accountID]), found[pot] ?? add(pot, row[.potID])
      )
      surveys[from].add(Register.Entry(row), isWritten: isWritten)
      surveys[to].add(Register.Entry(row, isMirror: true), isWritten: isWritten)
      mirrors.add(row, pot: pot.owner)
    case .pot(let place, let isMove):
      // A linked move has its mirror in the account's row.
      if isMove && row.range(.transferID) != nil { return }
      let index = found[place] ?? add(place, potIDs[place.owner])
      if isMove, isWritten, let key = row.key {
        unlinked.append((key, place.owner, index, Register.Entry(row)))
      } else {
        surveys[index].add(Register.Entry(row), isWritten: isWritten)
      }
    }
  }

  // MARK: What stands in no register

  private mutating func learnEarlier(_ row: Row, isBooked: Bool) {
    if !isBooked { learnGivenLater(row) }
    switch placement(of: row) {
    case .account: break
    case .move(_, let pot): mirrors.add(row, pot: pot.owner)
    case .pot(let place, let isMove):
      guard isMove, row.range(.transferID) == nil, let key = row.key else { return }
      unlinked.append((key, place.owner, nil, Register.Entry(row)))
    }
  }

  private mutating func learnGivenLater(_ row: Row) {
    let amount = Int128(row.amountMinor)
    switch placement(of: row) {
    case .account(let place): givenLater[place, default: 0] += amount
    case .move(let place, let pot):
      givenLater[place, default: 0] += amount
      givenLater[pot, default: 0] -= amount
    case .pot(let place, let isMove):
      if isMove && row.range(.transferID) != nil { return }
      givenLater[place, default: 0] += amount
    }
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
    /// In an account only.
    case account(Place)
    /// From an account to a pot or back, told by the account's row.
    case move(Place, pot: Place)
    /// In a pot's own account.
    case pot(Place, isMove: Bool)
  }

  func placement(of row: Row) -> Placement {
    let currency = row.currency
    let account = row.hash(.accountID)
    if let pot = potsByAccount[account] {
      return .pot(Place(owner: pot, currency: currency), isMove: row.kind == .potTransfer)
    }
    let place = Place(owner: account, currency: currency)
    guard row.kind == .potTransfer, row.range(.potID) != nil else { return .account(place) }
    return .move(place, pot: Place(owner: row.hash(.potID), currency: currency))
  }

  private mutating func add(_ place: Place, _ owner: String?) -> Int {
    found[place] = owners.count
    owners.append(owner ?? "")
    currencies.append(place.currency)
    surveys.append(Survey())
    return owners.count - 1
  }

  // MARK: Pots

  /// Decides which unlinked rows of pots a mirror stands for, takes in the others, and gives the ids of
  /// the former.
  mutating func settle() -> Set<RowKey> {
    var replaced = Set<RowKey>()
    for (key, pot, register, entry) in unlinked {
      if mirrors.standsFor(entry.row, of: pot) {
        replaced.insert(key)
      } else if let register {
        surveys[register].add(entry)
      }
    }
    unlinked = []
    return replaced
  }
}
