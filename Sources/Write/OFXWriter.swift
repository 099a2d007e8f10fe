// One register as an OFX 1.0.2 file: the form that ofxtools, ofxparse, libofx, GnuCash and Skrooge all read
// right. SGML with the header of nine lines, every element closed, CRLF, UTF-8 announced as such. Only
// `&`, `<` and `>` are escaped: readers lose text to any other entity. Dates are bare days, the only form
// that no reader moves to another day in some time zone. One file holds one statement, because some
// programs read the first and stop.
//
// Elements and their order: OFX 1.0.2 §11.4 (bank statements) and §11.4.3 (credit cards), DTD 1.6.
// Only settled money is written: importers keep the first version of a FITID that they see, so an amount
// that can still change must not be given to them.

public import Aggregate
public import Bytes
public import Model

/// Writes a register as an OFX statement.
public struct OFXWriter: Sendable {
  private let asOf: Instant
  private let basis: DateBasis

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - asOf: the time that the file says it was made at.
  ///   - dateBasis: the day that a transaction is posted on.
  public init(asOf: Instant, dateBasis: DateBasis = .created) {
    self.asOf = asOf
    basis = dateBasis
  }

  // MARK: The parts of a file

  /// Appends everything before the first transaction.
  public func appendStart(of register: Register, to writer: inout ByteWriter) {
    appendHead(to: &writer)
    appendStatementStart(register, days(register), to: &writer)
  }

  /// Appends a transaction, or gives the reason why it is not in such a file: it is pending, declined or
  /// of zero amount.
  public func append(
    _ entry: Register.Entry, of register: Register, to writer: inout ByteWriter
  ) -> LeftOut.Reason? {
    if let reason = entry.row.reasonToLeaveOut() { return reason }
    appendTransaction(entry, register, to: &writer)
    return nil
  }

  /// Appends everything after the last transaction.
  ///
  /// The ledger balance is `Register.ledger`. It is dated to the last day of the statement, or to the day that the file was made on when that is earlier, but
  /// never before the last posting, whose day another time zone than UTC may have counted.
  public func appendEnd(of register: Register, to writer: inout ByteWriter) {
    let days = days(register)
    let earliest = register.sums.days(basis)?.through ?? days.from
    appendStatementEnd(register, min(days.through, max(day(of: asOf), earliest)), to: &writer)
  }

  /// The days that the statement covers: those of the register, widened to hold every posting.
  private func days(_ register: Register) -> DayRange {
    let (period, rows) = (register.period, register.sums.days(basis))
    let made = day(of: asOf)
    return DayRange(
      from: [period?.from, rows?.from].compactMap(\.self).min() ?? made,
      through: [period?.through, rows?.through].compactMap(\.self).max() ?? made)
  }

  private func day(of instant: Instant) -> CivilDate { TimeZoneRules.utc.date(of: instant) }

  // MARK: Frame

  private func appendHead(to writer: inout ByteWriter) {
    writer.append(
      """
      OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:UTF-8\r\n\
      CHARSET:NONE\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n\
      <OFX>\r\n<SIGNONMSGSRSV1>\r\n<SONRS>\r\n
      """)
    appendStatus(to: &writer)
    writer.append("<DTSERVER>")
    writer.appendDay(day(of: asOf))
    let clock = asOf.seconds - Int64(day(of: asOf).days) * 86_400
    for part in [clock / 3600, clock / 60 % 60, clock % 60] {
      writer.append(magnitude: UInt64(part), minimumDigits: 2)
    }
    writer.append("</DTSERVER>\r\n<LANGUAGE>ENG</LANGUAGE>\r\n</SONRS>\r\n</SIGNONMSGSRSV1>\r\n")
  }

  private func appendStatus(to writer: inout ByteWriter) {
    writer.append(
      "<STATUS>\r\n<CODE>0</CODE>\r\n<SEVERITY>INFO</SEVERITY>\r\n</STATUS>\r\n")
  }

