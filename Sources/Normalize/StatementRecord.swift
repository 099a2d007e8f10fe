// The cells of one record of a statement as the values that a row holds.

internal import Bytes
internal import Model
internal import Statements

/// One record of a statement.
struct StatementRecord {
  let text: [UInt8]
  let cells: [ByteRange]
  let columns: StatementColumns
  var form = StatementForm.ofBank

  /// The cell of a column without white space around it; nil when there is none or nothing in it.
  subscript(_ column: StatementColumn) -> ByteRange? {
    guard let index = columns[column], index < cells.count else { return nil }
    var (start, end) = (cells[index].start, cells[index].end)
    while start < end && text[start] <= 0x20 { start += 1 }
    while end > start && text[end - 1] <= 0x20 { end -= 1 }
    return start < end ? ByteRange(start: start, count: end - start) : nil
  }

  /// The cell of a column as it was printed, because white space is part of a text (RFC 4180 §2.4); nil when
  /// nothing else is in it.
  func printed(_ column: StatementColumn) -> ByteRange? {
    guard self[column] != nil, let index = columns[column] else { return nil }
    return cells[index]
  }

  func set(_ column: StatementColumn, _ field: RowText, into row: inout Row) {
    if let cell = printed(column) { row.set(field, text, cell) }
  }

  private func string(_ column: StatementColumn) -> String? {
    printed(column).map { String(decoding: text[$0.indices], as: UTF8.self) }
  }

  private func wrong(
    _ name: String, _ cell: ByteRange, _ what: String, _ expected: String
  ) -> RecordError {
    RecordError("'\(name)' is not \(what): \(QuotedRecord.bytes(text, cell)), expected \(expected)")
  }

  // MARK: Time

  /// When the payment was made: one cell, or a date and a time.
  func created(_ zone: TimeZoneRules) throws(RecordError) -> Instant {
    let (column, name) =
      self[.created] != nil ? (StatementColumn.created, "created") : (.date, "Date")
    let expected =
      form.dates == .dayFirst ? Expected.statementDate : Expected.monthFirstDate
    guard let cell = self[column] else { throw .missing(name, expected: expected) }
    guard let found = StatementTime.date(text, cell, form.dates) else {
      throw wrong(name, cell, "a date", expected)
    }
    // A spreadsheet prints midnight behind every date, and the time in the cell beside it.
    let own = found.seconds.flatMap { $0 == 0 ? nil : $0 }
    let seconds = if let own { own } else { try time() ?? found.seconds ?? 0 }
    if form.isLocal && !found.isUTC { return zone.start(of: found.date, second: seconds) }
    return Instant(seconds: Int64(found.date.days) * 86_400 + seconds)
  }

  private func time() throws(RecordError) -> Int64? {
    guard let cell = self[.time] else { return nil }
    guard let seconds = StatementTime.time(text, cell) else {
      throw wrong("Time", cell, "a time of day", Expected.timeOfDay)
    }
    return seconds
  }

  /// Whether the time is one of twelve hours, which the bank never writes.
  var hasTwelveHourClock: Bool {
    for column: StatementColumn in [.time, .created, .date] {
      if let cell = self[column], StatementTime.isOfTwelveHours(text, cell) { return true }
    }
    return false
  }

  // MARK: Money

  func currency(_ column: StatementColumn) throws(RecordError) -> Currency {
    let name = column == .currency ? "Currency" : "Local currency"
    guard let cell = self[column] else {
      if column == .currency, let named = columns.currency { return named }
      throw .missing(name, expected: Expected.currency)
    }
    guard let currency = Currency(text, cell.indices) else {
      throw wrong(name, cell, "a currency", Expected.currency)
    }
    return currency
  }

