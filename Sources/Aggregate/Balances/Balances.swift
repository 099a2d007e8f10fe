// What each account and pot held at any time, and whether the balances that were seen agree with the rows.
//
// Rows are in registers by `PostingRule`: a move between an account and a pot is booked in both when the account's
// row was made. A balance of the pot can be older or newer than that by the time that the bank took, so balances
// are held against the pot's own row where there is one. Pending rows count, declined ones do not.

public import Model

/// Openings, balances and proofs of all accounts and pots.
public struct Balances: Sendable {
  let movements: [Movement]
  /// In which registers rows are.
  public let rule: PostingRule
  /// What registers held before their first row, if their rows were complete.
  private var openings: [UInt64: Int64] = [:]
  private var proofs: [UInt64: Proof] = [:]
  private let completeSince: [UInt64: Instant]
  private let zone: TimeZoneRules

  /// Works out the balances of a history.
  ///
  /// Balances are those that were seen; of a pot of which none was, the one in the bank's list of pots.
  ///
  /// - Parameters:
  ///   - knowledge: what the history taught.
  ///   - links: its links.
  ///   - openedAtZero: ids of accounts and pots whose rows are complete since they were opened at zero.
  ///   - completeSince: from when on the rows of others are complete, where that is known.
  ///   - zone: whose days are asked for.
  ///   - movements: the movements in order, where they are in order already.
  public init(
    _ knowledge: Knowledge, links: Links, openedAtZero: Set<String> = [],
    completeSince: [String: Instant] = [:], in zone: TimeZoneRules = .utc,
    movements: [Movement]? = nil
  ) {
    let registers = OwnRegisters(knowledge)
    var facts = Array(knowledge.references.balances)
    let seen = Set(facts.map { registers.register(StableHash.of($0.accountID)) })
    for pot in knowledge.references.pots.values where !seen.contains(StableHash.of(pot.id)) {
      if let fact = pot.listedBalance { facts.append(fact) }
    }
    self.init(
      movements ?? knowledge.sortedMovements, links: links, registers: registers, facts: facts,
      past: knowledge.past, openedAtZero: openedAtZero, completeSince: completeSince, in: zone)
  }

  /// Works out the balances of movements.
  ///
  /// - Parameters:
  ///   - movements: every row that counts as money, once, sorted by (created, key).
  ///   - links: their links.
  ///   - registers: the user's own accounts and pots.
  ///   - facts: the balances that were seen, in any order.
  ///   - past: what rows were when balances were seen.
  ///   - openedAtZero: ids of accounts and pots whose rows are complete since they were opened at zero.
  ///   - completeSince: from when on the rows of others are complete, where that is known.
  ///   - zone: whose days are asked for.
  public init(
    _ movements: [Movement], links: Links, registers: OwnRegisters, facts: [BalanceFact],
    past: RowPast = RowPast(), openedAtZero: Set<String> = [],
    completeSince: [String: Instant] = [:], in zone: TimeZoneRules = .utc
  ) {
    self.movements = movements
    self.zone = zone
    let rule = PostingRule(movements, links: links, registers: registers)
    self.rule = rule
    func register(_ id: String) -> UInt64 { rule.home(StableHash.of(id)) }
    self.completeSince = Dictionary(
      completeSince.map { (register($0), $1) }, uniquingKeysWith: max)
    let complete = Set(openedAtZero.map(register))
    let seen = Dictionary(grouping: facts) { register($0.accountID) }
    var reconcilers: [BalanceReconciler] = []
    var places: [UInt64: Int] = [:]
    for register in complete.union(seen.keys) {
      places[register] = reconcilers.count
      reconcilers.append(
        BalanceReconciler(
          seen[register] ?? [], openedAtZero: complete.contains(register),
          mayLackEarlierRows: self.completeSince[register] != nil))
    }
    let pastKeys = past.keys
    var latest: (register: UInt64, place: Int?) = (0, places[0])
    for movement in movements {
      let hasPast = !pastKeys.isEmpty && pastKeys.contains(movement.key)
      rule.forEachBankPosting(of: movement) { register, amount in
        if register != latest.register { latest = (register, places[register]) }
        if let place = latest.place {
          reconcilers[place].post(amount, movement, hasPast: hasPast)
        }
      }
    }
    for place in reconcilers.indices { reconcilers[place].close() }
    let fetches = FetchTimes(past.fetches)
    for timeline in RowTimeline.all(past, movements) {
      for (register, amounts) in timeline.amounts(rule) {
        if let place = places[register] { reconcilers[place].correct(timeline, amounts, fetches) }
      }
    }
    let partial = Dictionary(grouping: past.partialFetches) { rule.home($0.account) }
    for (register, place) in places where !partial.isEmpty {
      // The moves of a pot are rows of an account.
      let fetches = registers.isPot(register) ? past.partialFetches : partial[register] ?? []
      reconcilers[place].note(partial: Set(fetches.map(\.fetched)), FetchTimes(past.fetches))
    }
    for (register, place) in places {
      reconcilers[place].note(
        merged: past.mergedTimes.filter {
          registers.isPot(register) || rule.home($0.account) == register
        })
    }
    for (register, place) in places {
      let verdict = reconcilers[place].verdict()
      openings[register] = verdict.opening
      proofs[register] = verdict.proof
      // No pot ever held less than nothing: then a part of its moves is not known, or was not understood.
      guard let opening = verdict.opening, opening < 0, registers.isPot(register),
        self.completeSince[register] == nil
      else { continue }
      openings[register] = nil
      if case .gap = verdict.proof { continue }
      proofs[register] = .unproved(.movesMissing)
    }
  }

