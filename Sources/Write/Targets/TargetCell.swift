// What is in one cell of a target, before it is known whether it becomes text in a CSV or a typed cell in a workbook.

internal import Accounting
internal import Aggregate
internal import Bytes
internal import Model

/// A value of a cell.
enum TargetCell: Equatable {
  /// Nothing.
  case empty
  /// One line of text.
  case text(LineText)
  /// A day.
  case day(CivilDate)
  /// An amount in minor units, which has so many digits behind the point.
  case money(Int128, exponent: Int)
}

/// The cells of one entry of a register.
struct TargetCells {
  let entry: Register.Entry
  let register: Register
  let basis: DateBasis
  let names: TargetNames
  private let text: EntryText

  init(
    _ entry: Register.Entry, of register: Register, _ basis: DateBasis, _ names: TargetNames
  ) {
    self.names = names
    self.entry = entry
    self.register = register
    self.basis = basis
    text = EntryText(entry)
  }

  private var row: Row { entry.row }
  /// What the user's own accounting calls the other posting.
  private var mapping: AccountMapping { names.chart.mapping(of: row) }
  private var amount: Int128 { Int128(entry.amountMinor) }

  /// The cell of a column.
  subscript(field: TargetField) -> TargetCell {
    switch field {
    case .date: .day(entry.date(basis))
    case .settledDate: .day(entry.date(.settled))
    case .amount: money(amount)
    case .amountNegated: money(0 - amount)
    case .moneyIn: amount > 0 ? money(amount) : .empty
    case .moneyOut: amount < 0 ? money(0 - amount) : .empty
    case .currency: line(register.currency.code)
    case .direction: line(amount < 0 ? "Debit" : "Credit")
    case .payee: .text(text.payee)
    case .memo: .text(text.memo(withPayee: false))
    case .description: .text(text.memo(withPayee: true))
    case .category: isTransfer ? .empty : line(names.categories.name(of: row[.category] ?? ""))
    case .account: line(register.title)
    case .otherAccount: entry.other.map { line($0.title) } ?? .empty
    case .counterAccount: entry.other.map { line($0.title) } ?? .text(text.payee)
    case .id: .text(LineText(row, .id))
    case .sharedID: .text(LineText(row, entry.other != nil && hasTransfer ? .transferID : .id))
    case .kind: line("\(row.kind.name)")
    case .notes: .text(LineText(row, .notes))
    case .tags: line(row.tags.joined(separator: " "))
    case .localAmount:
      foreign.map { .money(Int128($0.minorUnits), exponent: $0.exponent) } ?? .empty
    case .localCurrency: foreign.map { line($0.currency.code) } ?? .empty
    case .sortCode: own(.counterpartySortCode)
    case .accountNumber: own(.counterpartyAccountNumber)
    case .accountingAccount: line(mapping.account ?? "")
    case .accountingCode: line(mapping.codeOrAccount ?? "")
    case .vatCode: line(mapping.vat ?? "")
    case .ledgerAccount: line(ledgerAccount)
    case .ledgerAmount: line(ledgerAmount)
    case .empty: .empty
    }
  }

  private func line(_ text: String) -> TargetCell { .text(LineText(text)) }

  private func money(_ minor: Int128) -> TargetCell {
    .money(minor, exponent: register.currency.exponent)
  }

  /// A field of the row, which in the register of the pot is not about its other side.
  private func own(_ field: RowText) -> TargetCell {
    entry.isMirror ? .empty : .text(LineText(row, field))
  }

  private var isTransfer: Bool { entry.other != nil || row.kind.isTransfer }
  private var hasTransfer: Bool {
    !entry.isMirror && row.range(.transferID) != nil && row.kind != .potTransfer
  }
  private var foreign: Money? { entry.foreignAmount }

  private var ledgerAmount: String {
    var writer = ByteWriter()
    writer.append(sumOfMinorUnits: 0 - amount, exponent: register.currency.exponent)
    return "\(writer.string) \(register.currency.code)"
  }

  /// The other posting, as journals call it; a transfer is in the files of both registers, so it goes through a clearing
  /// account, which sums to zero when both are imported.
  private var ledgerAccount: String {
    if entry.other != nil { return JournalAccounts.transfers }
    // A table has one other posting: that of the row's own category.
    let shares = row.categoryShares
    let own = shares.first { $0.category == row[.category] ?? Row.noCategory } ?? shares.first
    return own.map { names.accounts.account(of: row, $0).name } ?? JournalAccounts.transfers
  }
}

extension Money {
  fileprivate var exponent: Int { currency.exponent }
}

/// What the cells of a target call things.
struct TargetNames: Sendable {
  let categories: CategoryNames
  let chart: ChartOfAccounts
  let accounts: JournalAccounts

  init(_ categoryNames: [String: String], _ chart: ChartOfAccounts) {
    categories = CategoryNames(known: categoryNames)
    self.chart = chart
    accounts = JournalAccounts(chart, categoryNames: categoryNames)
  }
}
