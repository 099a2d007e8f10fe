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
  private var mirrors = MirrorStock()
  private var unlinked: [(row: RowKey, pot: Int, entry: Register.Entry)] = []

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
  public mutating func learn(_ row: Row) {
    switch placement(of: row) {
    case .account(let place):
      let index = found[place] ?? add(place, row[.accountID])
      surveys[index].add(Register.Entry(row))
      transfers.add(row, in: index)
    case .move(let account, let pot):
      let (from, to) = (
        found[account] ?? add(account, row[.accountID]), found[pot] ?? add(pot, row[.potID])
      )
      surveys[from].add(Register.Entry(row))
      surveys[to].add(Register.Entry(row, isMirror: true))
      mirrors.add(row, pot: pot.owner)
    case .pot(let place, let isMove):
      // A linked move has its mirror in the account's row.
      if isMove && row.range(.transferID) != nil { return }
      let index = found[place] ?? add(place, potIDs[place.owner])
      if isMove, let key = row.key {
        unlinked.append((key, index, Register.Entry(row)))
      } else {
        surveys[index].add(Register.Entry(row))
      }
    }
  }

  // MARK: Places

  /// Where entries are gathered: a register has one currency.
  struct Place: Hashable {
    let owner: UInt64
    let currency: Currency
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
    for (key, index, entry) in unlinked {
      if mirrors.standsFor(entry.row, of: StableHash.of(owners[index])) {
        replaced.insert(key)
      } else {
        surveys[index].add(entry)
      }
    }
    unlinked = []
    return replaced
  }
}
