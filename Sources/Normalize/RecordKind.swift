// Which dialect a record is of: as the envelope around it says, else by the members that only one has.

internal import Bytes

/// What a record is.
enum RecordKind {
  case monzo, canonical, openBanking
  /// A line of a statement, as `{"header":[…],"cells":[…]}`.
  case cells
  /// A line that a filter put before its rows.
  case reference
  case account, pot, balance
  case openBankingAccount, openBankingPot, openBankingBalance
  case nothing

  /// Says the kind of the record on a tape.
  @inline(__always)
  static func of(
    _ role: Role, _ members: RecordMembers, _ tape: JSONTape, _ bytes: [UInt8]
  ) -> RecordKind {
    switch role {
    case .transactions: members[.amountMinor] == nil ? .monzo : .canonical
    case .accounts: .account
    case .pots: .pot
    case .openBankingTransactions: .openBanking
    case .openBankingAccounts: .openBankingAccount
    case .openBankingPots: .openBankingPot
    case .openBankingBalances: .openBankingBalance
    case .any, .openBankingData, .seen, .account, .passedOver:
      of(members, tape, bytes)
    }
  }

  private static func of(
    _ members: RecordMembers, _ tape: JSONTape, _ bytes: [UInt8]
  ) -> RecordKind {
    if members[.reference] != nil { return .reference }
    if members[.amountMinor] != nil { return .canonical }
    if members[.amount] != nil { return .monzo }
    if members[.obTransactionID] != nil { return .openBanking }
    if members[.header] != nil && members[.cells] != nil { return .cells }
    if let id = members[.id] {
      let range = tape[id].range
      let isPot = range.begins(with: "pot_", in: bytes) || members[.balance] != nil
      return isPot ? .pot : range.begins(with: "acc_", in: bytes) ? .account : .monzo
    }
    if members[.balance] != nil { return .balance }
    if members[.obPotID] != nil { return .openBankingPot }
    guard members[.obAccountID] != nil else { return .nothing }
    return members[.obAmount] != nil ? .openBankingBalance : .openBankingAccount
  }
}
