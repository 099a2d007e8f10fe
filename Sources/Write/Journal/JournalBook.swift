// The books of an export as journals keep them: every row of its registers is one transaction, and a move between two
// registers of the user is one, too. Two rows of a move are put together when they are booked on one day; else each goes
// through an account of money on its way, so that every balance is right on every day.
//
// A row of an earlier day that only this export has is booked on the first day of the period, so that what an earlier
// journal asserts of its last day stays true; the day it was made is among its facts.

internal import Accounting
public import Aggregate
public import Model

/// Makes transactions of rows, and knows what accounts hold before and after.
public struct JournalBook: Sendable {
  /// A register and what was written of it.
  struct Account {
    let register: Register
    let name: String
    /// What was written, by the month that it is booked in.
    var months: [Month: Int128] = [:]
    /// What was written, as it really moved.
    var written: Int128 = 0
  }

  /// A row on its way into a transaction.
  struct Pending {
    let row: Row
    let places: [Registers.Place]
    let share: ExportShare
  }

  private let names: JournalAccounts
  private let basis: DateBasis
  private let includesPending: Bool
  let period: DayRange?
  private(set) var accounts: [Account]
  /// The place of a register among the accounts, by its id.
  private let places: [String: Int]
  /// Rows of transfers whose other row has not come yet, by the transfer's id.
  private var held: [String: Pending] = [:]
  /// The names of all accounts that something was booked on.
  private(set) var used: Set<String> = []
  /// The names of accounts that something else than entries of registers was booked on.
  private(set) var others: Set<String> = []
  /// The first day that something was booked on.
  private(set) var firstDay: CivilDate?

