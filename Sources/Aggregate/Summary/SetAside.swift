// What was set aside: money that went into savings, less what came out of them. A row is such a move
//
//   - when it moves money between an account and a pot: the account's row alone, whose sign says the way;
//   - when its category is savings and it does not count as spending or income: a payment to an account elsewhere that
//     a rule or the configuration leaves out, or a move between own accounts.
//
//   −200.00 to the pot Holiday                              200.00 into savings
//   +50.00 back from it                                     50.00 out of savings
//   −200.00 to ISA Provider, left out, category savings     200.00 into savings
//   −200.00 to ISA Provider that counts as spending         nothing: it is in the spending already
//
// Money that a pot pays bills with comes back to the account for it, so it is set aside and taken out again.

public import Model

/// Sums of money into and out of savings, in minor units, each at least zero.
public struct SetAside: Equatable, Hashable, Sendable {
  /// What went into savings.
  public private(set) var into: Int128 = 0
  /// What came out of them.
  public private(set) var outOf: Int128 = 0

  /// Nothing.
  public init() {}

  /// What one row moved.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - rule: in which registers it is; without it moves to and from pots are not known.
  public init(_ row: Row, _ rule: PostingRule?) {
    guard row.countsAsMoney else { return }
    let amount = Int128(row.amountMinor)
    if row.kind == .potTransfer {
      guard let rule, case .move = rule.placement(of: row) else { return }
    } else {
      guard row.isEqual(.category, "savings"), row.isSetAsideByFlow else { return }
    }
    if amount < 0 { into = -amount } else { outOf = amount }
  }

  /// What was set aside; below zero when more came out than went in.
  public var net: Int128 { into - outOf }

  /// Adds the sums of other rows.
  public mutating func merge(_ other: SetAside) {
    into += other.into
    outOf += other.outOf
  }

  func merged(with other: SetAside) -> SetAside {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension Row {
  fileprivate var isSetAsideByFlow: Bool {
    switch flow {
    case .notSpending, .notIncome, .transfer: true
    default: false
    }
  }
}
