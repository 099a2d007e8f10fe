// Rows as the statement CSV that the bank's own app makes: 18 columns, for everything that already reads
// that file. Days and times are UTC as in the bank's file, so a payment at 00:30 on a summer night is on
// the day before. The file has neither account nor status: declined rows, which never moved money, are left
// out, and so are pending ones unless they are asked for. Card checks of zero amount are in it, as they
// are in the bank's.
//
// Where the bank's file shows nothing to go by: a split of categories is the JSON that the canonical row has;
// amounts have two decimal places, or those of the currency where it has more.

public import Bytes
public import Model

/// Writes rows as the bank's statement CSV.
public struct CSVMonzoWriter: Sendable {
  /// The header line's cells.
  public static let columns: [String] = [
    "Transaction ID", "Date", "Time", "Type", "Name", "Emoji", "Category", "Amount", "Currency",
    "Local amount", "Local currency", "Notes and #tags", "Address", "Receipt", "Description",
    "Category split", "Money Out", "Money In",
  ]

  private let categories: CategoryNames
  private let includesPending: Bool

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - categoryNames: names of the user's own categories by id.
  ///   - includesPending: whether rows whose amount can still change are written.
  public init(categoryNames: [String: String] = [:], includesPending: Bool = false) {
    categories = CategoryNames(known: categoryNames)
    self.includesPending = includesPending
  }

  /// Appends the header line.
  public func appendHeader(to writer: inout ByteWriter) {
    writer.appendCSVRecord(CSVMonzoWriter.columns)
  }

  /// Appends one row and its line end, or gives the reason why it is not in such a file.
  @discardableResult
  public func append(_ row: Row, to writer: inout ByteWriter) -> LeftOut.Reason? {
    let reason = row.reasonToLeaveOut(includingPending: includesPending)
    if let reason, reason != .zero { return reason }
    append(.id, of: row, to: &writer)
    appendTime(row.created, to: &writer)
    writer.append(statementType: row)
    writer.appendCSVComma()
    appendName(of: row, to: &writer)
    writer.appendCSVCell(row.merchant?.fields.emoji ?? "")
    writer.appendCSVComma()
    writer.appendCSVCell(categories.name(of: row[.category] ?? ""))
    writer.appendCSVComma()
    append(row.amount, to: &writer)
    append(row.localAmount ?? row.amount, to: &writer)
    append(.notes, of: row, to: &writer)
    writer.appendCSVCell(row.merchant?.fields.address ?? "")
    writer.appendCSVComma()
    writer.appendCSVCell(receipt(of: row))
    writer.appendCSVComma()
    append(.description, of: row, to: &writer)
    append(.categorySplit, of: row, to: &writer)
    // Both repeat the amount with its sign; money out has the card checks too.
    if row.amountMinor <= 0 { writer.append(major: row.amount) }
    writer.appendCSVComma()
    if row.amountMinor > 0 { writer.append(major: row.amount) }
    writer.append("\r\n")
    return nil
  }

  private func append(_ field: RowText, of row: Row, to writer: inout ByteWriter) {
    if let range = row.range(field) { writer.appendCSVCell(row.storage, range) }
    writer.appendCSVComma()
  }

  /// Date and time of day, UTC.
  private func appendTime(_ instant: Instant, to writer: inout ByteWriter) {
    let date = TimeZoneRules.utc.date(of: instant)
    let (year, month, day) = date.parts
    let clock = UInt64(instant.seconds - Int64(date.days) * 86_400)
    writer.append(magnitude: UInt64(day), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(month), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(max(0, year)), minimumDigits: 4)
    writer.appendCSVComma()
    writer.append(magnitude: clock / 3600, minimumDigits: 2)
    writer.append(0x3A)
    writer.append(magnitude: clock / 60 % 60, minimumDigits: 2)
    writer.append(0x3A)
    writer.append(magnitude: clock % 60, minimumDigits: 2)
    writer.appendCSVComma()
  }

  /// The payee, which enrichment has decided; else the merchant, the other side, the description.
  private func appendName(of row: Row, to writer: inout ByteWriter) {
    if row.range(.payee) != nil { return append(.payee, of: row, to: &writer) }
    if let name = row.merchant?.fields.name {
      writer.appendCSVCell(name)
      return writer.appendCSVComma()
    }
    let field: RowText = row.range(.counterpartyName) != nil ? .counterpartyName : .description
    append(field, of: row, to: &writer)
  }

  private func append(_ amount: Money, to writer: inout ByteWriter) {
    writer.append(major: amount)
    writer.appendCSVComma()
    if amount.currency.packed != 0 { writer.append(amount.currency) }
    writer.appendCSVComma()
  }

  /// The address of the first attachment.
  private func receipt(of row: Row) -> String {
    guard let range = row.range(.attachments) else { return "" }
    var tape = JSONTape()
    guard (try? tape.parse(row.storage, range)) != nil, let first = tape.children(of: 0).first,
      let url = tape.member("file_url", of: first, in: row.storage)
    else { return "" }
    return tape.string(url, in: row.storage) ?? ""
  }
}

extension ByteWriter {
  /// Appends an amount in major units with at least two decimal places.
  fileprivate mutating func append(major amount: Money) {
    let exponent = amount.currency.exponent
    append(minorUnits: amount.minorUnits, exponent: exponent)
    switch exponent {
    case 0: append(".00")
    case 1: append(0x30)
    default: break
    }
  }

  /// Appends the word of the `Type` column.
  fileprivate mutating func append(statementType row: Row) {
    if let word = StatementTypeWord.word(for: row) { return append(word) }
    if let range = row.range(.scheme) { appendCSVCell(row.storage, range) }
  }
}
