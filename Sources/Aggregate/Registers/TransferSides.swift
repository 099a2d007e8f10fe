// The two rows of a transfer between accounts, found by the id that linking gave to both. Only what the other
// side needs to know is kept of each row.

internal import Bytes
internal import Model

/// Sides of transfers by `StableHash` of the transfer's id.
struct TransferSides {
  struct Side {
    let register: Int
    let amount: Money
    let created: CivilDate
    let settled: CivilDate
    let status: Status
  }

  private struct Transfer {
    let first: Side
    var last: Side?
    /// Rows that count as money; a third one makes it no pair.
    var count = 1
  }

  private var transfers: [UInt64: Transfer] = [:]

  /// Takes in a row of an account.
  mutating func add(_ row: Row, in register: Int) {
    guard row.countsAsMoney, row.range(.transferID) != nil else { return }
    let side = Side(
      register: register, amount: row.amount, created: row.date,
      settled: row.postedDate ?? row.date, status: row.status)
    let id = row.hash(.transferID)
    guard var transfer = transfers[id] else {
      transfers[id] = Transfer(first: side)
      return
    }
    transfer.last = side
    transfer.count += 1
    transfers[id] = transfer
  }

  /// The other side of a row: the one other row with its transfer id, in another register, of the opposite
  /// amount in the same currency.
  func other(of row: Row, in register: Int) -> Side? {
    guard row.countsAsMoney, row.range(.transferID) != nil,
      let transfer = transfers[row.hash(.transferID)], transfer.count == 2,
      let last = transfer.last
    else { return nil }
    let isFirst = transfer.first.register == register
    let (own, other) = isFirst ? (transfer.first, last) : (last, transfer.first)
    guard own.register == register, other.register != register,
      own.amount.currency == other.amount.currency,
      own.amount.minorUnits == 0 &- other.amount.minorUnits
    else { return nil }
    return other
  }
}
