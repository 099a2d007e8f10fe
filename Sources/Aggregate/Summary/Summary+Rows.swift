// Stage four: rows into totals. One row adds to its day and to one cell of each dimension that it has a
// value for; nothing else is looked at, so rows may come in any order and summaries merge.

import Bytes
public import Model

extension Summary {
  /// Adds one enriched row.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - rule: in which registers it is; without it moves to and from pots are not set aside.
  public mutating func add(_ row: Row, _ rule: PostingRule? = nil) {
    let totals = Totals(row)
    let currency = row.currency
    addRow(totals, on: row.date, currency)
    add(totals, to: Key(.kind, "\(row.kind.name)", currency))
    if let account = row[.accountID] { add(totals, to: Key(.account, account, currency)) }
    addCategories(of: row, totals)
    addMerchant(of: row, totals)
    if row.range(.tags) != nil {
      for tag in row.tags { add(totals, to: Key(.tag, tag, currency)) }
    }
    addLeftOut(row, totals)
    addForeign(of: row)
    let moved = SetAside(row, rule)
    if moved != SetAside() {
      setAside[MonthKey(month: row.date.month, currency: currency), default: SetAside()].merge(
        moved)
    }
    for (currency, charged) in FeeTotals.charged(with: row) {
      fees[MonthKey(month: row.date.month, currency: currency), default: FeeTotals()].merge(charged)
    }
  }

  /// Adds a row to what is left out of spending or income, and to nothing else.
  public mutating func addLeftOut(_ row: Row) { addLeftOut(row, Totals(row)) }

  private mutating func addLeftOut(_ row: Row, _ totals: @autoclosure () -> Totals) {
    guard let reason = row.leftOutReason else { return }
    add(totals(), to: Key(.leftOut, reason.word, row.currency))
  }

  private mutating func addCategories(of row: Row, _ totals: Totals) {
    guard row.range(.categorySplit) != nil else {
      return add(totals, to: Key(.category, row[.category] ?? Row.noCategory, row.currency))
    }
    for share in row.categoryShares {
      add(
        Totals(row, amountMinor: share.amountMinor),
        to: Key(.category, share.category, row.currency))
    }
  }

  private mutating func addMerchant(of row: Row, _ totals: Totals) {
    guard let fields = row.merchant?.fields, let id = fields.groupID ?? fields.id ?? fields.name
    else {
      return
    }
    add(totals, to: Key(.merchant, id, row.currency))
    if let name = row[.payee] ?? fields.name { self.name(merchant: id, name, created: row.created) }
  }

  private mutating func addForeign(of row: Row) {
    guard let local = row.localAmount, local.currency != row.currency else { return }
    let totals = Totals(row, amountMinor: Int128(local.minorUnits))
    add(totals, to: Key(.foreignCurrency, local.currency.code, local.currency))
  }
}
