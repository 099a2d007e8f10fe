// The canonical row as one line of JSON (RFC 8259): the format that every stage reads back, so nothing of
// a row may be missing here. All keys always are in one order; what is absent is `null`, never left
// out; money is an integer of minor units; times are RFC 3339 in UTC; the line ends in LF.
//
// Text is copied from the row's buffer as bytes. `tags`, `category_split`, `attachments`, `receipt`, `fees`
// and `metadata` are in the row as canonical JSON and are copied as they are, `null` when the source had
// none. `counterparty` is null when nothing is known of the other side, else an object with all its keys.
// `provenance` is null when nobody decided anything, else an object of the decided fields only.

public import Bytes
public import Model

/// Writes rows as JSON Lines.
public struct JSONLinesWriter: Sendable {
  /// Creates the writer.
  public init() {}

  /// Appends one row and its line end.
  public func append(_ row: Row, to writer: inout ByteWriter) {
    var days = DayDigits()
    row.storage.withUnsafeBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      ByteCursor.append(atMost: JSONLinesWriter.bytesMax(of: row), to: &writer, &days) { cursor in
        var record = JSONRecord(row: row, base: base, cursor: cursor)
        record.write()
        cursor = record.cursor
      }
    }
  }

  /// More bytes than the row can take: its text, its merchant, its other values, and the keys.
  private static func bytesMax(of row: Row) -> Int {
    var bytes = keysBytesMax + 2 * ProvenanceField.allCases.count * ByteCursor.fixedBytesMax
    for field in RowText.allCases {
      if let range = row.range(field) { bytes += ByteCursor.bytesMax(ofString: range.count) }
    }
    return bytes + (row.merchant?.json.count ?? 0)
  }

  /// Room for all keys and for every value that is no text.
  private static let keysBytesMax = 2048
}

/// One row on its way into the buffer.
private struct JSONRecord {
  let row: Row
  let base: UnsafePointer<UInt8>
  var cursor: ByteCursor

  mutating func write() {
    writeIdentity()
    writeMoney()
    writeMeaning()
    writeCounterparty()
    writeLinks()
    writeProvenance()
    cursor.word("}\n")
  }

  /// A text field as a string, or null.
  @inline(__always)
  private mutating func text(_ key: StaticString, _ field: RowText) {
    cursor.word(key)
    guard let range = row.range(field) else { return cursor.word("null") }
    cursor.string(base + range.start, range.count)
  }

  /// A field that holds canonical JSON as it is, or null.
  @inline(__always)
  private mutating func raw(_ key: StaticString, _ field: RowText) {
    cursor.word(key)
    guard let range = row.range(field) else { return cursor.word("null") }
    cursor.raw(base + range.start, range.count)
  }

  private mutating func writeIdentity() {
    text("{\"id\":", .id)
    text(",\"account_id\":", .accountID)
    text(",\"account_name\":", .accountName)
    text(",\"account_slug\":", .accountSlug)
    text(",\"user_id\":", .userID)
    cursor.member(",\"source\":", word: row.source.name)
    cursor.member(",\"kind\":", word: row.kind.name)
    cursor.member(",\"status\":", word: row.status.name)
    cursor.member(",\"created\":", time: row.created, .created)
    cursor.member(",\"updated\":", time: row.updated, .created)
    cursor.member(",\"settled\":", time: row.settled, .settled)
    cursor.member(",\"date\":", day: row.date, .created)
    cursor.member(",\"posted_date\":", day: row.postedDate, .settled)
  }

  private mutating func writeMoney() {
    cursor.member(",\"amount_minor\":", integer: row.amountMinor)
    cursor.member(",\"currency\":", currency: row.currency)
    let local = row.localAmount
    cursor.member(",\"local_amount_minor\":", integer: local?.minorUnits)
    cursor.member(",\"local_currency\":", currency: local?.currency)
    cursor.word(",\"include_in_spending\":")
    cursor.word(row.includeInSpending.map { $0 ? "true" : "false" } ?? "null")
  }

  private mutating func writeMeaning() {
    text(",\"payee\":", .payee)
    text(",\"memo\":", .memo)
    text(",\"description\":", .description)
    text(",\"notes\":", .notes)
    raw(",\"tags\":", .tags)
    text(",\"category\":", .category)
    raw(",\"category_split\":", .categorySplit)
    cursor.word(",\"merchant\":")
    guard let merchant = row.merchant else { return cursor.word("null") }
    merchant.json.withUnsafeBufferPointer {
      if let first = $0.baseAddress { cursor.raw(first, $0.count) }
    }
  }

  private mutating func writeCounterparty() {
    cursor.word(",\"counterparty\":")
    let isKnown =
      row.range(.counterpartyName) != nil || row.range(.counterpartySortCode) != nil
      || row.range(.counterpartyAccountNumber) != nil || row.range(.counterpartyUserID) != nil
      || row.range(.counterpartyAccountID) != nil
    guard isKnown else { return cursor.word("null") }
    text("{\"name\":", .counterpartyName)
    text(",\"sort_code\":", .counterpartySortCode)
    text(",\"account_number\":", .counterpartyAccountNumber)
    text(",\"user_id\":", .counterpartyUserID)
    text(",\"account_id\":", .counterpartyAccountID)
    cursor.put(0x7D)
  }

  private mutating func writeLinks() {
    text(",\"pot_id\":", .potID)
    text(",\"pot_name\":", .potName)
    text(",\"pot_slug\":", .potSlug)
    text(",\"transfer_id\":", .transferID)
    text(",\"refund_of\":", .refundOf)
    text(",\"recurring_id\":", .recurringID)
    cursor.member(",\"balance_minor\":", integer: row.balanceMinor)
    text(",\"scheme\":", .scheme)
    text(",\"mcc\":", .mcc)
    text(",\"decline_reason\":", .declineReason)
    raw(",\"attachments\":", .attachments)
    raw(",\"receipt\":", .receipt)
    raw(",\"fees\":", .fees)
    raw(",\"metadata\":", .metadata)
  }

  private mutating func writeProvenance() {
    cursor.word(",\"provenance\":")
    var isEmpty = true
    for field in ProvenanceField.allCases {
      guard let decider = row[provenance: field] else { continue }
      cursor.put(isEmpty ? 0x7B : 0x2C)
      isEmpty = false
      cursor.put(0x22)
      cursor.word(field.name)
      cursor.word("\":\"")
      cursor.word(decider)
      cursor.put(0x22)
    }
    if isEmpty { cursor.word("null") } else { cursor.put(0x7D) }
  }
}

extension ByteCursor {
  /// The word of a decider.
  fileprivate mutating func word(_ decider: Provenance) {
    switch decider {
    case .bank: word("bank")
    case .merchant: word("merchant")
    case .directory: word("directory")
    case .descriptor: word("descriptor")
    case .counterparty: word("counterparty")
    case .pot: word("pot")
    case .csv: word("csv")
    case .config: word("config")
    case .rule(let number):
      word("rule:")
      integer(Int64(number))
    }
  }
}
