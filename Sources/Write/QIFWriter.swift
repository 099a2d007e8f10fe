// Registers as QIF, for programs that take nothing better. The format has no specification that anybody
// keeps, so what is written is what GnuCash, Skrooge, quiffen and qifparse were seen to read alike: UTF-8
// without a byte order mark, CRLF, plain decimals, one line a value, an `!Account` block before each register.
//
// A transfer names the other register in brackets only when that side is in the same file on the same day:
// then programs make one movement of both. Else they would invent the other side and the money would
// double, so there a transfer is a category. No opening balance is written: months are imported one after
// another. QIF has no ids: importing a file twice is for the importing program to notice.

public import Aggregate
public import Bytes
internal import Model

/// Writes registers as QIF.
public struct QIFWriter: Sendable {
  /// How days are written; programs do not agree, and many ask.
  public enum DateFormat: Sendable {
    /// `31/12/2026`, as banks in the United Kingdom write.
    case dayMonthYear
    /// `12/31/2026`, as American programs expect.
    case monthDayYear
    /// `2026-12-31`.
    case iso
  }

  private let dateFormat: DateFormat
  private let basis: DateBasis
  private let includesPending: Bool
  private let categories: CategoryNames

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - dateFormat: how days are written.
  ///   - dateBasis: the day that a movement is booked on.
  ///   - includesPending: whether rows whose amount can still change are written, not marked as cleared.
  ///   - categoryNames: names of the user's own categories by id.
  public init(
    dateFormat: DateFormat = .dayMonthYear, dateBasis: DateBasis = .created,
    includesPending: Bool = false, categoryNames: [String: String] = [:]
  ) {
    self.dateFormat = dateFormat
    basis = dateBasis
    self.includesPending = includesPending
    categories = CategoryNames(known: categoryNames)
  }

  // MARK: The parts of a file

  /// Appends what is before the first record of a register: its name and type.
  public func appendStart(of register: Register, to writer: inout ByteWriter) {
    let type = QIFWriter.type(of: register)
    writer.append("!Account\r\nN")
    writer.append(string: register.title)
    writer.append("\r\nT")
    writer.append(type)
    writer.append("\r\n^\r\n")
    writer.append("!Type:")
    writer.append(type)
    writer.append("\r\n")
  }

  /// Appends a record, or gives the reason why it is not in the file.
  public func append(
    _ entry: Register.Entry, of register: Register, among titles: Set<String> = [],
    to writer: inout ByteWriter
  ) -> LeftOut.Reason? {
    if let reason = entry.row.reasonToLeaveOut(includingPending: includesPending) { return reason }
    let other = entry.other.flatMap { pairs(entry, with: $0, among: titles) ? $0.title : nil }
    appendRecord(entry, register, other: other, to: &writer)
    return nil
  }

  /// Whether the other side of a transfer is in the same file on the same day.
  private func pairs(
    _ entry: Register.Entry, with other: Register.Side, among titles: Set<String>
  ) -> Bool {
    titles.contains(other.title) && (includesPending || other.status == .settled)
      && other.date(basis) == entry.date(basis)
  }

  // MARK: Records

  private static func type(of register: Register) -> StaticString {
    guard case .account(let account) = register.owner else { return "Bank" }
    return switch account.type {
    case "uk_monzo_flex": "CCard"
    case "uk_loan", "uk_monzo_flex_backing_loan": "Oth L"
    default: "Bank"
    }
  }

  private func appendRecord(
    _ entry: Register.Entry, _ register: Register, other: String?, to writer: inout ByteWriter
  ) {
    let text = EntryText(entry)
    writer.append(0x44)
    append(entry.date(basis), to: &writer)
    appendAmount("\r\nT", entry.amountMinor, register, to: &writer)
    writer.append(entry.row.status == .pending ? "\r\nP" : "\r\nC*\r\nP")
    writer.append(bytes: QIFText.payee(text.payee).bytes)
    let memo = text.memo(withPayee: false)
    if !memo.isEmpty {
      writer.append("\r\nM")
      writer.append(bytes: memo.bytes)
    }
    if let other {
      appendName("\r\nL[", other, to: &writer)
      writer.append(0x5D)
    } else {
      appendCategory(entry, register, to: &writer)
    }
    writer.append("\r\n^\r\n")
  }

  /// The category, or the categories of a split row when they sum to its amount.
  private func appendCategory(
    _ entry: Register.Entry, _ register: Register, to writer: inout ByteWriter
  ) {
    if entry.other != nil || entry.row.kind.isTransfer {
      return writer.append("\r\nLTransfers")
    }
    let parts = parts(of: entry)
    guard parts.count > 1,
      parts.reduce(Int128(0), { $0 + Int128($1.amountMinor) }) == entry.amountMinor
    else {
      return appendName("\r\nL", categories.name(of: entry.row[.category] ?? ""), to: &writer)
    }
    appendName("\r\nL", categories.name(of: parts[0].category), to: &writer)
    for part in parts {
      appendName("\r\nS", categories.name(of: part.category), to: &writer)
      appendAmount("\r\n$", part.amountMinor, register, to: &writer)
    }
  }

  /// The parts of a split row; of a row with a fee in it the fee, and what is left of the amount.
  private func parts(of entry: Register.Entry) -> [CategoryPart] {
    let parts = entry.row.categoryParts
    guard parts.count < 2, !entry.isMirror, let fee = entry.row.feeWithinMinor else { return parts }
    return [
      CategoryPart(entry.row[.category] ?? "", entry.amountMinor + fee),
      CategoryPart(QIFWriter.feeCategory, -fee),
    ]
  }

  private static let feeCategory = "Fees"

  private func appendName(_ code: StaticString, _ name: String, to writer: inout ByteWriter) {
    let name = QIFText.name(name)
    guard !name.isEmpty else { return }
    writer.append(code)
    writer.append(string: name)
  }

  private func appendAmount(
    _ code: StaticString, _ minorUnits: Int64, _ register: Register, to writer: inout ByteWriter
  ) {
    writer.append(code)
    writer.append(minorUnits: minorUnits, exponent: register.currency.exponent)
  }

  private func append(_ date: CivilDate, to writer: inout ByteWriter) {
    let (year, month, day) = date.parts
    guard dateFormat != .iso else { return writer.append(date) }
    let isDayFirst = dateFormat == .dayMonthYear
    writer.append(magnitude: UInt64(isDayFirst ? day : month), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(isDayFirst ? month : day), minimumDigits: 2)
    writer.append(0x2F)
    writer.append(magnitude: UInt64(year), minimumDigits: 4)
  }
}
