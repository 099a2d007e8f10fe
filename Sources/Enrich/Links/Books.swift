// The registers of a history as books: what each account and pot held before its first row, and whether the
// balances that were seen agree with the rows.
//
// A move between an account and a pot stands in both registers. Where the pot's own row is known it is that
// row; else the account's row is mirrored, for nothing else tells of it. Declined rows are in no register,
// pending ones are.

public import Model

/// Openings and proofs of all accounts and pots.
public struct Books: Sendable {
  let movements: [Movement]
  private let links: Links
  private let registers: OwnRegisters
  /// What registers held before their first row, if their rows were complete.
  private var openings: [UInt64: Int64] = [:]
  private var proofs: [UInt64: Proof] = [:]
  private let completeSince: [UInt64: Instant]
  private let zone: TimeZoneRules

  /// Opens the books of a history.
  ///
  /// Balances are those that were seen; of a pot of which none was, the one that the bank's list of pots told.
  ///
  /// - Parameters:
  ///   - knowledge: what the history taught.
  ///   - links: its links.
  ///   - openedAtZero: ids of accounts and pots whose rows are complete since they were opened at nought.
  ///   - completeSince: from when on the rows of others are complete, where that is known.
  ///   - zone: whose days are asked for.
  ///   - movements: the movements in order, where somebody has put them in order already.
  public init(
    _ knowledge: Knowledge, links: Links, openedAtZero: Set<String> = [],
    completeSince: [String: Instant] = [:], in zone: TimeZoneRules = .utc,
    movements: [Movement]? = nil
  ) {
    let registers = OwnRegisters(knowledge)
    var facts = Array(knowledge.references.balances)
    let seen = Set(facts.map { registers.register(StableHash.of($0.accountID)) })
    for pot in knowledge.references.pots.values {
      guard let balance = pot.balanceMinor, !seen.contains(StableHash.of(pot.id)) else { continue }
      facts.append(
        BalanceFact(
          accountID: pot.id, balanceMinor: balance, currency: pot.currency, seen: nil))
    }
    self.init(
      movements ?? knowledge.sortedMovements, links: links, registers: registers, facts: facts,
      openedAtZero: openedAtZero, completeSince: completeSince, in: zone)
  }

  /// Opens the books of movements.
  ///
  /// - Parameters:
  ///   - movements: every row that counts as money, once, sorted by (created, key).
  ///   - links: their links.
  ///   - registers: the person's own accounts and pots.
  ///   - facts: the balances that were seen, in any order.
  ///   - openedAtZero: ids of accounts and pots whose rows are complete since they were opened at nought.
  ///   - completeSince: from when on the rows of others are complete, where that is known.
  ///   - zone: whose days are asked for.
  public init(
    _ movements: [Movement], links: Links, registers: OwnRegisters, facts: [BalanceFact],
    openedAtZero: Set<String> = [], completeSince: [String: Instant] = [:],
    in zone: TimeZoneRules = .utc
  ) {
    self.movements = movements
    self.links = links
    self.registers = registers
    self.zone = zone
    self.completeSince = Dictionary(
      completeSince.map { (registers.register(StableHash.of($0)) ?? StableHash.of($0), $1) },
      uniquingKeysWith: max)
    let complete = Set(openedAtZero.map { register(of: StableHash.of($0)) })
    let told = Dictionary(grouping: facts) { register(of: StableHash.of($0.accountID)) }
    var ledgers: [Ledger] = []
    var places: [UInt64: Int] = [:]
    for register in complete.union(told.keys) {
      places[register] = ledgers.count
      ledgers.append(
        Ledger(
          told[register] ?? [], openedAtZero: complete.contains(register),
          mayLackEarlierRows: self.completeSince[register] != nil))
    }
    var latest: (register: UInt64, place: Int?) = (0, places[0])
    forEachPosting { register, movement, amount in
      if register != latest.register { latest = (register, places[register]) }
      if let place = latest.place { ledgers[place].post(amount, movement) }
      return true
    }
    for (register, place) in places {
      ledgers[place].close()
      let verdict = ledgers[place].verdict { wasOpen(register, from: $0, through: $1) }
      openings[register] = verdict.opening
      proofs[register] = verdict.proof
    }
  }

  // MARK: Asking