  // MARK: Asking

  /// The state of the proof of an account or a pot, of the time from a day on when one is given.
  public func proof(of id: String, from day: CivilDate? = nil) -> Proof {
    let proof = proofs[register(of: id)] ?? .unproved(.noBalance)
    guard let day, case .unproved(.earlierRows(let since)) = proof else { return proof }
    return firstWholeDay(since) <= day ? .proved : proof
  }

  /// What an account or a pot held before its first row, in minor units; nil when nothing says.
  public func opening(of id: String) -> Int64? {
    let register = register(of: id)
    return completeSince[register] == nil ? openings[register] : nil
  }

  /// The first day of which all rows are known, when of earlier ones some may be missing; else nil.
  public func firstCompleteDay(of id: String) -> CivilDate? {
    completeSince[register(of: id)].map(firstWholeDay)
  }

  /// The first day that does not begin before a moment.
  private func firstWholeDay(_ time: Instant) -> CivilDate {
    guard time < .distantFuture else { return CivilDate(days: .max) }
    let day = zone.date(of: time)
    let before = Instant(seconds: time.seconds - (time.nanoseconds > 0 ? 0 : 1))
    return zone.date(of: before) == day ? day.adding(days: 1) : day
  }

  /// What an account or a pot held when a day began, in minor units; nil when nothing says.
  ///
  /// Linear in the rows before that day.
  public func balance(of id: String, before day: CivilDate) -> Int64? {
    let wanted = register(of: id)
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
    let wanted = register(of: id)
    var sum: Int128 = 0
    forEachPosting { register, movement, amount in
      guard movement.day < day.days else { return false }
      if register == wanted && movement.status == .pending { sum += Int128(amount) }
      return true
    }
    return sum
  }

  /// What an account or a pot held when a day began if it held nothing before the first row that is known.
  ///
  /// Linear in the rows before that day.
  ///
  /// - Returns: the sum of its rows in the currency, pending ones not counted, in minor units; nil when none is known.
  public func knownSum(
    of id: String, in currency: Currency, before day: CivilDate
  ) -> Int128? {
    let wanted = register(of: id)
    var sum: Int128?
    forEachPosting { register, movement, amount in
      guard movement.day < day.days else { return false }
      if register == wanted && movement.currency == currency {
        sum = (sum ?? 0) + (movement.status == .pending ? 0 : Int128(amount))
      }
      return true
    }
    return sum
  }

  /// What an account or a pot holds after all rows, in minor units; nil when nothing says.
  public func closing(of id: String) -> Int64? {
    balance(of: id, before: CivilDate(days: .max))
  }

  // MARK: Postings

  private func register(of id: String) -> UInt64 { rule.home(StableHash.of(id)) }

  /// What a register held before its first row if its rows are complete.
  func opening(ofRegister register: UInt64) -> Int64? { openings[register] }

  /// Whether all rows of a register are known from before a moment on.
  func isComplete(_ register: UInt64, at time: Instant) -> Bool {
    completeSince.isEmpty || completeSince[register].map { $0 <= time } ?? true
  }

  /// Every amount that a register is booked with, in order of the rows, until the closure says stop.
  private func forEachPosting(_ post: (UInt64, Movement, Int64) -> Bool) {
    for movement in movements {
      switch rule.placement(of: movement) {
      case .own(let home):
        guard post(home, movement, movement.amountMinor) else { return }
      case .move(let home, let pot):
        guard post(home, movement, movement.amountMinor),
          post(pot, movement, -movement.amountMinor)
        else { return }
      case .mirrored: break
      }
    }
  }

}

extension PostingRule {
  /// Every register that the bank moved for a row, and by how much: a pot's own row shows better than the mirror of
  /// the account's when the bank moved it.
  fileprivate func forEachBankPosting(of movement: Movement, _ post: (UInt64, Int64) -> Void) {
    let placement = placement(of: movement)
    post(placement.home, movement.amountMinor)
    guard case .move(_, let pot) = placement, pairedTransfer(movement.key) == nil else { return }
    post(pot, -movement.amountMinor)
  }
}

extension RowTimeline {
  /// What the row counts for in each of its states, by register.
  fileprivate func amounts(_ rule: PostingRule) -> [UInt64: [Int128]] {
    var amounts: [UInt64: [Int128]] = [:]
    for (place, state) in states.enumerated() {
      guard let movement = state.movement else { continue }
      rule.forEachBankPosting(of: movement) { register, amount in
        amounts[register, default: Array(repeating: 0, count: states.count)][place] +=
          Int128(amount)
      }
    }
    return amounts
  }
}

extension Pot {
  /// The balance in the bank's list of pots, as a fact without a time; nil when it has none.
  public var listedBalance: BalanceFact? {
    balanceMinor.map {
      BalanceFact(accountID: id, balanceMinor: $0, currency: currency, seen: nil)
    }
  }
}
