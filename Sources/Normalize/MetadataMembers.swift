// The metadata of a transaction: texts under names, of which a few mean something to every row.

internal import Bytes
internal import Model

/// A name in the metadata that decides something.
enum MetadataKey: Int, CaseIterable {
  case mcc, potID, notes, logo, tags, mandate, series, ledgerIntent, ledgerEntryIntent
  case lifecycle, billSplit, original, payday, subscription

  static let table = KeyTable([
    "mcc", "pot_id", "notes", "logo_url", "tags", "bacs_direct_debit_instruction_id", "series_id",
    "ledger_intent", "ledger_entry_intent", "mastercard_lifecycle_id", "bill_splitting_id",
    "original_transaction_id", "payday", "premium_subscription_id",
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

  /// Remembers where the values of an object are that decide something.
  mutating func note(_ object: Int, _ tape: JSONTape, _ bytes: [UInt8]) {
    removeAll()
    let end = tape[object].next
    var at = object + 1
    while at < end {
      let value = tape[at + 1]
      if let index = tape.index(ofKey: at, in: table, bytes) {
        let isText = value.kind == .string && !value.range.isEmpty
        tokens[index] = isText ? Int32(truncatingIfNeeded: at + 1) : -1
      }
      at = value.next
    }
  }
}

extension RecordReader {
  /// Sets the row's metadata and category code, and remembers the values that decide something.
  mutating func setMetadata(_ bytes: [UInt8], into row: inout Row) {
    metadata.removeAll()
    guard let object = present(.metadata) else { return }
    guard tape[object].kind == .object else { return noteOtherType(object, bytes) }
    guard tape[object].next > object + 1 else { return }
    metadata.note(object, tape, bytes)
    if let code = metadata[.mcc] { row.set(.mcc, tape, code, in: bytes) }
    setTie(bytes, of: &row)
    // A pot's metadata says which hidden account holds its statement; what a row gives back is learned, too.
    let isLearned =
      metadata[.potID] != nil || metadata[.original] != nil || metadata[.payday] != nil
    guard keepsAllMetadata || isLearned else { return }
    setTexts(object, .metadata, bytes, into: &row)
  }

  /// Ties the row to the others of its purchase: those of one card payment, and those of one bill that was split.
  @inline(__always)
  func setTie(_ bytes: [UInt8], of row: inout Row) {
    if let token = metadata[.lifecycle] {
      row.tie = StableHash.of(bytes, tape[token].range)
    } else if let token = metadata[.billSplit] {
      row.tie = StableHash.of(bytes, tape[token].range, seed: 1)
    }
  }

  /// Adds texts to the row's metadata, behind those of the record, where the row keeps its metadata.
  func addMetadata(_ texts: [(key: String, text: String?)], to row: inout Row) {
    guard keepsAllMetadata else { return }
    for case (let key, let text?) in texts where !text.isEmpty {
      var writer = ByteWriter()
      if let range = row.range(.metadata), range.count > 2 {
        writer.append(
          bytes: row.storage, ByteRange(start: range.start, count: range.count - 1))
        writer.append(",")
      } else {
        writer.append("{")
      }
      writer.appendJSONString(key)
      writer.append(":")
      writer.appendJSONString(text)
      writer.append("}")
      row.set(.metadata, writer.bytes, ByteRange(start: 0, count: writer.count))
    }
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
