// One transaction of an OFX statement: OFX 1.0.2 §11.4.2.3.1. The order of the elements is the schema's; strict readers
// refuse any other.

internal import Aggregate
internal import Bytes
internal import Model

/// An entry of a register as STMTTRN.
struct OFXTransaction {
  // The schema allows 32 and 255 characters; libofx keeps 96 and 390 bytes and may cut inside a character.
  private static let nameScalarsMax = 32
  private static let nameBytesMax = 96
  private static let memoScalarsMax = 255
  private static let memoBytesMax = 390
  private static let referenceMax = 32

  private let entry: Register.Entry
  private let exponent: Int
  private let basis: DateBasis
  private var row: Row { entry.row }

  init(_ entry: Register.Entry, _ register: Register, _ basis: DateBasis) {
    self.entry = entry
    exponent = register.currency.exponent
    self.basis = basis
  }

  func append(to writer: inout ByteWriter) {
    writer.append("<STMTTRN>\r\n<TRNTYPE>")
    writer.append(OFXTransactionType.of(entry))
    writer.append("</TRNTYPE>\r\n<DTPOSTED>")
    writer.appendDay(entry.date(basis))
    writer.append("</DTPOSTED>\r\n")
    appendUserTime(to: &writer)
    writer.append("<TRNAMT>")
    writer.append(minorUnits: entry.amountMinor, exponent: exponent)
    writer.append("</TRNAMT>\r\n<FITID>")
    writer.appendOFX(LineText(row, .id))
    writer.append("</FITID>\r\n")
    appendReference(to: &writer)
    appendTexts(to: &writer)
    writer.append("</STMTTRN>\r\n")
  }

  /// When the payment was made; not where the source knows only a day.
  private func appendUserTime(to writer: inout ByteWriter) {
    guard row.created.seconds % 86_400 != 0 || row.created.nanoseconds != 0 else { return }
    writer.append("<DTUSER>")
    writer.appendTime(row.created)
    writer.append(".000[0:GMT]</DTUSER>\r\n")
  }

  /// The number that the payment scheme gave the payment, and the code of the shop's trade; of one side of a transfer
  /// between the user's own accounts the id that both sides have, because their FITIDs differ.
  private func appendReference(to writer: inout ByteWriter) {
    guard !entry.isMirror else { return }
    let isLinked =
      row.kind.isTransfer && row.range(.transferID) != nil && entry.other?.isSameRow != true
    if let range = isLinked ? row.range(.transferID) : row.metadata("trn"), range.count > 0,
      range.count <= Self.referenceMax,
      row.storage[range.indices].allSatisfy(OFXTransaction.isPlain)
    {
      writer.append("<REFNUM>")
      writer.append(bytes: row.storage, range)
      writer.append("</REFNUM>\r\n")
    }
    if let range = row.range(.mcc), range.count > 0, range.count <= 6,
      row.storage[range.indices].allSatisfy({ 0x30...0x39 ~= $0 })
    {
      writer.append("<SIC>")
      writer.append(bytes: row.storage, range)
      writer.append("</SIC>\r\n")
    }
  }

  /// A letter, a digit, `-`, `_`, `/` or `.`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
    default: false
    }
  }

  private func appendTexts(to writer: inout ByteWriter) {
    let text = EntryText(entry)
    var name = text.payee
    let isCut = name.cut(scalarsMax: Self.nameScalarsMax, bytesMax: Self.nameBytesMax)
    writer.append("<NAME>")
    writer.appendOFX(name)
    writer.append("</NAME>\r\n")
    if let other = entry.other { OFXAccount(other).append(as: .to, to: &writer) }
    let memo = text.memo(
      withPayee: isCut, withCode: true, scalarsMax: Self.memoScalarsMax, bytesMax: Self.memoBytesMax
    )
    if !memo.isEmpty {
      writer.append("<MEMO>")
      writer.appendOFX(memo)
      writer.append("</MEMO>\r\n")
    }
    appendOriginalCurrency(to: &writer)
  }

  /// What was paid in the shop's currency: the amount is already in the account's, so ORIGCURRENCY and
  /// not CURRENCY.
  private func appendOriginalCurrency(to writer: inout ByteWriter) {
    guard let local = entry.foreignAmount, let rate = ExchangeRate(row.amount, per: local) else {
      return
    }
    writer.append("<ORIGCURRENCY>\r\n<CURRATE>")
    rate.append(to: &writer)
    writer.append("</CURRATE>\r\n<CURSYM>")
    writer.append(local.currency)
    writer.append("</CURSYM>\r\n</ORIGCURRENCY>\r\n")
  }
}

extension ByteWriter {
  /// Appends a day as `YYYYMMDD`.
  mutating func appendDay(_ date: CivilDate) {
    let (year, month, day) = date.parts
    append(year: year, month: month, day: day, separator: nil)
  }

  /// Appends a time in UTC as `YYYYMMDDHHMMSS`.
  mutating func appendTime(_ time: Instant) {
    let day = TimeZoneRules.utc.date(of: time)
    appendDay(day)
    let clock = time.seconds - Int64(day.days) * 86_400
    for part in [clock / 3600, clock / 60 % 60, clock % 60] {
      append(magnitude: UInt64(part), minimumDigits: 2)
    }
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