  /// Opens the books.
  ///
  /// - Parameters:
  ///   - registers: the registers of the rows that will come, which know what they hold.
  ///   - names: what accounts are called.
  ///   - period: the days of the rows; nil for all.
  ///   - basis: which of its days a row is booked on.
  ///   - includesPending: whether rows whose amount can still change are booked.
  public init(
    _ registers: [Register], _ names: JournalAccounts, _ period: DayRange?, basis: DateBasis,
    includesPending: Bool = false
  ) {
    self.names = names
    self.basis = basis
    self.includesPending = includesPending
    self.period = period
    accounts = registers.map { Account(register: $0, name: names.account(of: $0)) }
    places = Dictionary(
      registers.indices.map { (registers[$0].id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  // MARK: Rows

  /// Books a row.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - share: what it is to the export.
  ///   - places: the registers that it is in, by their place among those of the books.
  ///   - booked: the row as files go on giving it, where it has changed since.
  /// - Returns: the transactions that are complete now, and why the row is in none.
  public mutating func append(
    _ row: Row, _ share: ExportShare, _ places: [Registers.Place], as booked: Row? = nil
  ) -> (transactions: [JournalTransaction], reason: LeftOut.Reason?) {
    if places.isEmpty { return ([], nil) }
    if share == .exportedElsewhere { return ([], .exported) }
    let given = booked ?? row
    if let reason = given.reasonToLeaveOut(includingPending: includesPending) {
      return ([], reason)
    }
    let entries = places.map { place in
      let (isMirror, other) = (place.entry.isMirror, place.entry.other)
      return Registers.Place(
        register: place.register,
        entry: Register.Entry(given, isMirror: isMirror, other: other))
    }
    for (place, actual) in zip(entries, places) {
      book(place, share, actualMinor: actual.entry.amountMinor)
    }
    let own = Pending(row: given, places: entries, share: share)
    let place = entries[0]
    guard let other = place.entry.other, !other.isSameRow, pairs(own, with: other),
      let id = given[.transferID]
    else { return ([single(own)].compactMap(\.self), nil) }
    guard let first = held.removeValue(forKey: id) else {
      held[id] = own
      return ([], nil)
    }
    guard day(of: first) == day(of: own) else {
      return ([single(first), single(own)].compactMap(\.self), nil)
    }
    return ([pair(first, own)].compactMap(\.self), nil)
  }

  /// Books an entry that is no row of the period.
  ///
  /// - Parameters:
  ///   - row: the entry as a row.
  ///   - places: the registers that it is in.
  ///   - isCorrection: whether it corrects what earlier files gave; else it is a row as it was given, which moves no
  ///     money any more.
  /// - Returns: its transaction.
  public mutating func append(
    adjustment row: Row, _ places: [Registers.Place], isCorrection: Bool
  ) -> [JournalTransaction] {
    for place in places {
      book(place, .late, actualMinor: isCorrection ? place.entry.amountMinor : 0)
    }
    return [single(Pending(row: row, places: places, share: .late))].compactMap(\.self)
  }

  /// Books the rows whose other side did not come.
  public mutating func finish() -> [JournalTransaction] {
    let rest = held.values.sorted {
      ($0.row.created, $0.row[.id] ?? "") < ($1.row.created, $1.row[.id] ?? "")
    }
    held = [:]
    return rest.compactMap { single($0) }
  }

  /// Takes note that something is booked on an account.
  mutating func open(_ name: String, on day: CivilDate) {
    used.insert(name)
    firstDay = min(firstDay ?? day, day)
  }

  /// Books an entry: what it is given with counts month by month, and what it moved leads back to the opening.
  private mutating func book(
    _ place: Registers.Place, _ share: ExportShare, actualMinor: Int64
  ) {
    let day = day(of: place.entry, share)
    accounts[place.register].months[day.month, default: 0] += Int128(place.entry.amountMinor)
    accounts[place.register].written += Int128(actualMinor)
    firstDay = min(firstDay ?? day, day)
  }

  /// Whether the other row of a transfer is booked in these books on the same day.
  private func pairs(_ own: Pending, with other: Register.Side) -> Bool {
    guard let entry = own.places.first?.entry, places[other.register] != nil else { return false }
    return (includesPending || other.status == .settled)
      && other.date(basis) == entry.date(basis)
  }

  // MARK: Days

  /// The day that a row is booked on.
  private func day(of entry: Register.Entry, _ share: ExportShare) -> CivilDate {
    let day = entry.date(basis)
    guard share == .late, let period else { return day }
    return max(day, period.from)
  }

  private func day(of row: Pending) -> CivilDate? {
    row.places.first.map { day(of: $0.entry, row.share) }
  }

  // MARK: Transactions

  /// The transaction of two rows that are one move.
  private mutating func pair(_ one: Pending, _ other: Pending) -> JournalTransaction? {
    let (from, to) = one.row.amountMinor < 0 ? (one, other) : (other, one)
    guard var transaction = head(from), let place = to.places.first else { return nil }
    transaction.isPending = one.row.status == .pending || other.row.status == .pending
    transaction.transferID = from.row[.transferID]
    transaction.facts.append(.init(key: "other-id", text: to.row[.id] ?? ""))
    transaction.postings.append(posting(of: place))
    return transaction
  }

  /// The transaction of one row.
  private mutating func single(_ row: Pending) -> JournalTransaction? {
    guard var transaction = head(row), let place = row.places.first else { return nil }
    let entry = place.entry
    if let other = entry.other {
      transaction.transferID = row.row[.transferID] ?? row.row[.id]
      if other.isSameRow, row.places.count > 1 {
        transaction.postings.append(posting(of: row.places[1]))
      } else {
        transaction.postings.append(
          posting(on: JournalAccounts.transfers, -Int128(entry.amountMinor), entry.row.currency))
      }
      return transaction
    }
    let shares = row.row.categoryShares
    let original = entry.foreignAmount
    let isWhole =
      shares.count == 1 && original.map { ($0.minorUnits < 0) == (entry.amountMinor < 0) } ?? false
    for share in shares {
      let (name, mapping) = names.account(of: row.row, share)
      var posting = posting(on: name, -share.amountMinor, row.row.currency)
      (posting.code, posting.vat) = (mapping.code, mapping.vat)
      if isWhole { posting.original = original.flatMap { try? $0.negated() } }
      transaction.postings.append(posting)
    }
    if let original, !isWhole {
      transaction.facts.append(.init(key: "original", text: "\(original)"))
    }
    return transaction
  }

  /// What a transaction says of its first row, and that row's posting.
  private mutating func head(_ row: Pending) -> JournalTransaction? {
    guard let place = row.places.first, let day = day(of: row) else { return nil }
    let (entry, text) = (place.entry, EntryText(place.entry))
    var transaction = JournalTransaction(date: day, payee: text.payee.string)
    transaction.isPending = row.row.status == .pending
    transaction.note = text.note.string
    transaction.id = row.row[.id]
    transaction.tags = row.row.tags
    if day != entry.date(basis) {
      transaction.facts.append(.init(key: "paid", text: "\(entry.date(basis))"))
    }
    if let purchase = row.row[.refundOf] {
      transaction.facts.append(.init(key: "refund-of", text: purchase))
    }
    for fee in entry.isMirror ? [] : row.row.fees {
      transaction.facts.append(.init(key: "fee", text: "\(fee.amount)"))
    }
    transaction.postings = [posting(of: place)]
    return transaction
  }

  private mutating func posting(of place: Registers.Place) -> JournalTransaction.Posting {
    let account = accounts[place.register]
    used.insert(account.name)
    return JournalTransaction.Posting(
      account: account.name, amountMinor: Int128(place.entry.amountMinor),
      currency: account.register.currency)
  }

  private mutating func posting(
    on name: String, _ amountMinor: Int128, _ currency: Currency
  ) -> JournalTransaction.Posting {
    used.insert(name)
    others.insert(name)
    return JournalTransaction.Posting(account: name, amountMinor: amountMinor, currency: currency)
  }
}
