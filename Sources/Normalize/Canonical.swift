// Canonical rows read back: every field as it was written, nothing decided anew.

internal import Bytes
internal import Model
internal import Statements

extension RecordReader {
  private static let texts: [(RecordKey, RowText)] = [
    (.accountID, .accountID), (.userID, .userID), (.payee, .payee), (.memo, .memo),
    (.description, .description), (.notes, .notes), (.category, .category), (.potID, .potID),
    (.transferID, .transferID), (.refundOf, .refundOf), (.recurringID, .recurringID),
    (.scheme, .scheme), (.mcc, .mcc), (.declineReason, .declineReason),
    (.accountName, .accountName), (.accountSlug, .accountSlug), (.potName, .potName),
    (.potSlug, .potSlug),
  ]
  private static let lists: [(RecordKey, RowText)] = [
    (.tags, .tags), (.categorySplit, .categorySplit), (.attachments, .attachments),
    (.receipt, .receipt), (.fees, .fees),
  ]

  /// Reads a canonical row.
  mutating func readCanonical(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    try setID(.id, "id", bytes, into: &row)
    try setWords(bytes, into: &row)
    row.created = try time(.created, "created", bytes)
    if let token = present(.updated) { row.updated = try time(token, "updated", bytes) }
    if let token = present(.settled) { row.settled = try time(token, "settled", bytes) }
    try setWrittenDays(bytes, into: &row)
    row.amountMinor = try minorUnits(.amountMinor, "amount_minor", bytes)
    row.currency = try currency(.currency, "currency", bytes)
    if let amount = present(.localAmountMinor), let code = present(.localCurrency) {
      row.localAmount = Money(
        try minorUnits(amount, "local_amount_minor", bytes),
        try currency(code, "local_currency", bytes))
    }
    if let token = present(.balanceMinor) {
      row.balanceMinor = try minorUnits(token, "balance_minor", bytes)
    }
    row.includeInSpending = flag(.includeInSpending)
    for (key, field) in RecordReader.texts { setExact(key, field, bytes, into: &row) }
    for (key, field) in RecordReader.lists { setJSON(key, field, bytes, into: &row) }
    if let object = present(.metadata), tape[object].kind == .object {
      setTexts(object, .metadata, bytes, into: &row)
      metadata.note(object, tape, bytes)
      setTie(bytes, of: &row)
    }
    setMerchant(bytes, into: &row)
    setCounterparty(bytes, into: &row)
    setProvenance(bytes, into: &row)
  }

  /// Sets a text field to the text of a member, an empty one too.
  private mutating func setExact(
    _ key: RecordKey, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    guard let token = present(key) else { return }
    guard tape[token].kind == .string else { return noteOtherType(token, bytes) }
    row.set(field, tape, token, in: bytes)
  }

  private mutating func setJSON(
    _ key: RecordKey, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    guard let token = present(key) else { return }
    scratch.removeAll()
    tape.appendCanonical(token, in: bytes, to: &scratch)
    row.set(field, scratch.bytes, ByteRange(start: 0, count: scratch.count))
  }

  /// Sets the days as they were written; only a row without them is dated anew.
  private func setWrittenDays(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    if let token = present(.date) {
      row.date = try day(token, "date", bytes)
    } else {
      row.date = zone.date(of: row.created)
    }
    if let token = members[.postedDate] {
      let isNull = tape[token].kind == .null
      row.postedDate = isNull ? nil : try day(token, "posted_date", bytes)
    } else if let settled = row.settled {
      row.postedDate = zone.date(of: settled)
    }
  }

  private func day(
    _ token: Int, _ name: String, _ bytes: [UInt8]
  ) throws(RecordError) -> CivilDate {
    let range = tape[token].range
    if range.count == 10, tape[token].kind == .string, bytes[range.start + 4] == 0x2D,
      bytes[range.start + 7] == 0x2D, let day = StatementTime.date(bytes, range),
      day.seconds == nil
    {
      return day.date
    }
    throw wrong(name, token, "a date", Expected.day, bytes)
  }

  // MARK: Words

  private static let sources = KeyTable(Dialect.allCases.map { "\($0.name)" })
  private static let kinds = KeyTable(Kind.allCases.map { "\($0.name)" })
  private static let statuses = KeyTable(Status.allCases.map { "\($0.name)" })

  /// Sets source, kind and status; a kind of a later version of this program becomes `other`.
  private mutating func setWords(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    if let token = present(.source) {
      guard let index = RecordReader.sources.index(of: bytes, tape[token].range) else {
        throw wrong("source", token, "a dialect", "one of \(Dialect.words)", bytes)
      }
      row.source = Dialect.allCases[index]
    }
    if let token = present(.status) {
      guard let index = RecordReader.statuses.index(of: bytes, tape[token].range) else {
        throw wrong("status", token, "a status", "one of \(Status.words)", bytes)
      }
      row.status = Status.allCases[index]
    }
    guard let token = present(.kind) else { return }
    let range = tape[token].range
    if let index = RecordReader.kinds.index(of: bytes, range) {
      row.kind = Kind.allCases[index]
    } else {
      unknown.note(.kind, bytes, range)
    }
  }

  // MARK: Provenance

  private static let decided = KeyTable(ProvenanceField.allCases.map { "\($0.name)" })

  private static let deciders = ["bank", "merchant", "directory", "descriptor", "counterparty"]
  private static let deciderTable = KeyTable(deciders)
  private static let decidersByName = deciders.map { Provenance($0) }

  /// Who decided a field; the common words are found without making a text of them.
  private func who(_ token: Int, _ bytes: [UInt8]) -> Provenance? {
    if let index = RecordReader.deciderTable.index(of: bytes, tape[token].range) {
      return RecordReader.decidersByName[index]
    }
    return tape.string(token, in: bytes).flatMap(Provenance.init)
  }

  private func setProvenance(_ bytes: [UInt8], into row: inout Row) {
    guard let object = present(.provenance), tape[object].kind == .object else { return }
    var at = object + 1
    while at < tape[object].next {
      let value = at + 1
      if let index = RecordReader.decided.index(of: bytes, tape[at].range),
        let who = who(value, bytes)
      {
        row[provenance: ProvenanceField.allCases[index]] = who
      }
      at = tape[value].next
    }
  }
}

extension Dialect {
  fileprivate static var words: String {
    allCases.map { "\($0.name)" }.joined(separator: ", ")
  }
}

extension Status {
  fileprivate static var words: String {
    allCases.map { "\($0.name)" }.joined(separator: ", ")
  }
}
