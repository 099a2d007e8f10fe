// What a statement calls the type of a row. Most are labels for people; where the app has none it prints the
// payment scheme itself. Statements of 2018 have no types: there was little but the card.

internal import Bytes
internal import Model

/// The type of a statement row.
enum StatementType {
  /// A label that names one kind.
  case kind(Kind)
  /// A payment scheme, printed as such or behind a label that has several kinds.
  case scheme(Scheme, isPrinted: Bool)
  /// A label that is not known.
  case unknown

  /// The type of a label or scheme.
  static func of(_ bytes: [UInt8], _ range: ByteRange) -> StatementType {
    switch String(decoding: bytes[range.indices], as: UTF8.self).lowercased() {
    case "card payment": .scheme(.card, isPrinted: false)
    case "faster payment", "bank transfer": .scheme(.transfer, isPrinted: false)
    case "bacs (direct credit)", "bacs direct credit": .kind(.bacsCredit)
    case "direct debit": .kind(.directDebit)
    case "standing order": .kind(.standingOrder)
    case "monzo-to-monzo", "monzo.me": .kind(.monzoToMonzo)
    case "pot transfer": .kind(.potTransfer)
    case "flex": .kind(.flex)
    case "instalment loan", "loan": .kind(.loan)
    case "top-up", "top up": .kind(.topUp)
    case "rewards", "reward": .kind(.reward)
    case "account interest", "interest": .kind(.interest)
    case "cheque": .kind(.cheque)
    case "cash deposit": .kind(.cashDeposit)
    default: ofScheme(bytes, range)
    }
  }

  private static func ofScheme(_ bytes: [UInt8], _ range: ByteRange) -> StatementType {
    let scheme = Scheme.of(bytes, range)
    return scheme == .unknown ? .unknown : .scheme(scheme, isPrinted: true)
  }
}
