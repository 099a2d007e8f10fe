// The life of an account as a bank lives it and an archive sees it: payments that settle with other amounts, change,
// are never collected, come late or are corrected; runs at odd times, some of them cut off before or after they kept
// the balance. The bank knows what it held at any moment, the archive only what its runs read.

import Aggregate
import Model
import TestSupport

/// One made-up account.
struct ProofLife {
  /// What a row is from a moment on; a row without an amount is gone.
  private struct Change {
    var time: Int64
    var amount: Int64?
    var isPending = false
    /// The change that made it final.
    var settled: Int64?
  }

  /// A row as the archive has it.
  private struct Known: Equatable {
    var amount: Int64
    var isPending: Bool
    var settled: Int64?
  }

  static let day: Int64 = 86_400
  private static let start: Int64 = 1_767_225_600
  private static let rereadSeconds = 88 * day

  private(set) var movements: [Movement] = []
  private(set) var past = RowPast()
  private(set) var facts: [BalanceFact] = []
  let isOpenedAtZero: Bool
  let hasCutRuns: Bool

  private var random: SeededRandom
  private var rows: [(created: Int64, changes: [Change])] = []
  private var opening: Int64 = 0
  private let days: Int64
  private var known: [Int: Known] = [:]
  private var completeBefore: Int64?
  private var lateIDs: [Int] = []

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    let isLong = Int.random(in: 0..<8, using: &random) == 0
    days = Int64.random(in: isLong ? 100...300 : 3...40, using: &random)
    isOpenedAtZero = Bool.random(using: &random)
    hasCutRuns = Bool.random(using: &random)
    if !isOpenedAtZero { opening = Int64.random(in: -9000...900_000, using: &random) }
    for _ in 0..<Int.random(in: 1...30, using: &random) { addRow() }
    var time = Self.start + Int64.random(in: 0...3 * Self.day, using: &random)
    let end = Self.start + days * Self.day
    while time < end {
      run(at: time)
      time += pause()
    }
    run(at: end + 70 * Self.day, isLast: true)
    for (number, row) in known.sorted(by: { $0.key < $1.key }) {
      movements.append(movement(number, row))
    }
    movements.sort { ($0.created, $0.key) < ($1.created, $1.key) }
    past.compact(beside: movements)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pause() -> Int64 {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: Int64.random(in: 60...7200, using: &random)
    case 1: Int64.random(in: 3...100, using: &random) * Self.day
    default: Int64.random(in: 20...28, using: &random) * 3600
    }
  }

  // MARK: The bank

  private mutating func addRow() {
    let created = Self.start + Int64.random(in: 0...days * Self.day, using: &random)
    let amount = -Int64.random(in: 1...20_000, using: &random)
    let other = -Int64.random(in: 1...20_000, using: &random)
    let wait = Int64.random(in: 1...(chance(5) ? 60 : 6) * Self.day, using: &random)
    let later = created + wait
    let changes: [Change]
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: changes = [Change(time: created, amount: amount, settled: created)]
    case 2, 3:
      changes = [
        Change(time: created, amount: amount, isPending: true),
        Change(time: later, amount: amount, settled: later),
      ]
    case 4, 5:
      changes = [
        Change(time: created, amount: amount, isPending: true),
        Change(time: later, amount: other, settled: later),
      ]
    case 6:
      changes = [
        Change(time: created, amount: -10, isPending: true),
        Change(time: created + wait / 2, amount: other, isPending: true),
        Change(time: later, amount: amount, settled: later),
      ]
    case 7:
      changes = [
        Change(time: created, amount: amount, isPending: true), Change(time: later, amount: nil),
      ]
    case 8:
      // Of a row that a run brought which was cut off nobody knows that it came late, but that it settled then.
      changes = [Change(time: later, amount: amount, settled: hasCutRuns ? later : created)]
    default:
      changes = [
        Change(time: created, amount: amount, settled: created),
        Change(time: later, amount: other, settled: created),
      ]
    }
    rows.append((created, changes))
  }

  private func state(_ number: Int, at time: Int64) -> Known? {
    guard let change = rows[number].changes.last(where: { $0.time <= time }),
      let amount = change.amount
    else { return nil }
    return Known(amount: amount, isPending: change.isPending, settled: change.settled)
  }

  private func held(at time: Int64) -> Int64 {
    rows.indices.reduce(opening) { $0 + (state($1, at: time)?.amount ?? 0) }
  }

  // MARK: The archive

  private mutating func run(at time: Int64, isLast: Bool = false) {
    let isLogin = completeBefore == nil || isLast || chance(5)
    let since = isLogin ? .min : time - Self.rereadSeconds
    let learned = time + Int64.random(in: 0...3, using: &random)
    let isCut = !isLast && hasCutRuns && chance(25)
    let keepsBalance = !isCut || chance(50)
    for number in rows.indices where rows[number].created >= since {
      let (old, new) = (known[number], state(number, at: time))
      if old == new { continue }
      if let old {
        // A final row that the bank no longer lists stays.
        if new == nil, !old.isPending { continue }
        past.versions.append(
          PastMovement(
            movement(number, old), until: Instant(seconds: learned), isGone: new == nil))
      } else if let completeBefore, rows[number].created < completeBefore {
        lateIDs.append(number)
      }
      known[number] = new
    }
    completeBefore = time
    if keepsBalance {
      facts.append(
        BalanceFact(
          accountID: "current", balanceMinor: held(at: time), currency: .gbp,
          seen: Instant(seconds: time)))
    }
    if !isCut {
      let mark = Instant(seconds: learned + Int64.random(in: 0...20, using: &random))
      past.fetches.append(mark)
      past.arrivals += lateIDs.map { LateArrival(rowKey($0 + 1), fetched: mark) }
    }
    lateIDs = []
  }

  private func movement(_ number: Int, _ row: Known) -> Movement {
    var movement = Movement.make(number + 1, row.amount, "2026-01-01")
    movement.created = Instant(seconds: rows[number].created)
    movement.status = row.isPending ? .pending : .settled
    let seconds = (row.settled ?? 0) - rows[number].created
    movement.daysToSettle =
      row.isPending ? 255 : UInt8((max(seconds, 0) + Self.day - 1) / Self.day)
    return movement
  }

  // MARK: Asking

  func balances(_ movements: [Movement]) -> Balances {
    Balances(
      movements, links: .empty, registers: .household, facts: facts, past: past,
      openedAtZero: isOpenedAtZero ? ["current"] : [])
  }

  /// Whether nothing can have been different when a balance was seen from what the archive says, one row left out.
  func isSure(_ fact: BalanceFact, without key: RowKey) -> Bool {
    guard let seen = fact.seen else { return false }
    let isOpen = movements.contains { $0.key != key && $0.isOpen(at: seen) }
    let changes = past.versions.contains { seen < $0.until && $0.movement.key != key }
    return !isOpen && !changes && !past.arrivals.contains { seen < $0.fetched }
  }
}
