// Stage four: rows into totals. One row adds to its day and to one cell of each dimension that it has a
// value for; nothing else is looked at, so rows may come in any order and summaries merge.

import Bytes
public import Model

extension Summary {
  /// Adds one enriched row.
  public mutating func add(_ row: Row) {
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
    addForeign(of: row)
  }

  /// The summary of some rows.
  public init(_ rows: some Sequence<Row>) {
    self = .empty
    for row in rows { add(row) }
  }

  private mutating func addCategories(of row: Row, _ totals: Totals) {
    let parts = row.categoryParts
    guard !parts.isEmpty else {
      return add(totals, to: Key(.category, row[.category] ?? "general", row.currency))
    }
    for part in parts {
      add(
        Totals(row, amountMinor: part.amountMinor), to: Key(.category, part.category, row.currency))
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
    let totals = Totals(row, amountMinor: local.minorUnits)
    add(totals, to: Key(.foreignCurrency, local.currency.code, local.currency))
  }
}

extension Totals {
  /// The totals of one row.
  public init(_ row: Row) { self.init(row, amountMinor: row.amountMinor) }

  /// The totals of one row, or of a part of it, with the amount given.
  public init(_ row: Row, amountMinor: Int64) {
    self.init()
    let size = Int128(amountMinor.magnitude)
    let isCredit = amountMinor > 0
    switch row.status {
    case .declined: declinedCount = 1
    case _ where amountMinor == 0: zeroCount = 1
    case .pending:
      pendingCount = 1
      if isCredit { pendingIn = size } else { pendingOut = size }
    case .settled:
      count = 1
      addSettled(row.flow(ofAmount: amountMinor), size, isCredit: isCredit)
    }
  }

  private mutating func addSettled(_ flow: Flow, _ size: Int128, isCredit: Bool) {
    switch flow {
    case .none: break
    case .transfer: if isCredit { transfersIn = size } else { transfersOut = size }
    case .income: self.in = size
    case .refund: refunds = size
    case .spending: out = size
    case .notSpending:
      out = size
      notSpending = size
    }
  }
}
