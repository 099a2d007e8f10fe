// The canonical row flat, as machine CSV: RFC 4180, one header line, CRLF, UTF-8 without a byte order mark,
// ISO dates, plain decimals, absent values empty. Text is unchanged whatever it begins with; a guard
// against formulas belongs into a variant for spreadsheets, because here the apostrophe would be data.
//
// This is the export that people run over whole histories, so a row is written in one go: room is made
// once, text is copied from the row's buffer, no String is made, and the fifteen cells of a merchant are
// kept from the last row that had it.

public import Bytes
public import Model

/// Writes rows as flat CSV.
public struct CSVFlatWriter: Sendable {
  private var merchants = MerchantCells()
  private var days = DayDigits()

  /// Creates the writer.
  public init() {}

  /// Appends the header line.
  public func appendHeader(to writer: inout ByteWriter) {
    writer.appendCSVRecord(CSVFlatWriter.columns)
  }

  /// Appends one row and its line end.
  public mutating func append(_ row: Row, to writer: inout ByteWriter) {
    let merchant = row.merchant.map { merchants.cells(of: $0) } ?? MerchantCells.none
    let room = CSVFlatWriter.bytesMax(of: row) + merchant.count
    row.storage.withUnsafeBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      ByteCursor.append(atMost: room, to: &writer, &days) { cursor in
        var record = FlatRecord(row: row, base: base, cursor: cursor)
        record.write(merchant: merchant)
        cursor = record.cursor
      }
    }
  }

  /// More bytes than the row can take: its text, its other cells, and the commas and line end.
  private static func bytesMax(of row: Row) -> Int {
    var bytes = (columns.count + 1) * ByteCursor.fixedBytesMax
    for field in RowText.allCases {
      if let range = row.range(field) { bytes += ByteCursor.bytesMax(ofCell: range.count) }
    }
    return bytes
  }
}

/// One row on its way into the buffer.
private struct FlatRecord {
  let row: Row
  let base: UnsafePointer<UInt8>
  var cursor: ByteCursor

  mutating func write(merchant: [UInt8]) {
    writeIdentity()
    writeMoney()
    writeMeaning()
    merchant.withUnsafeBufferPointer { cells in
      if let start = cells.baseAddress { cursor.raw(start, cells.count) }
    }
    writeLinks()
    cursor.put(0x0D)
    cursor.put(0x0A)
  }

  @inline(__always)
  private mutating func text(_ field: RowText) {
    if let range = row.range(field) { cursor.text(base + range.start, range.count) }
    cursor.comma()
  }

  /// The text of the last cell, which no comma follows.
  private mutating func lastText(_ field: RowText) {
    if let range = row.range(field) { cursor.text(base + range.start, range.count) }
  }

  private mutating func writeIdentity() {
    text(.id)
    text(.accountID)
    text(.userID)
    cursor.word(row.source.name)
    cursor.comma()
    cursor.word(row.kind.name)
    cursor.comma()
    cursor.word(row.status.name)
    cursor.comma()
    cursor.time(row.created, .created)
    cursor.comma()
    if let updated = row.updated { cursor.time(updated, .created) }
    cursor.comma()
    if let settled = row.settled { cursor.time(settled, .settled) }
    cursor.comma()
    cursor.day(row.date, .created)
    cursor.comma()
    if let posted = row.postedDate { cursor.day(posted, .settled) }
    cursor.comma()
  }

  private mutating func writeMoney() {
    money(row.amountMinor, row.currency)
    cursor.currency(row.currency)
    cursor.comma()
    if let local = row.localAmount {
      money(local.minorUnits, local.currency)
      cursor.currency(local.currency)
      cursor.comma()
    } else {
      cursor.word(",,,")
    }
    if let flag = row.includeInSpending { cursor.word(flag ? "true" : "false") }
    cursor.comma()
  }

  /// Minor units and the same in major units.
  private mutating func money(_ minorUnits: Int64, _ currency: Currency) {
    cursor.integer(minorUnits)
    cursor.comma()
    cursor.decimal(minorUnits, exponent: currency.exponent)
    cursor.comma()
  }

  private mutating func writeMeaning() {
    text(.payee)
    text(.memo)
    text(.description)
    text(.notes)
    if let range = row.range(.tags) { FlatJSON.tags(base, range, to: &cursor) }
    cursor.comma()
    text(.category)
    text(.categorySplit)
  }

  private mutating func writeLinks() {
    text(.counterpartyName)
    text(.counterpartySortCode)
    text(.counterpartyAccountNumber)
    text(.counterpartyUserID)
    text(.counterpartyAccountID)
    text(.potID)
    text(.transferID)
    text(.refundOf)
    text(.recurringID)
    if let balance = row.balanceMinor {
      money(balance, row.currency)
    } else {
      cursor.word(",,")
    }
    text(.scheme)
    text(.mcc)
    text(.declineReason)
    if let range = row.range(.metadata) { FlatJSON.accountingCode(base, range, to: &cursor) }
    cursor.comma()
    text(.attachments)
    text(.receipt)
    text(.fees)
    if let fee = row.feeMinor { cursor.decimal(fee, exponent: row.currency.exponent) }
    cursor.comma()
    text(.accountName)
    text(.accountSlug)
    text(.potName)
    lastText(.potSlug)
  }
}
