// The balance of each register after each row. Rows must come in their order, (created, id), of all accounts
// together: a move to or from a pot changes two registers. Rows may be left out if all of their instant are;
// what they moved is made up for by their movements.

public import Model

/// Balances as rows go by.
public struct RunningBalance: Sendable {
  private let books: Books
  /// What a register holds; nil when nothing tells, or when 64 bits do not hold it.
  private var balances: [UInt64: Int64?] = [:]
  /// The first movement that is not known to lie before the last row.
  private var next = 0
  /// When the last row was made: movements of that time were rows that came.
  private var latest: Instant?

  /// Starts before the first row.
  public init(_ books: Books) { self.books = books }

  /// The balance of the row's account after the row, in minor units; nil when nothing tells.
  ///
  /// Declined rows change nothing.
  public mutating func balance(after row: Row) -> Int64? {
    if row.created != latest { advance(to: row.created) }
    guard let account = row.range(.accountID) else { return nil }
    let home = books.register(of: StableHash.of(row.storage, account))
    let balance = move(row, in: home)
    return books.isComplete(home, at: row.created) ? balance : nil
  }

  private mutating func move(_ row: Row, in home: UInt64) -> Int64? {
    guard row.countsAsMoney else { return add(0, to: home) }
    if row.kind == .potTransfer, let pot = row.range(.potID), !books.isLinked(row) {
      let mirror = books.register(of: StableHash.of(row.storage, pot))
      let (opposite, overflow) = Int64(0).subtractingReportingOverflow(row.amountMinor)
      if mirror != home, !overflow { _ = add(opposite, to: mirror) }
    }
    return add(row.amountMinor, to: home)
  }

  /// Counts the movements before a time whose rows did not come.
  private mutating func advance(to time: Instant) {
    while next < books.movements.count, books.movements[next].created < time {
      let movement = books.movements[next]
      if movement.created != latest {
        let home = books.register(of: movement.account)
        if let pot = books.mirror(of: movement), pot != home {
          _ = add(-movement.amountMinor, to: pot)
        }
        _ = add(movement.amountMinor, to: home)
      }
      next += 1
    }
    latest = time
  }

  private mutating func add(_ amountMinor: Int64, to register: UInt64) -> Int64? {
    let known = balances[register] ?? books.opening(ofRegister: register)
    let sum = known?.addingReportingOverflow(amountMinor)
    let balance = sum.flatMap { $0.overflow ? nil : $0.partialValue }
    balances[register] = .some(balance)
    return balance
  }
}