  private func minorUnits(
    _ cell: ByteRange, _ name: String, in currency: Currency
  ) throws(RecordError) -> Int64 {
    do {
      if form.decimals == .point,
        let units = try? FixedPoint.minorUnits(
          of: text, cell, exponent: currency.exponent, allowingPlus: true)
      {
        return units
      }
      let number = try StatementNumber(text, cell, form.decimals)
      if let shown = number.currency, shown != currency {
        throw wrong(
          name, cell, "an amount in \(currency)", "the currency of the column 'Currency'")
      }
      let whole = ByteRange(start: 0, count: number.plain.count)
      return try FixedPoint.minorUnits(of: number.plain, whole, exponent: currency.exponent)
    } catch let error as FixedPointError {
      throw wrong(name, cell, error.what(of: currency), Expected.decimal)
    } catch let error as RecordError {
      throw error
    } catch {
      throw wrong(name, cell, "an amount", Expected.decimal)
    }
  }

  /// The amount, else what went out, which is negative with or without its sign, and what came in.
  func amount(in currency: Currency) throws(RecordError) -> Int64 {
    if let cell = self[.amount] { return try minorUnits(cell, "Amount", in: currency) }
    if let cell = self[.moneyOut] {
      let out = try minorUnits(cell, "Money Out", in: currency)
      if out != 0 || self[.moneyIn] == nil { return out > 0 ? -out : out }
    }
    guard let cell = self[.moneyIn] else { throw .missing("Amount", expected: Expected.decimal) }
    return try minorUnits(cell, "Money In", in: currency)
  }

  func localAmount() throws(RecordError) -> Money? {
    guard let cell = self[.localAmount], self[.localCurrency] != nil else { return nil }
    let currency = try currency(.localCurrency)
    return Money(try minorUnits(cell, "Local amount", in: currency), currency)
  }

  // MARK: What else is known

  /// Sets the merchant of a card row: its name, emoji and address.
  func setMerchant(_ reader: inout RecordReader, of row: inout Row) {
    guard row.kind.isOfCard else { return }
    reader.scratch.removeAll()
    for column: StatementColumn in [.name, .emoji, .address] {
      if let cell = printed(column) { reader.scratch.append(bytes: text, cell) }
      reader.scratch.append(0x1F)
    }
    guard reader.scratch.count > 3 else { return }
    let (source, range) = (
      reader.scratch.bytes, ByteRange(start: 0, count: reader.scratch.count)
    )
    row[provenance: .merchant] = .csv
    if let known = reader.merchants.merchant(.statement, source, range) {
      row.merchant = known
      return
    }
    var fields = Merchant.Fields()
    fields.name = string(.name)
    fields.emoji = string(.emoji)
    fields.address = string(.address)
    let made = Merchant(fields)
    reader.merchants.insert(made, .statement, source, range)
    row.merchant = made
  }

  /// The columns that no field of a row is for, under names that say where they come from.
  private static let remarks: [(StatementColumn, StaticString)] = [
    (.type, "csv_type"), (.exchangeRate, "csv_exchange_rate"), (.receipt, "csv_receipt"),
    (.categorySplit, "csv_category_split"), (.balance, "csv_balance"),
    (.balanceCurrency, "csv_balance_currency"), (.emoji, "csv_emoji"), (.address, "csv_address"),
    (.status, "csv_status"), (.account, "csv_account"), (.pot, "csv_pot"),
  ]

  /// Keeps in the metadata what the row has no field for.
  func setMetadata(_ scratch: inout ByteWriter, of row: inout Row) {
    scratch.removeAll()
    for (column, name) in StatementRecord.remarks {
      let isOfMerchant = (column == .emoji || column == .address) && row.merchant != nil
      guard !isOfMerchant, let cell = self[column] else { continue }
      scratch.append(scratch.count == 0 ? "{\"" : ",\"")
      scratch.append(name)
      scratch.append("\":")
      scratch.appendJSONString(text, cell)
    }
    if columns.isSearch, let cell = self[.category], firstCategory != nil {
      scratch.append(scratch.count == 0 ? "{\"" : ",\"")
      scratch.append("csv_categories\":")
      scratch.appendJSONString(text, cell)
    }
    guard scratch.count > 0 else { return }
    scratch.append("}")
    row.set(.metadata, scratch.bytes, ByteRange(start: 0, count: scratch.count))
  }
}

extension Kind {
  /// Whether a row of this kind was made with the card.
  var isOfCard: Bool {
    switch self {
    case .cardPayment, .cashWithdrawal, .refund, .cardCheck: true
    default: false
    }
  }
}
