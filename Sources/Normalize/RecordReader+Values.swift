// Members of a record as the values that a row holds. Time, money and identity must be right, so anything
// else there is an error; other members that are of an unexpected type are left out and reported.

internal import Bytes
internal import Model
internal import Statements

extension RecordReader {
  /// The token of a member that is there and not null.
  @inline(__always)
  func present(_ key: RecordKey) -> Int? {
    guard let token = members[key], tape[token].kind != .null else { return nil }
    return token
  }

  // MARK: Required

  /// Sets the row's id.
  mutating func setID(
    _ key: RecordKey, _ name: String, _ bytes: [UInt8], into row: inout Row
  ) throws(RecordError) {
    guard let token = present(key) else { throw .missing(name, expected: Expected.id) }
    guard tape[token].kind == .string, !tape[token].range.isEmpty else {
      throw wrong(name, token, "the id of a transaction", Expected.id, bytes)
    }
    row.set(.id, tape, token, in: bytes)
  }

  /// A time that must be there.
  @inline(__always)
  func time(
    _ key: RecordKey, _ name: String, _ bytes: [UInt8]
  ) throws(RecordError) -> Instant {
    guard let token = present(key) else { throw .missing(name, expected: Expected.time) }
    return try time(token, name, bytes)
  }

  @inline(__always)
  func time(_ token: Int, _ name: String, _ bytes: [UInt8]) throws(RecordError) -> Instant {
    if tape[token].kind == .string, let time = Instant(bytes, tape[token].range) {
      return time
    }
    throw wrong(name, token, "an RFC 3339 time", Expected.time, bytes)
  }

  /// Whole minor units that must be there.
  @inline(__always)
  func minorUnits(
    _ key: RecordKey, _ name: String, _ bytes: [UInt8]
  ) throws(RecordError) -> Int64 {
    guard let token = present(key) else { throw .missing(name, expected: Expected.minorUnits) }
    return try minorUnits(token, name, bytes)
  }

  @inline(__always)
  func minorUnits(_ token: Int, _ name: String, _ bytes: [UInt8]) throws(RecordError) -> Int64 {
    if let value = tape.integer(token, in: bytes) { return value }
    throw wrong(name, token, "a number of minor units", Expected.minorUnits, bytes)
  }

  /// A currency that must be there.
  @inline(__always)
  func currency(
    _ key: RecordKey, _ name: String, _ bytes: [UInt8]
  ) throws(RecordError) -> Currency {
    guard let token = present(key) else { throw .missing(name, expected: Expected.currency) }
    return try currency(token, name, bytes)
  }

  @inline(__always)
  func currency(_ token: Int, _ name: String, _ bytes: [UInt8]) throws(RecordError) -> Currency {
    if tape[token].kind == .string,
      let currency = Currency(bytes, tape[token].range.indices)
    {
      return currency
    }
    throw wrong(name, token, "a currency", Expected.currency, bytes)
  }

  func wrong(
    _ name: String, _ token: Int, _ what: String, _ expected: String, _ bytes: [UInt8]
  ) -> RecordError {
    let found = QuotedRecord.value(token, tape, bytes)
    return RecordError("'\(name)' is not \(what): \(found), expected \(expected)", at: token)
  }

  // MARK: Optional

  /// Sets a text field when the member is a text with something in it.
  @inline(__always)
  mutating func setText(
    _ key: RecordKey, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    if let token = members[key] { setText(token, key, field, bytes, into: &row) }
  }

  private mutating func setText(
    _ token: Int, _ key: RecordKey, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    switch tape[token].kind {
    case .string:
      if !tape[token].range.isEmpty { row.set(field, tape, token, in: bytes) }
    case .null: break
    default: noteOtherType(token, bytes)
    }
  }

  /// Takes note that the value of a member is of an unexpected type.
  mutating func noteOtherType(_ token: Int, _ bytes: [UInt8]) {
    unknown.note(.fieldOfOtherType, bytes, tape[token - 1].range)
  }

  /// A member that is true or false; nil when it is neither.
  @inline(__always)
  func flag(_ key: RecordKey) -> Bool? { members[key].flatMap { tape.boolean($0) } }

  /// Whether a token is a text that is not empty.
  @inline(__always)
  func isText(_ token: Int) -> Bool {
    tape[token].kind == .string && !tape[token].range.isEmpty
  }

  /// Sets the row's account: the record's own, else the envelope's, else the one that was given.
  mutating func setAccount(_ key: RecordKey, _ bytes: [UInt8], into row: inout Row) {
    setText(key, .accountID, bytes, into: &row)
    if row.range(.accountID) == nil, let account = remarkedAccount ?? account {
      row[.accountID] = account
    }
  }

  /// Sets the days that the row's times fall on.
  @inline(__always)
  func setDays(of row: inout Row) {
    row.date = zone.date(of: row.created)
    if let settled = row.settled { row.postedDate = zone.date(of: settled) }
  }
}
