// TRNTYPE (OFX 1.0.2 §11.4.3.1) says what kind of movement a transaction is. Programs show it and never take the
// sign from it; DEBIT and CREDIT are right for whatever has no word of its own.

internal import Aggregate
internal import Model

enum OFXTransactionType {
  /// The word for an entry of a register.
  static func of(_ entry: Register.Entry) -> StaticString {
    let isOut = entry.amountMinor < 0
    switch entry.row.kind {
    case .potTransfer, .ownTransfer: return "XFER"
    case .interest: return "INT"
    case .cheque: return "CHECK"
    case .cashDeposit: return "DEP"
    case .bacsCredit where !isOut: return "DIRECTDEP"
    case .cardPayment where isOut: return "POS"
    case .cashWithdrawal where isOut: return "ATM"
    case .directDebit where isOut: return "DIRECTDEBIT"
    case .standingOrder where isOut: return "REPEATPMT"
    case .bankTransfer where isOut, .monzoToMonzo where isOut: return "PAYMENT"
    case .fee where isOut: return entry.row.isEqual(.scheme, "overdraft") ? "SRVCHG" : "FEE"
    default: return isOut ? "DEBIT" : "CREDIT"
    }
  }
}
