// The two texts that accounting programs have for a movement: who, and what for.

internal import Accounting
internal import Aggregate
internal import Bytes
internal import Model

/// Payee and memo of an entry of a register, each one line.
struct EntryText {
  /// Who the other side is; never empty.
  let payee: LineText
  /// What a person would read: the notes, else the payment reference.
  let note: LineText
  private let foreign: LineText
  private let fee: LineText
  private let code: LineText

  init(_ entry: Register.Entry) {
    payee = EntryText.payee(entry)
    note = LineText(entry.row, .memo)
    foreign = entry.foreignAmount.map { LineText($0.unsigned) } ?? LineText()
    fee = EntryText.fee(entry)
    code = EntryText.code(entry)
  }

  /// What a rule calls the row in the user's accounting: `code 7400`.
  private static func code(_ entry: Register.Entry) -> LineText {
    guard let code = entry.accountingCode else { return LineText() }
    var text = LineText("code \(code)")
    text.cut(scalarsMax: 60, bytesMax: 90)
    return text
  }

  /// What the bank charged: `fee 4.50 GBP`.
  private static func fee(_ entry: Register.Entry) -> LineText {
    guard !entry.isMirror, entry.row.range(.fees) != nil else { return LineText() }
    let fees = entry.row.fees.map { "fee \($0.amount.unsigned)" }
    return LineText(fees.joined(separator: ", "))
  }

  private static func payee(_ entry: Register.Entry) -> LineText {
    // In the pot's register the row's own payee would be the pot itself.
    if entry.isMirror, let other = entry.other { return LineText(other.title) }
    let row = entry.row
    // The other side of a transfer between accounts of one holder has the holder's name.
    if row.kind == .ownTransfer, let other = entry.other, !row.hasPayeeOfRule {
      return LineText(other.title)
    }
    let named = LineText(row, .payee)
    if !named.isEmpty { return named }
    if let name = row.merchant?.fields.name {
      let merchant = LineText(name)
      if !merchant.isEmpty { return merchant }
    }
    for field in [RowText.counterpartyName, .description, .id] {
      let text = LineText(row, field)
      if !text.isEmpty { return text }
    }
    return LineText("Monzo")
  }

  /// The memo: the payee in full when asked for, what a person would read, the amount in the shop's
  /// currency, fees and, when asked for, the code of a rule, which are never cut off because some programs read them nowhere else.
  func memo(
    withPayee: Bool, withCode: Bool = false, scalarsMax: Int = .max, bytesMax: Int = .max
  ) -> LineText {
    let code = withCode ? code : LineText()
    var memo = withPayee ? payee : LineText()
    memo.join(note)
    if scalarsMax < .max {
      let reserved = [foreign, fee, code].reduce(0) { $0 + ($1.isEmpty ? 0 : $1.bytes.count + 2) }
      memo.cut(scalarsMax: scalarsMax - reserved, bytesMax: bytesMax - reserved)
    }
    memo.join(foreign)
    memo.join(fee)
    memo.join(code)
    return memo
  }
}

extension Register.Entry {
  /// The code that a rule gave the row; a mirror is of another account.
  var accountingCode: String? { isMirror ? nil : row.metadataText("accounting_code") }

  /// What was paid in another currency than the register's; a mirror moves the account's currency only.
  var foreignAmount: Money? {
    guard !isMirror, let local = row.localAmount, local.currency != row.currency,
      local.minorUnits != 0
    else { return nil }
    return local
  }
}

extension Row {
  /// Whether a rule of the user's says the payee.
  fileprivate var hasPayeeOfRule: Bool {
    if case .rule = self[provenance: .payee] { true } else { false }
  }
}

extension Money {
  /// The amount without its sign: `2400 JPY`.
  fileprivate var unsigned: String {
    let text = description
    return text.utf8.first == 0x2D ? String(text.dropFirst()) : text
  }
}
