// The balance of each register after each row. Rows must come in their order, (created, id), of all accounts
// together: a move to or from a pot changes two registers. Rows may be left out if all of their instant are;
// what they moved is made up for by their movements.

internal import Bytes
public import Model

/// Balances as rows go by.
public struct RunningBalance: Sendable {
  private let known: Balances
  /// What a register holds; nil when nothing says, or when 64 bits do not hold it.
  private var balances = HashMap<Int64?>()
  private var account = RecentHash()
  /// The first movement that is not known to lie before the last row.
  private var next = 0
  /// When the last row was made: movements of that time were rows that came.
  private var latest: Instant?
  /// Moves between an account and a pot of which one of two rows has come: that one has booked both sides.
  private var halfSeen: Set<RowKey> = []

  /// Starts before the first row.
  public init(_ known: Balances) { self.known = known }

  /// The balance of the row's account after the row, in minor units; nil when nothing says.
  ///
  /// Declined rows change nothing.
  public mutating func balance(after row: Row) -> Int64? {
    if row.created != latest { advance(to: row.created) }
    guard let id = row.range(.accountID) else { return nil }
    let placement = known.rule.placement(of: row, account: account.of(row.storage, id))
    let balance =
      row.countsAsMoney ? post(row.amountMinor, placement, row.key) : add(0, to: placement.home)
    return known.isComplete(placement.home, at: row.created) ? balance : nil
  }

  /// Books an amount and returns the balance of the row's account.
  private mutating func post(
    _ amountMinor: Int64, _ placement: PostingRule.Placement, _ key: RowKey?
  ) -> Int64? {
    switch placement {
    case .own(let home): return add(amountMinor, to: home)
    case .mirrored(let pot): return add(isSecond(key) ? 0 : amountMinor, to: pot)
    case .move(let home, let pot):
      if !isSecond(key) { _ = add(-amountMinor, to: pot) }
      return add(amountMinor, to: home)
    }
  }

  /// Whether the other row of a move has come before.
  private mutating func isSecond(_ key: RowKey?) -> Bool {
    guard let transfer = key.flatMap(known.rule.pairedTransfer) else { return false }
    if halfSeen.remove(transfer) != nil { return true }
    halfSeen.insert(transfer)
    return false
  }

  /// Counts the movements before a time whose rows did not come.
  private mutating func advance(to time: Instant) {
    while next < known.movements.count, known.movements[next].created < time {
      let movement = known.movements[next]
      if movement.created != latest {
        _ = post(movement.amountMinor, known.rule.placement(of: movement), movement.key)
      }
      next += 1
    }
    latest = time
  }

  private mutating func add(_ amountMinor: Int64, to register: UInt64) -> Int64? {
    let held = balances[register] ?? known.opening(ofRegister: register)
    let sum = held?.addingReportingOverflow(amountMinor)
    let balance = sum.flatMap { $0.overflow ? nil : $0.partialValue }
    balances.set(register, to: balance)
    return balance
  }
}
