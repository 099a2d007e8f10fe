// One record of a statement, a canonical row out. Statements know no account, no status and no scheme, but
// they alone know the names of a person's own categories, and their `Name` is the only payee there is.
//
// A record without the bank's id gets `row_` and 32 hexadecimal digits: two hashes of its cells, each cell
// followed by the byte 1F, and of how many records of the same cells came before. The recipe is frozen,
// because those ids end up in other people's books.

internal import Bytes
internal import Model

/// Reads records of one statement.
struct StatementReader: Sendable {
  private let columns: StatementColumns
  /// How often the same cells were seen, for records without an id.
  private var occurrences: [UInt64: Int] = [:]

  init(_ columns: StatementColumns) { self.columns = columns }

  /// Whether some cell of a record has something in it.
  static func isBlank(_ cells: [ByteRange]) -> Bool { cells.allSatisfy(\.isEmpty) }

  /// The bank's id of a record, for diagnostics; nil when it has none.
  func id(_ text: [UInt8], _ cells: [ByteRange]) -> String? {
    guard cells.count == columns.count else { return nil }
    let record = StatementRecord(text: text, cells: cells, columns: columns)
    guard let cell = record[.id], cell.count <= 64 else { return nil }
    return String(decoding: text[cell.indices], as: UTF8.self)
  }

  /// Reads a record into a row.
  ///
  /// - Parameters:
  ///   - text: the text of all cells.
  ///   - cells: where in it each cell is.
  ///   - reader: the tools that rows of every dialect are made with.
  ///   - row: takes the row; it must be blank.
  /// - Throws: `RecordError` when time, money or the number of cells is not right.
  mutating func read(
    _ text: [UInt8], _ cells: [ByteRange], _ reader: inout RecordReader, into row: inout Row
  ) throws(RecordError) {
    guard cells.count == columns.count else {
      throw RecordError(
        "a record of \(cells.count) cells, expected \(columns.count) as in the first line")
    }
    let record = StatementRecord(text: text, cells: cells, columns: columns)
    row.source = .statementCSV
    row.created = try record.created()
    row.currency = try record.currency(.currency)
    row.amountMinor = try record.amount(in: row.currency)
    row.localAmount = try record.localAmount()
    row[.accountID] = reader.account
    record.set(.description, .description, into: &row)
    record.set(.name, .payee, into: &row)
    record.set(.notes, .notes, into: &row)
    setCategory(record, into: &row)
    setKind(record, &reader, of: &row)
    if row.kind == .potTransfer, row.begins(.description, with: "pot_") {
      row.share(.potID, with: .description)
    }
    record.setMerchant(&reader, of: &row)
    setMemo(of: &row)
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
      record[.type] == nil
      && (record[.address] != nil || record[.emoji] != nil || rules.isCashMachine)
    guard let cell = record[.type] else {
      row.kind = rules.kind
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

  /// Sets the memo: the notes, else between banks the description when it is not just the name.
  private func setMemo(of row: inout Row) {
    if row.range(.notes) != nil {
      row.share(.memo, with: .notes)
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
    let whole = ByteRange(start: 0, count: scratch.count)
    let count = occurrences[StableHash.of(scratch.bytes, whole), default: 0]
    occurrences[StableHash.of(scratch.bytes, whole)] = count + 1
    scratch.append(integer: Int64(count))
    let hashed = ByteRange(start: 0, count: scratch.count)
    row[.id] =
      "row_" + StatementReader.digits(StableHash.of(scratch.bytes, hashed, seed: 1))
      + StatementReader.digits(StableHash.of(scratch.bytes, hashed, seed: 2))
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
