// Short ways to write movements down.

internal import Enrich
package import Model

/// The key of the bank's id with a number at its end: lesser numbers are lesser ids.
package func rowKey(_ number: Int) -> RowKey {
  let digits = String(number)
  return RowKey("tx_" + String(repeating: "0", count: 22 - digits.count) + digits)
}

extension Movement {
  /// A settled movement in pounds on the account `current`; its time is `2026-06-01`, which means noon, or
  /// a whole RFC 3339 time.
  package static func make(
    _ number: Int, _ amountMinor: Int64, _ time: String, _ kind: Kind = .cardPayment,
    of account: String = "current", with party: String? = nil, _ basis: PartyBasis? = nil,
    _ status: Status = .settled
  ) -> Movement {
    let created = Instant(time.utf8.count == 10 ? time + "T12:00:00Z" : time)
    precondition(created != nil, "not a time: \(time)")
    let instant = created ?? Instant(seconds: 0)
    return Movement(
      key: rowKey(number), amountMinor: amountMinor, created: instant, currency: .gbp,
      party: party.map { StableHash.of($0) } ?? 0,
      basis: basis ?? (party == nil ? .unknown : kind.usualBasis),
      account: StableHash.of(account), day: TimeZoneRules.london.date(of: instant).days,
      kind: kind, status: status)
  }
}

extension Kind {
  fileprivate var usualBasis: PartyBasis {
    switch self {
    case .cardPayment, .refund: .merchant
    case .potTransfer: .pot
    case .bankTransfer, .monzoToMonzo, .standingOrder, .ownTransfer, .topUp: .account
    default: .name
    }
  }
}

extension OwnRegisters {
  /// A current and a joint account, a Flex account, and a pot whose hidden account is `pot account`.
  package static var household: OwnRegisters {
    var registers = OwnRegisters()
    for (id, number) in [("current", "11111111"), ("joint", "22222222")] {
      var account = Account(id: id, type: "uk_retail")
      account.sortCode = "040004"
      account.accountNumber = number
      registers.add(account)
    }
    registers.add(Account(id: "flex", type: "uk_monzo_flex"))
    registers.add(pot: "pot", heldBy: "pot account")
    return registers
  }
}

extension Links {
  /// The links of movements in any order, among the household's registers.
  package static func of(
    _ movements: [Movement], ids: [RowKey: String] = [:], asOf: String = "2026-12-31"
  ) -> Links {
    Links(
      linking: movements.sorted { ($0.created, $0.key) < ($1.created, $1.key) }, among: .household,
      ids: ids, asOf: CivilDate(asOf) ?? CivilDate(days: 0))
  }
}