  private func appendStatementStart(
    _ register: Register, _ days: DayRange, to writer: inout ByteWriter
  ) {
    let account = OFXAccount(register)
    writer.append(
      account.isCard
        ? "<CREDITCARDMSGSRSV1>\r\n<CCSTMTTRNRS>\r\n" : "<BANKMSGSRSV1>\r\n<STMTTRNRS>\r\n")
    writer.append("<TRNUID>0</TRNUID>\r\n")
    appendStatus(to: &writer)
    writer.append(account.isCard ? "<CCSTMTRS>\r\n<CURDEF>" : "<STMTRS>\r\n<CURDEF>")
    writer.append(register.currency)
    writer.append("</CURDEF>\r\n")
    account.append(to: &writer)
    writer.append("<BANKTRANLIST>\r\n<DTSTART>")
    writer.appendDay(days.from)
    writer.append("</DTSTART>\r\n<DTEND>")
    writer.appendDay(days.through)
    writer.append("</DTEND>\r\n")
  }

  private func appendStatementEnd(
    _ register: Register, _ day: CivilDate, to writer: inout ByteWriter
  ) {
    writer.append("</BANKTRANLIST>\r\n<LEDGERBAL>\r\n<BALAMT>")
    writer.append(sumOfMinorUnits: register.ledger.minor, exponent: register.currency.exponent)
    writer.append("</BALAMT>\r\n<DTASOF>")
    writer.appendDay(day)
    writer.append("</DTASOF>\r\n</LEDGERBAL>\r\n")
    writer.append(
      OFXAccount(register).isCard
        ? "</CCSTMTRS>\r\n</CCSTMTTRNRS>\r\n</CREDITCARDMSGSRSV1>\r\n</OFX>\r\n"
        : "</STMTRS>\r\n</STMTTRNRS>\r\n</BANKMSGSRSV1>\r\n</OFX>\r\n")
  }

  // MARK: Transactions

  private func appendTransaction(
    _ entry: Register.Entry, _ register: Register, to writer: inout ByteWriter
  ) {
    let row = entry.row
    writer.append("<STMTTRN>\r\n<TRNTYPE>")
    writer.append(OFXTransactionType.of(entry))
    writer.append("</TRNTYPE>\r\n<DTPOSTED>")
    writer.appendDay(entry.date(basis))
    writer.append("</DTPOSTED>\r\n<TRNAMT>")
    writer.append(minorUnits: entry.amountMinor, exponent: register.currency.exponent)
    writer.append("</TRNAMT>\r\n<FITID>")
    writer.appendOFX(LineText(row, .id))
    writer.append("</FITID>\r\n")
    let text = EntryText(entry)
    var name = text.payee
    let isCut = name.cut(scalarsMax: OFXWriter.nameScalarsMax, bytesMax: OFXWriter.nameBytesMax)
    writer.append("<NAME>")
    writer.appendOFX(name)
    writer.append("</NAME>\r\n")
    let memo = text.memo(
      withPayee: isCut, scalarsMax: OFXWriter.memoScalarsMax, bytesMax: OFXWriter.memoBytesMax)
    if !memo.isEmpty {
      writer.append("<MEMO>")
      writer.appendOFX(memo)
      writer.append("</MEMO>\r\n")
    }
    appendOriginalCurrency(entry, to: &writer)
    writer.append("</STMTTRN>\r\n")
  }

  /// What was paid in the shop's currency: the amount is already in the account's, so ORIGCURRENCY and
  /// not CURRENCY.
  private func appendOriginalCurrency(_ entry: Register.Entry, to writer: inout ByteWriter) {
    guard let local = entry.foreignAmount,
      let rate = ExchangeRate(entry.row.amount, per: local)
    else { return }
    writer.append("<ORIGCURRENCY>\r\n<CURRATE>")
    rate.append(to: &writer)
    writer.append("</CURRATE>\r\n<CURSYM>")
    writer.append(local.currency)
    writer.append("</CURSYM>\r\n</ORIGCURRENCY>\r\n")
  }

  // The schema allows 32 and 255 characters; libofx keeps 96 and 390 bytes and may cut inside a character.
  private static let nameScalarsMax = 32
  private static let nameBytesMax = 96
  private static let memoScalarsMax = 255
  private static let memoBytesMax = 390
}

extension ByteWriter {
  /// Appends a day as `YYYYMMDD`.
  mutating func appendDay(_ date: CivilDate) {
    let (year, month, day) = date.parts
    append(year: year, month: month, day: day, separator: nil)
  }

  /// Appends text with the three escapes that every OFX reader undoes.
  mutating func appendOFX(_ text: LineText) {
    let hasNone = text.bytes.allSatisfy { $0 != 0x26 && $0 != 0x3C && $0 != 0x3E }
    if hasNone { return append(bytes: text.bytes) }
    for byte in text.bytes {
      switch byte {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      default: append(byte)
      }
    }
  }
}
