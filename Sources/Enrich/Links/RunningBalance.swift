// The balance of each register after each row. Rows must come in their order, (created, id), of all accounts
// together: a move to or from a pot changes two registers.

public import Model

/// Balances as rows go by.
public struct RunningBalance: Sendable {
  private let books: Books
  /// What a register holds; nil when nothing tells, or when 64 bits do not hold it.
  private var balances: [UInt64: Int64?] = [:]

  /// Starts before the first row.
  public init(_ books: Books) { self.books = books }

  /// The balance of the row's account after the row, in minor units; nil when nothing tells.
  ///
  /// Declined rows change nothing.
  public mutating func balance(after row: Row) -> Int64? {
    guard let account = row.range(.accountID) else { return nil }
    let home = books.register(of: StableHash.of(row.storage, account))
    guard row.countsAsMoney else { return add(0, to: home) }
    if row.kind == .potTransfer, let pot = row.range(.potID), !books.isLinked(row) {
      let mirror = books.register(of: StableHash.of(row.storage, pot))
      let (opposite, overflow) = Int64(0).subtractingReportingOverflow(row.amountMinor)
      if mirror != home, !overflow { _ = add(opposite, to: mirror) }
    }
    return add(row.amountMinor, to: home)
  }

  private mutating func add(_ amountMinor: Int64, to register: UInt64) -> Int64? {
    let known = balances[register] ?? books.opening(ofRegister: register)
    let sum = known?.addingReportingOverflow(amountMinor)
    let balance = sum.flatMap { $0.overflow ? nil : $0.partialValue }
    balances[register] = .some(balance)
    return balance
  }
}
