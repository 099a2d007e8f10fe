// The numbers of a row under their own names. Text fields are reached by `row[.payee]`, or as bytes by
// `row.range(.payee)`, so that the data path never makes a String by accident.

extension Row {
  private enum Presence {
    static let updated: UInt32 = 1, settled: UInt32 = 2, localAmount: UInt32 = 4,
      balance: UInt32 = 8
  }

  private func has(_ bit: UInt32) -> Bool { load(RowLayout.presence, as: UInt32.self) & bit != 0 }

  private mutating func mark(_ bit: UInt32, _ isPresent: Bool) {
    let bits = load(RowLayout.presence, as: UInt32.self)
    store(isPresent ? bits | bit : bits & ~bit, RowLayout.presence)
  }

  // MARK: Times and days

  /// When the payment was made; every row has it.
  public var created: Instant {
    get { instant(RowLayout.created, RowLayout.createdNanos) }
    set { set(newValue, RowLayout.created, RowLayout.createdNanos) }
  }

  /// When the bank last changed the record.
  public var updated: Instant? {
    get { has(Presence.updated) ? instant(RowLayout.updated, RowLayout.updatedNanos) : nil }
    set {
      mark(Presence.updated, newValue != nil)
      set(newValue ?? Instant(seconds: 0), RowLayout.updated, RowLayout.updatedNanos)
    }
  }

  /// When the payment settled.
  public var settled: Instant? {
    get { has(Presence.settled) ? instant(RowLayout.settled, RowLayout.settledNanos) : nil }
    set {
      mark(Presence.settled, newValue != nil)
      set(newValue ?? Instant(seconds: 0), RowLayout.settled, RowLayout.settledNanos)
    }
  }

  /// The day of `created` in the report's time zone.
  public var date: CivilDate {
    get { CivilDate(days: load(RowLayout.date, as: Int32.self)) }
    set { store(newValue.days, RowLayout.date) }
  }

  /// The day of `settled` in the report's time zone.
  public var postedDate: CivilDate? {
    get {
      let days = load(RowLayout.postedDate, as: Int32.self)
      return days == RowLayout.absentDay ? nil : CivilDate(days: days)
    }
    set { store(newValue?.days ?? RowLayout.absentDay, RowLayout.postedDate) }
  }

  private func instant(_ seconds: Int, _ nanoseconds: Int) -> Instant {
    Instant(
      seconds: load(seconds, as: Int64.self), nanoseconds: load(nanoseconds, as: Int32.self))
  }

  private mutating func set(_ instant: Instant, _ seconds: Int, _ nanoseconds: Int) {
    store(instant.seconds, seconds)
    store(instant.nanoseconds, nanoseconds)
  }

  // MARK: Money

  /// The amount in minor units of `currency`, credit-positive.
  public var amountMinor: Int64 {
    get { load(RowLayout.amount, as: Int64.self) }
    set { store(newValue, RowLayout.amount) }
  }

  /// The currency of the account.
  public var currency: Currency {
    get { Currency(packed: load(RowLayout.currency, as: UInt32.self)) }
    set { store(newValue.packed, RowLayout.currency) }
  }

  /// The amount with its currency.
  public var amount: Money {
    get { Money(amountMinor, currency) }
    set {
      amountMinor = newValue.minorUnits
      currency = newValue.currency
    }
  }

  /// What was paid in the shop's own currency, in its minor units, credit-positive.
  public var localAmount: Money? {
    get {
      guard has(Presence.localAmount) else { return nil }
      return Money(
        load(RowLayout.localAmount, as: Int64.self),
        Currency(packed: load(RowLayout.localCurrency, as: UInt32.self)))
    }
    set {
      mark(Presence.localAmount, newValue != nil)
      store(newValue?.minorUnits ?? 0, RowLayout.localAmount)
      store(newValue?.currency.packed ?? 0, RowLayout.localCurrency)
    }
  }

  /// The balance of the account after the row, in minor units of `currency`.
  public var balanceMinor: Int64? {
    get { has(Presence.balance) ? load(RowLayout.balance, as: Int64.self) : nil }
    set {
      mark(Presence.balance, newValue != nil)
      store(newValue ?? 0, RowLayout.balance)
    }
  }

  /// What ties the row to others of one purchase: a hash of the card network's lifecycle id, or of the id of a bill
  /// that was split; zero for nothing.
  public var tie: UInt64 {
    get { load(RowLayout.tie, as: UInt64.self) }
    set { store(newValue, RowLayout.tie) }
  }

  // MARK: Words

  /// The dialect that the row came from.
  public var source: Dialect {
    get { Dialect(rawValue: storage[RowLayout.source]) ?? .monzo }
    set { storage[RowLayout.source] = newValue.rawValue }
  }

  /// What kind of movement it is.
  public var kind: Kind {
    get { Kind(rawValue: storage[RowLayout.kind]) ?? .other }
    set { storage[RowLayout.kind] = newValue.rawValue }
  }

  /// Whether the money has moved.
  public var status: Status {
    get { Status(rawValue: storage[RowLayout.status]) ?? .settled }
    set { storage[RowLayout.status] = newValue.rawValue }
  }

  /// Whether the user counts it as spending; null when the source does not say.
  public var includeInSpending: Bool? {
    get { storage[RowLayout.spending] == 2 ? nil : storage[RowLayout.spending] == 1 }
    set { storage[RowLayout.spending] = newValue.map { $0 ? 1 : 0 } ?? 2 }
  }

  /// Whether the row counts as money at all: neither declined nor zero.
  public var countsAsMoney: Bool { status != .declined && amountMinor != 0 }

  // MARK: Provenance

  /// Who decided an enriched field.
  public subscript(provenance field: ProvenanceField) -> Provenance? {
    get { Provenance(code: load(RowLayout.provenance + 2 * field.rawValue, as: UInt16.self)) }
    set { store(newValue?.code ?? 0, RowLayout.provenance + 2 * field.rawValue) }
  }

  // MARK: Lists

  /// The hashtags, without `#`, in the order of the notes.
  public var tags: [String] {
    get { range(.tags).map { JSONStrings.parse(storage, $0) } ?? [] }
    set { self[.tags] = JSONStrings.encode(newValue) }
  }
}
