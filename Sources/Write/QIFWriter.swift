// Registers as QIF, for programs that take nothing better. The format has no specification that anybody
// keeps, so what is written is what GnuCash, Skrooge, quiffen and qifparse were seen to read alike: UTF-8
// without a byte order mark, CRLF, plain decimals, one line a value, an `!Account` block before each register.
//
// A transfer names the other register in brackets only when that side is in the same file on the same day:
// then programs make one movement of both. Else they would invent the other side and the money would
// double, so there a transfer is a category. An opening balance is written where books begin, and nowhere else:
// months are imported one after another. QIF has no ids: importing a file twice is for the importing program to notice.

public import Aggregate
public import Bytes
internal import Model

/// Writes registers as QIF.
public struct QIFWriter: Sendable {
  private let dates: DateForm
  private let basis: DateBasis
  private let includesPending: Bool
  private let categories: CategoryNames
  private let names: [String: String]

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - dateFormat: how days are written.
  ///   - dateBasis: the day that a movement is booked on.
  ///   - includesPending: whether rows whose amount can still change are written, not marked as cleared.
  ///   - categoryNames: names of the user's own categories by id.
  ///   - names: what registers are called in the file, by title, where it is something else.
  public init(
    dateFormat: DateForm = .dayMonthYear, dateBasis: DateBasis = .created,
    includesPending: Bool = false, categoryNames: [String: String] = [:],
    names: [String: String] = [:]
  ) {
    self.names = names
    dates = dateFormat
    basis = dateBasis
    self.includesPending = includesPending
    categories = CategoryNames(known: categoryNames)
  }

  // MARK: The parts of a file

  /// Appends what is before the first record of a register: its name and type.
  public func appendStart(of register: Register, to writer: inout ByteWriter) {
    let type = QIFWriter.type(of: register)
    writer.append("!Account\r\nN")
    writer.append(string: names[register.title] ?? register.title)
    writer.append("\r\nT")
    writer.append(type)
    writer.append("\r\n^\r\n")
    writer.append("!Type:")
    writer.append(type)
    writer.append("\r\n")
  }

  /// Appends what the register held before its first record, in the form that programs take for it; nothing where it
  /// is zero or not known.
  public func appendOpening(of register: Register, to writer: inout ByteWriter) {
    let opening = Opening(register, basis)
    guard let day = opening.day, let minor = opening.minor, minor != 0 else { return }
    writer.append(0x44)
    dates.append(day, to: &writer)
    appendAmount("\r\nT", Int128(minor), register, to: &writer)
    writer.append("\r\nCX\r\nPOpening Balance\r\nL[")
    writer.append(string: names[register.title] ?? register.title)
    writer.append("]\r\n^\r\n")
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
    dates.append(entry.date(basis), to: &writer)
    appendAmount("\r\nT", Int128(entry.amountMinor), register, to: &writer)
    writer.append(entry.row.status == .pending ? "\r\nP" : "\r\nC*\r\nP")
    writer.append(bytes: QIFText.payee(text.payee).bytes)
    let memo = text.memo(withPayee: false)
    if !memo.isEmpty {
      writer.append("\r\nM")
      writer.append(bytes: memo.bytes)
    }
    if let other {
      appendName("\r\nL[", names[other] ?? other, to: &writer)
      writer.append(0x5D)
    } else {
      appendCategory(entry, register, to: &writer)
    }
    writer.append("\r\n^\r\n")
  }

  /// The category, or the parts that the entry is divided into.
  private func appendCategory(
    _ entry: Register.Entry, _ register: Register, to writer: inout ByteWriter
  ) {
    if entry.other != nil || entry.row.kind.isTransfer {
      return writer.append("\r\nLTransfers")
    }
    guard QIFSplit.mayDivide(entry) else {
      let name = entry.accountingCode ?? categories.name(of: entry.row[.category] ?? "")
      return appendName("\r\nL", name, to: &writer)
    }
    let splits = QIFSplit.all(of: entry, categories)
    appendName("\r\nL", splits[0].category, to: &writer)
    guard splits.count > 1 else { return }
    for split in splits {
      // Each part begins with this line, also one whose category has no name.
      writer.append("\r\nS")
      writer.append(string: QIFText.name(split.category))
      if !split.memo.isEmpty {
        writer.append("\r\nE")
        writer.append(bytes: split.memo.bytes)
      }
      appendAmount("\r\n$", split.amountMinor, register, to: &writer)
    }
  }

  private func appendName(_ code: StaticString, _ name: String, to writer: inout ByteWriter) {
    let name = QIFText.name(name)
    guard !name.isEmpty else { return }
    writer.append(code)
    writer.append(string: name)
  }

  private func appendAmount(
    _ code: StaticString, _ minorUnits: Int128, _ register: Register, to writer: inout ByteWriter
  ) {
    writer.append(code)
    writer.append(sumOfMinorUnits: minorUnits, exponent: register.currency.exponent)
  }
}
