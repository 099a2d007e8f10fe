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

  /// Tells the kind of the record on a tape.
  @inline(__always)
  init(_ role: Role, _ members: RecordMembers, _ tape: JSONTape, _ bytes: [UInt8]) {
    switch role {
    case .transactions: self = members[.amountMinor] == nil ? .monzo : .canonical
    case .accounts: self = .account
    case .pots: self = .pot
    case .openBankingTransactions: self = .openBanking
    case .openBankingAccounts: self = .openBankingAccount
    case .openBankingPots: self = .openBankingPot
    case .openBankingBalances: self = .openBankingBalance
    case .any, .openBankingData, .seen, .account, .passedOver:
      self = .init(members, tape, bytes)
    }
  }

  private init(_ members: RecordMembers, _ tape: JSONTape, _ bytes: [UInt8]) {
    if members[.reference] != nil {
      self = .reference
    } else if members[.amountMinor] != nil {
      self = .canonical
    } else if members[.amount] != nil {
      self = .monzo
    } else if members[.obTransactionID] != nil {
      self = .openBanking
    } else if members[.header] != nil && members[.cells] != nil {
      self = .cells
    } else if let id = members[.id] {
      let range = tape.tokens[id].range
      let isPot = range.begins(with: "pot_", in: bytes) || members[.balance] != nil
      self = isPot ? .pot : range.begins(with: "acc_", in: bytes) ? .account : .monzo
    } else if members[.balance] != nil {
      self = .balance
    } else if members[.obPotID] != nil {
      self = .openBankingPot
    } else if members[.obAccountID] != nil {
      self = members[.obAmount] != nil ? .openBankingBalance : .openBankingAccount
    } else {
      self = .nothing
    }
  }
}
