// Ids of records that the source gives none: `row_` and 32 hexadecimal digits, two hashes of the record's text and of
// how many records of the same text came before. The recipe is frozen, because those ids end up in other people's
// books.

internal import Bytes
internal import Model

/// Makes ids for the records of one input.
struct MadeUpIDs: Sendable {
  /// How often the same text was seen.
  private var occurrences: [UInt64: Int] = [:]

  /// The id of a record of some text, to which the number of its occurrence is added.
  mutating func next(of text: inout ByteWriter) -> String {
    let whole = StableHash.of(text.bytes, ByteRange(start: 0, count: text.count))
    let count = occurrences[whole, default: 0]
    occurrences[whole] = count + 1
    text.append(integer: Int64(count))
    let hashed = ByteRange(start: 0, count: text.count)
    return "row_" + MadeUpIDs.digits(StableHash.of(text.bytes, hashed, seed: 1))
      + MadeUpIDs.digits(StableHash.of(text.bytes, hashed, seed: 2))
  }

  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