  /// The state of the proof of an account or a pot, of the time from a day on when one is given.
  public func proof(of id: String, from day: CivilDate? = nil) -> Proof {
    let proof = proofs[register(of: StableHash.of(id))] ?? .unproved(.noBalance)
    guard let day, case .unproved(.earlierRows(let since)) = proof else { return proof }
    return firstWholeDay(since) <= day ? .proved : proof
  }

  /// What an account or a pot held before its first row, in minor units; nil when nothing tells.
  public func opening(of id: String) -> Int64? {
    let register = register(of: StableHash.of(id))
    return completeSince[register] == nil ? openings[register] : nil
  }

  /// The first day of which all rows are known, when of earlier ones some may be missing; else nil.
  public func firstCompleteDay(of id: String) -> CivilDate? {
    completeSince[register(of: StableHash.of(id))].map(firstWholeDay)
  }

  /// The first day that does not begin before a moment.
  private func firstWholeDay(_ time: Instant) -> CivilDate {
    guard time < .distantFuture else { return CivilDate(days: .max) }
    let day = zone.date(of: time)
    let before = Instant(seconds: time.seconds - (time.nanoseconds > 0 ? 0 : 1))
    return zone.date(of: before) == day ? day.adding(days: 1) : day
  }

  /// What an account or a pot held when a day began, in minor units; nil when nothing tells.
  ///
  /// Linear in the rows before that day.
  public func balance(of id: String, before day: CivilDate) -> Int64? {
    let wanted = register(of: StableHash.of(id))
    guard let opening = openings[wanted], (firstCompleteDay(of: id) ?? day) <= day else {
      return nil
    }
    var sum = Int128(opening)
    forEachPosting { register, movement, amount in
      guard movement.day < day.days else { return false }
      if register == wanted { sum += Int128(amount) }
      return true
    }
    return Int64(exactly: sum)
  }

  /// What of the balance of an account or a pot when a day began was pending, in minor units.
  ///
  /// Linear in the rows before that day.
  public func pending(of id: String, before day: CivilDate) -> Int128 {
    let wanted = register(of: StableHash.of(id))
    var sum: Int128 = 0
    forEachPosting { register, movement, amount in
      guard movement.day < day.days else { return false }
      if register == wanted && movement.status == .pending { sum += Int128(amount) }
      return true
    }
    return sum
  }

  /// What an account or a pot holds after all rows, in minor units; nil when nothing tells.
  public func closing(of id: String) -> Int64? {
    balance(of: id, before: CivilDate(days: .max))
  }

  // MARK: Postings

  func register(of hash: UInt64) -> UInt64 { registers.register(hash) ?? hash }

  /// Whether the other side of a transfer is a row of its own.
  func isLinked(_ row: Row) -> Bool { row.key.flatMap { links[$0]?.transfer } != nil }

  /// What a register held before its first row if its rows are complete.
  func opening(ofRegister register: UInt64) -> Int64? { openings[register] }

  /// Whether all rows of a register are known from before a moment on.
  func isComplete(_ register: UInt64, at time: Instant) -> Bool {
    completeSince.isEmpty || completeSince[register].map { $0 <= time } ?? true
  }

  /// Every amount that a register moves by, in order of the rows, until the closure says stop.
  private func forEachPosting(_ post: (UInt64, Movement, Int64) -> Bool) {
    var account: UInt64 = 0
    var home: UInt64 = register(of: 0)
    for movement in movements {
      if movement.account != account {
        account = movement.account
        home = register(of: account)
      }
      guard post(home, movement, movement.amountMinor) else { return }
      guard let pot = mirror(of: movement) else { continue }
      guard pot == home || post(pot, movement, -movement.amountMinor) else { return }
    }
  }

  /// The register of a pot in which a movement of an account is mirrored, since no row of its own tells of it.
  func mirror(of movement: Movement) -> UInt64? {
    guard movement.kind == .potTransfer, movement.basis == .pot, movement.amountMinor != .min,
      links[movement.key]?.transfer == nil
    else { return nil }
    return register(of: movement.party)
  }

  /// Whether one payment of a register was pending all the time from one moment to another.
  private func wasOpen(_ register: UInt64, from: Instant, through: Instant) -> Bool {
    var isOpen = false
    forEachPosting { home, movement, _ in
      isOpen = home == register && movement.isOpen(at: from) && movement.isOpen(at: through)
      return !isOpen && movement.created <= from
    }
    return isOpen
  }
}
