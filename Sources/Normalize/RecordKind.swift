// Which dialect a record is of: as the envelope around it says, else by the members that only one has.

internal import Bytes

/// What a record is.
enum RecordKind {
  case monzo, canonical, openBanking
  /// Transactions as the aggregators answer them.
  case goCardless, trueLayer
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
    case .transactions, .pendingTransactions:
      if members[.amountMinor] != nil {
        .canonical
      } else if members[.amount] != nil && members[.id] != nil {
        .monzo
      } else {
        ofTransaction(members) ?? .monzo
      }
    case .accounts: members[.amount] == nil ? .account : of(members, tape, bytes)
    case .pots: .pot
    case .openBankingTransactions: .openBanking
    case .openBankingAccounts: .openBankingAccount
    case .openBankingPots: .openBankingPot
    case .openBankingBalances: .openBankingBalance
    case .any, .openBankingData, .seen, .account, .accountContent, .passedOver:
      of(members, tape, bytes)
    }
  }

  /// The dialect of a transaction that is not the bank's own; nil when no member says it.
  private static func ofTransaction(_ members: RecordMembers) -> RecordKind? {
    if members[.aggregatorAmount] != nil { return .goCardless }
    if members[.trueLayerID] != nil, members[.trueLayerTime] != nil { return .trueLayer }
    return members[.obTransactionID] == nil ? nil : .openBanking
  }

  private static func of(
    _ members: RecordMembers, _ tape: JSONTape, _ bytes: [UInt8]
  ) -> RecordKind {
    if members[.reference] != nil { return .reference }
    if members[.amountMinor] != nil { return .canonical }
    if members[.amount] != nil && members[.id] != nil { return .monzo }
    if let kind = ofTransaction(members) { return kind }
    if members[.amount] != nil { return .monzo }
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
