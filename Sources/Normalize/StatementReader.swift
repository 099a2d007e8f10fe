// One record of a statement, a canonical row out. Statements know no account, no status and no scheme, but
// they alone know the names of a person's own categories, and their `Name` is the only payee there is.
//
// A record without the bank's id gets one that is made of its cells, each followed by the byte 1F (`MadeUpIDs`).
// The search export has ids of the app's feed, which the bank's own rows supersede.

internal import Bytes
internal import Model
internal import Statements

/// Reads records of one statement.
struct StatementReader: Sendable {
  let columns: StatementColumns
  /// How its numbers and dates are to be read.
  var form: StatementForm
  private var madeUpIDs = MadeUpIDs()

  init(_ columns: StatementColumns, _ form: StatementForm = .ofBank) {
    self.columns = columns
    self.form = form
  }

  /// Whether some cell of a record has something in it.
  static func isBlank(_ cells: [ByteRange]) -> Bool { cells.allSatisfy(\.isEmpty) }

  /// The bank's id of a record, for diagnostics; nil when it has none.
  func id(_ text: [UInt8], _ cells: [ByteRange]) -> String? {
    guard isComplete(cells) else { return nil }
    let record = StatementRecord(text: text, cells: cells, columns: columns)
    guard let cell = record[.id], cell.count <= 64 else { return nil }
    return String(decoding: text[cell.indices], as: UTF8.self)
  }

  /// Whether a record has the cells that the first line names; Excel leaves out empty ones at its end.
  private func isComplete(_ cells: [ByteRange], isCut: Bool = false) -> Bool {
    if cells.count == columns.count { return true }
    if isCut || cells.count > columns.count { return false }
    let needed: [StatementColumn] = [.id, .created, .date, .amount, .currency, .moneyOut, .moneyIn]
    return needed.allSatisfy { column in
      columns[column].map { $0 < cells.count || column == .moneyIn } ?? true
    }
  }

  /// Reads a record into a row.
  ///
  /// - Parameters:
  ///   - text: the text of all cells.
  ///   - cells: where in it each cell is.
  ///   - isCut: whether the input ends with the record, so that the rest of it may be missing.
  ///   - reader: the tools that rows of every dialect are made with.
  ///   - row: takes the row; it must be blank.
  /// - Throws: `RecordError` when time, money or the number of cells is not right.
  mutating func read(
    _ text: [UInt8], _ cells: [ByteRange], isCut: Bool = false, _ reader: inout RecordReader,
    into row: inout Row
  ) throws(RecordError) {
    guard isComplete(cells, isCut: isCut) else {
      throw RecordError(
        "a record of \(cells.count) cells, expected \(columns.count) as in the first line")
    }
    let record = StatementRecord(text: text, cells: cells, columns: columns, form: form)
    row.source = .statementCSV
    row.created = try record.created(reader.zone)
    if record[.amount] == nil, record.isDeclined, record[.moneyOut] == nil, record[.moneyIn] == nil
    {
      throw .note("declined, without an amount: no money moved, so it is no row")
    }
    row.currency = try record.currency(.currency)
    row.amountMinor = try record.amount(in: row.currency)
    row.localAmount = try record.localAmount()
    row[.accountID] = record.account ?? reader.account
    record.set(.description, .description, into: &row)
    record.set(record[.name] == nil ? .title : .name, .payee, into: &row)
    record.set(.notes, .notes, into: &row)
    record.setStatus(of: &row)
    setCategory(record, into: &row)
    setKind(record, &reader, of: &row)
    if row.kind == .potTransfer, row.begins(.description, with: "pot_") {
      row.share(.potID, with: .description)
    }
    record.setMerchant(&reader, of: &row)
    setMemo(record, of: &row)
    record.setMetadata(&reader.scratch, of: &row)
    reader.setDays(of: &row)
    setID(record, &reader.scratch, into: &row)
    for (field, text) in [(ProvenanceField.payee, RowText.payee), (.notes, .notes), (.memo, .memo)]
    where row.range(text) != nil {
      row[provenance: field] = .csv
    }
  }

  /// Sets the category: the bank's word for what is printed, else the name that the user gave.
  private func setCategory(_ record: StatementRecord, into row: inout Row) {
    guard let cell = record[.category] else { return }
    if let word = CategoryWords.word(printed: record.text, cell) {
      row[.category] = word
    } else if columns.isSearch, let first = record.firstCategory {
      row[.category] = first
    } else {
      record.set(.category, .category, into: &row)
    }
    row[provenance: .category] = .csv
  }

  private func setKind(
    _ record: StatementRecord, _ reader: inout RecordReader, of row: inout Row
  ) {
    var rules = KindRules(scheme: .absent, amountMinor: row.amountMinor)
    rules.isLoad = row.isEqual(.category, "mondo")
    rules.namesPot = row.begins(.description, with: "pot_")
    rules.isCashMachine = row.isEqual(.category, "cash")
    rules.hasMerchant =
      record[.type] == nil && !columns.isSearch
      && (record[.address] != nil || record[.emoji] != nil || rules.isCashMachine)
    guard let cell = record[.type] else {
      row.kind = kind(rules, record, row)
      return
    }
    switch StatementType.of(record.text, cell) {
    case .kind(let kind): row.kind = kind
    case .scheme(let scheme, let isPrinted):
      rules.scheme = scheme
      if isPrinted { row.set(.scheme, record.text, cell) }
      row.kind = rules.kind
    case .unknown:
      reader.unknown.note(.statementType, record.text, cell)
      row.kind = rules.kind
    }
  }

  /// The kind where no type says it.
  private func kind(_ rules: KindRules, _ record: StatementRecord, _ row: Row) -> Kind {
    guard columns.isSearch, rules.kind == .other else { return rules.kind }
    return SearchKind.of(record, row, rules) ?? .other
  }

  /// Sets the memo: the notes, else what the search export shows below the name, else between banks the
  /// description when it is not just the name.
  private func setMemo(_ record: StatementRecord, of row: inout Row) {
    if row.range(.notes) != nil {
      row.share(.memo, with: .notes)
    } else if record[.subtitle] != nil {
      record.set(.subtitle, .memo, into: &row)
    } else if [.bankTransfer, .standingOrder, .bacsCredit].contains(row.kind),
      !row.isSame(.description, as: .payee)
    {
      row.share(.memo, with: .description)
    }
  }

  // MARK: Identity

  private mutating func setID(
    _ record: StatementRecord, _ scratch: inout ByteWriter, into row: inout Row
  ) {
    if let cell = record[.id] { return row.set(.id, record.text, cell) }
    scratch.removeAll()
    for cell in record.cells {
      scratch.append(bytes: record.text, cell)
      scratch.append(0x1F)
    }
    row[.id] = madeUpIDs.next(of: &scratch)
  }
}
