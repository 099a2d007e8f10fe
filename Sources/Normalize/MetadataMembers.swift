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

/// Where the values that decide something stand on the tape.
struct MetadataMembers: Sendable {
  private var tokens = [Int32](repeating: -1, count: MetadataKey.allCases.count)

  /// The token of a value, which is a text that is not empty.
  subscript(_ key: MetadataKey) -> Int? {
    get { tokens[key.rawValue] < 0 ? nil : Int(tokens[key.rawValue]) }
    set { tokens[key.rawValue] = Int32(truncatingIfNeeded: newValue ?? -1) }
  }

  mutating func removeAll() {
    for index in tokens.indices { tokens[index] = -1 }
  }
}

extension RecordReader {
  /// Sets the row's metadata and category code, and remembers the values that decide something.
  mutating func setMetadata(_ bytes: [UInt8], into row: inout Row) {
    metadata.removeAll()
    guard let object = present(.metadata) else { return }
    guard tape.tokens[object].kind == .object else { return noteOtherType(object, bytes) }
    let end = tape.tokens[object].next
    guard end > object + 1 else { return }
    var at = object + 1
    while at < end {
      let value = at + 1
      if let index = MetadataKey.table.index(of: bytes, tape.tokens[at].range),
        let key = MetadataKey(rawValue: index)
      {
        metadata[key] = isText(value) ? value : nil
      }
      at = tape.tokens[value].next
    }
    if let code = metadata[.mcc] { row.set(.mcc, tape, code, in: bytes) }
    // A pot's metadata tells which hidden account holds its statement.
    guard keepsAllMetadata || metadata[.potID] != nil else { return }
    setTexts(object, .metadata, bytes, into: &row)
  }

  /// Sets a field to an object of texts: as the record has it when that is canonical already.
  mutating func setTexts(
    _ object: Int, _ field: RowText, _ bytes: [UInt8], into row: inout Row
  ) {
    if tape.isCanonicalObjectOfTexts(object, in: bytes) {
      row.set(field, bytes, tape.tokens[object].range)
    } else {
      scratch.removeAll()
      tape.appendObjectOfTexts(object, in: bytes, to: &scratch)
      row.set(field, scratch.bytes, ByteRange(start: 0, count: scratch.count))
    }
  }
}
