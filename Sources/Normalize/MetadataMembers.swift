// The metadata of a transaction: texts under names, of which a few mean something to every row.

internal import Bytes
internal import Model

/// A name in the metadata that decides something.
enum MetadataKey: Int, CaseIterable {
  case mcc, potID, notes, logo, tags, mandate, series, ledgerIntent, ledgerEntryIntent

  static let table = KeyTable([
    "mcc", "pot_id", "notes", "logo_url", "tags", "bacs_direct_debit_instruction_id", "series_id",
    "ledger_intent", "ledger_entry_intent",
  ])
}

/// Where the values that decide something are on the tape.
struct MetadataMembers: Sendable {
  private let table = MetadataKey.table
  private var tokens = [Int32](repeating: -1, count: MetadataKey.allCases.count)

  /// The token of a value, which is a text that is not empty.
  subscript(_ key: MetadataKey) -> Int? {
    tokens[key.rawValue] < 0 ? nil : Int(tokens[key.rawValue])
  }

  mutating func removeAll() {
    for index in tokens.indices { tokens[index] = -1 }
  }

  /// Remembers a value when its key decides something.
  mutating func note(_ key: Int, _ value: Int, _ tape: JSONTape, _ bytes: [UInt8]) {
    guard let index = tape.index(ofKey: key, in: table, bytes) else { return }
    let isText = tape[value].kind == .string && !tape[value].range.isEmpty
    tokens[index] = isText ? Int32(truncatingIfNeeded: value) : -1
  }
}

extension RecordReader {
  /// Sets the row's metadata and category code, and remembers the values that decide something.
  mutating func setMetadata(_ bytes: [UInt8], into row: inout Row) {
    metadata.removeAll()
    guard let object = present(.metadata) else { return }
    guard tape[object].kind == .object else { return noteOtherType(object, bytes) }
    let end = tape[object].next
    guard end > object + 1 else { return }
    var at = object + 1
    while at < end {
      metadata.note(at, at + 1, tape, bytes)
      at = tape[at + 1].next
    }
    if let code = metadata[.mcc] { row.set(.mcc, tape, code, in: bytes) }
    // A pot's metadata says which hidden account holds its statement.
    guard keepsAllMetadata || metadata[.potID] != nil else { return }
    setTexts(object, .metadata, bytes, into: &row)
  }

  /// Sets a field to an object of texts: as the record has it when that is canonical already.
  mutating func setTexts(
    _ object: Int, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    if tape.isCanonicalObjectOfTexts(object, in: bytes) {
      row.set(field, bytes, tape[object].range)
    } else {
      scratch.removeAll()
      tape.appendObjectOfTexts(object, in: bytes, to: &scratch)
      row.set(field, scratch.bytes, ByteRange(start: 0, count: scratch.count))
    }
  }
}
