// The closed words of the canonical row: which dialect a row came from, what kind of movement it is, and
// whether its money has moved. Raw values are the words of the files; their bytes are frozen.

/// The dialect that a row was normalized from, best source first.
public enum Dialect: UInt8, CaseIterable, Sendable {
  /// The bank's API of today.
  case monzo
  /// Open Banking account information v3.1.
  case openBanking
  /// The alpha API of 2015.
  case mondo2015
  /// The app's statement CSV and the Sheets export.
  case statementCSV

  /// The word for it in files.
  public var name: StaticString {
    switch self {
    case .monzo: "monzo"
    case .openBanking: "open_banking"
    case .mondo2015: "mondo2015"
    case .statementCSV: "statement_csv"
    }
  }
}

/// Whether the money of a row has moved.
public enum Status: UInt8, CaseIterable, Sendable {
  /// It has moved, and the amount is final.
  case settled
  /// It is reserved; the amount can change.
  case pending
  /// It never moved.
  case declined

  /// The word for it in files.
  public var name: StaticString {
    switch self {
    case .settled: "settled"
    case .pending: "pending"
    case .declined: "declined"
    }
  }
}

/// What kind of movement a row is.
public enum Kind: UInt8, CaseIterable, Sendable {
  /// A purchase by card.
  case cardPayment
  /// Cash from a machine.
  case cashWithdrawal
  /// A payment to or from another bank, in either direction.
  case bankTransfer
  /// A payment collected by Direct Debit, or its return.
  case directDebit
  /// A standing order.
  case standingOrder
  /// A Bacs direct credit, as most salaries are.
  case bacsCredit
  /// A payment between customers of the bank.
  case monzoToMonzo
  /// A move between an account and one of its pots.
  case potTransfer
  /// A move between two accounts of the same person.
  case ownTransfer
  /// Money loaded by card or otherwise, as prepaid accounts had it.
  case topUp
  /// Interest, received or paid.
  case interest
  /// A charge by the bank.
  case fee
  /// Money back for a purchase.
  case refund
  /// A purchase on or a repayment to the Flex account.
  case flex
  /// A loan paid out or paid back.
  case loan
  /// A cheque paid in.
  case cheque
  /// Cash paid in.
  case cashDeposit
  /// A reward, a referral bonus.
  case reward
  /// A correction of the ledger by the bank.
  case adjustment
  /// A check that a card is alive, amount zero.
  case cardCheck
  /// Anything that no rule knows.
  case other

  /// The word for it in files.
  public var name: StaticString {
    switch self {
    case .cardPayment: "card_payment"
    case .cashWithdrawal: "cash_withdrawal"
    case .bankTransfer: "bank_transfer"
    case .directDebit: "direct_debit"
    case .standingOrder: "standing_order"
    case .bacsCredit: "bacs_credit"
    case .monzoToMonzo: "monzo_to_monzo"
    case .potTransfer: "pot_transfer"
    case .ownTransfer: "own_transfer"
    case .topUp: "top_up"
    case .interest: "interest"
    case .fee: "fee"
    case .refund: "refund"
    case .flex: "flex"
    case .loan: "loan"
    case .cheque: "cheque"
    case .cashDeposit: "cash_deposit"
    case .reward: "reward"
    case .adjustment: "adjustment"
    case .cardCheck: "card_check"
    case .other: "other"
    }
  }

  /// Whether the row moves the user's own money from one place of theirs to another.
  public var isTransfer: Bool { self == .potTransfer || self == .ownTransfer }
}

extension CaseIterable {
  /// The case whose word in files is this one.
  static func named(_ word: String, _ name: (Self) -> StaticString) -> Self? {
    allCases.first { "\(name($0))" == word }
  }
}

extension Dialect {
  /// The dialect of a word of the files.
  public init?(_ word: String) {
    guard let found = Dialect.named(word, \.name) else { return nil }
    self = found
  }
}

extension Status {
  /// The status of a word of the files.
  public init?(_ word: String) {
    guard let found = Status.named(word, \.name) else { return nil }
    self = found
  }
}

extension Kind {
  /// The kind of a word of the files.
  public init?(_ word: String) {
    guard let found = Kind.named(word, \.name) else { return nil }
    self = found
  }
}
