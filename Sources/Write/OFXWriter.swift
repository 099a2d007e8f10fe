// Registers as OFX statements, in the form that ofxtools, ofxparse, libofx, GnuCash and Skrooge all read right: every
// element closed, CRLF, UTF-8 announced as such. Only `&`, `<` and `>` are escaped: readers lose text to any other
// entity. Dates are bare days, the only form that no reader moves to another day in some time zone. One file holds one
// statement where nobody asks for more, because some programs read the first and stop.
//
// Elements and their order: OFX 1.0.2 §11.4 (bank statements) and §11.4.3 (credit cards), DTD 1.6; OFX 2.1.1 the same.
// Only settled money is written: importers keep the first version of a FITID that they see, so an amount
// that can still change must not be given to them.

public import Aggregate
public import Bytes
public import Model

/// Writes registers as OFX statements.
///
/// A file is a head, groups of statements, and a foot; a group has those of bank accounts and pots, or those of cards.
public struct OFXWriter: Sendable {
  /// What statements a group has.
  public enum Group: CaseIterable, Sendable {
    /// Accounts and pots.
    case bank
    /// Credit cards.
    case card
  }

  private let asOf: Instant
  private let basis: DateBasis
  private let version: OFXVersion
  private let includesPending: Bool

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - asOf: the time that the file says it was made at.
  ///   - dateBasis: the day that a transaction is posted on.
  ///   - version: the version of the format.
  ///   - includesPending: whether transactions are written whose amount can still change.
  public init(
    asOf: Instant, dateBasis: DateBasis = .created, version: OFXVersion = .v102,
    includesPending: Bool = false
  ) {
    self.includesPending = includesPending
    self.asOf = asOf
    basis = dateBasis
    self.version = version
  }

  // MARK: The parts of a file

  /// Appends what a file begins with.
  public func appendHead(to writer: inout ByteWriter) {
    version.appendHeader(to: &writer)
    writer.append("<OFX>\r\n<SIGNONMSGSRSV1>\r\n<SONRS>\r\n")
    appendStatus(to: &writer)
    writer.append("<DTSERVER>")
    writer.appendTime(asOf)
    writer.append(
      "</DTSERVER>\r\n<LANGUAGE>ENG</LANGUAGE>\r\n<FI>\r\n<ORG>Monzo</ORG>\r\n</FI>\r\n")
    writer.append("</SONRS>\r\n</SIGNONMSGSRSV1>\r\n")
  }

  /// Appends what a file ends with.
  public func appendFoot(to writer: inout ByteWriter) { writer.append("</OFX>\r\n") }

  /// The group that the statement of a register is in.
  public func group(of register: Register) -> Group { OFXAccount(register).isCard ? .card : .bank }

  /// Appends what is before the first statement of a group.
  public func appendStart(of group: Group, to writer: inout ByteWriter) {
    writer.append(group == .card ? "<CREDITCARDMSGSRSV1>\r\n" : "<BANKMSGSRSV1>\r\n")
  }

  /// Appends what is behind the last statement of a group.
  public func appendEnd(of group: Group, to writer: inout ByteWriter) {
    writer.append(group == .card ? "</CREDITCARDMSGSRSV1>\r\n" : "</BANKMSGSRSV1>\r\n")
  }

  /// Appends the beginning of a statement.
  public func appendStart(of register: Register, to writer: inout ByteWriter) {
    appendStatementStart(register, days(register), to: &writer)
  }

  /// Appends a transaction, or gives the reason why it is not in such a file: it is pending, declined or
  /// of zero amount.
  public func append(
    _ entry: Register.Entry, of register: Register, to writer: inout ByteWriter
  ) -> LeftOut.Reason? {
    if let reason = entry.row.reasonToLeaveOut(includingPending: includesPending) { return reason }
    OFXTransaction(entry, register, basis).append(to: &writer)
    return nil
  }

  /// Appends the end of a statement.
  ///
  /// The ledger balance is `Register.ledger`. It is dated to the last day of the statement, or to the day that the file
  /// was made on when that is earlier, but never before the last posting, whose day another time zone than UTC may have
  /// counted.
  public func appendEnd(of register: Register, to writer: inout ByteWriter) {
    let days = days(register)
    let earliest = register.sums.days(basis)?.through ?? days.from
    appendStatementEnd(register, min(days.through, max(day(of: asOf), earliest)), to: &writer)
  }

  /// The days that the statement covers: those of the register, widened to hold every posting.
  private func days(_ register: Register) -> DayRange {
    let (period, rows) = (register.period, register.sums.days(basis))
    let made = day(of: asOf)
    // The open end of a period is no day that can be written.
    let from = period.flatMap { 1...9999 ~= $0.from.parts.year ? $0.from : nil }
    let through = period.flatMap { 1...9999 ~= $0.through.parts.year ? $0.through : nil }
    let last = [through, rows?.through].compactMap(\.self).max() ?? max(made, from ?? made)
    return DayRange(
      from: [from, rows?.from].compactMap(\.self).min() ?? min(made, last), through: last)
  }

  private func day(of instant: Instant) -> CivilDate { TimeZoneRules.utc.date(of: instant) }

  // MARK: Frame

  private func appendStatus(to writer: inout ByteWriter) {
    writer.append(
      "<STATUS>\r\n<CODE>0</CODE>\r\n<SEVERITY>INFO</SEVERITY>\r\n</STATUS>\r\n")
  }

  private func appendStatementStart(
    _ register: Register, _ days: DayRange, to writer: inout ByteWriter
  ) {
    let account = OFXAccount(register)
    writer.append(
      account.isCard ? "<CCSTMTTRNRS>\r\n" : "<STMTTRNRS>\r\n")
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
    let isCard = OFXAccount(register).isCard
    if !isCard { appendAvailable(register, to: &writer) }
    writer.append(
      isCard ? "</CCSTMTRS>\r\n</CCSTMTTRNRS>\r\n" : "</STMTRS>\r\n</STMTTRNRS>\r\n")
  }

  /// The balance that the bank reported, pending money counted, when that was within the days of the statement.
  private func appendAvailable(_ register: Register, to writer: inout ByteWriter) {
    guard let balance = register.bankBalance, let seen = balance.seen.map(day),
      balance.currency == register.currency, register.period?.contains(seen) ?? true
    else { return }
    writer.append("<AVAILBAL>\r\n<BALAMT>")
    writer.append(minorUnits: balance.balanceMinor, exponent: register.currency.exponent)
    writer.append("</BALAMT>\r\n<DTASOF>")
    writer.appendDay(seen)
    writer.append("</DTASOF>\r\n</AVAILBAL>\r\n")
  }
}
