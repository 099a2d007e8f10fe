// How an entry of QIF is divided: by the categories that the user split it over, else by what is on its receipt, else
// into the bank's fee and the rest. The parts sum to the amount to the penny, and what they leave is a part that says so.

internal import Aggregate
internal import Bytes
internal import Model

/// A part of an entry.
struct QIFSplit: Equatable {
  /// The name of its category.
  let category: String
  /// What it is; empty when the category says all.
  let memo: LineText
  /// Its part of the amount, in minor units, credit-positive.
  let amountMinor: Int128

  /// Whether anything of an entry could divide it: nearly no entry has any of it.
  static func mayDivide(_ entry: Register.Entry) -> Bool {
    let row = entry.row
    return row.range(.categorySplit) != nil || row.range(.receipt) != nil || row.range(.fees) != nil
  }

  /// The parts of an entry that is no transfer; one when it is not divided.
  static func all(of entry: Register.Entry, _ categories: CategoryNames) -> [QIFSplit] {
    let row = entry.row
    let shares = row.categoryShares
    let category = shares.count == 1 ? shares[0].category : row[.category] ?? Row.noCategory
    let whole = QIFSplit(
      category: entry.accountingCode ?? categories.name(of: category), memo: LineText(),
      amountMinor: Int128(entry.amountMinor))
    if entry.isMirror { return [whole] }
    if shares.count > 1 {
      return shares.map {
        QIFSplit(
          category: categories.name(of: $0.category), memo: LineText(), amountMinor: $0.amountMinor)
      }
    }
    let items = items(row, whole)
    return items.count > 1 ? items : fee(row, whole)
  }

  /// What is on the receipt, and what that leaves of the amount.
  private static func items(_ row: Row, _ whole: QIFSplit) -> [QIFSplit] {
    guard let items = row.receiptItems, items.allSatisfy({ $0.currency == row.currency }) else {
      return []
    }
    // A receipt counts what was bought from zero up, a refund has another sign.
    let sign: Int128 = row.amountMinor < 0 ? -1 : 1
    var splits = items.filter { $0.amountMinor != 0 }.map {
      QIFSplit(
        category: whole.category, memo: LineText($0.description),
        amountMinor: sign * Int128($0.amountMinor))
    }
    let rest = splits.reduce(whole.amountMinor) { $0 - $1.amountMinor }
    if rest != 0, !splits.isEmpty {
      splits.append(
        QIFSplit(
          category: whole.category, memo: LineText("not on the receipt"), amountMinor: rest))
    }
    return splits
  }

  /// The fee that is within the amount, and what is left of the amount.
  private static func fee(_ row: Row, _ whole: QIFSplit) -> [QIFSplit] {
    guard let fee = row.feeWithinMinor else { return [whole] }
    return [
      QIFSplit(
        category: whole.category, memo: LineText(), amountMinor: whole.amountMinor + Int128(fee)),
      QIFSplit(category: "Fees", memo: LineText(), amountMinor: 0 - Int128(fee)),
    ]
  }
}

/// A line of a receipt.
struct ReceiptItem {
  let description: String
  let amountMinor: Int64
  let currency: Currency
}

extension Row {
  /// The items of the receipt; nil when there is none, or none that can be read to the penny.
  var receiptItems: [ReceiptItem]? {
    guard let range = range(.receipt) else { return nil }
    var tape = JSONTape()
    guard (try? tape.parse(storage, range)) != nil,
      let list = tape.member("items", of: 0, in: storage)
    else { return nil }
    var items: [ReceiptItem] = []
    for item in tape.children(of: list) {
      func text(_ name: StaticString) -> String? {
        tape.member(name, of: item, in: storage).flatMap { tape.string($0, in: storage) }
      }
      guard let value = tape.member("amount", of: item, in: storage),
        let amount = tape.integer(value, in: storage)
      else { return nil }
      items.append(
        ReceiptItem(
          description: text("description") ?? "", amountMinor: amount,
          currency: text("currency").flatMap(Currency.init) ?? currency))
    }
    return items
  }
}
