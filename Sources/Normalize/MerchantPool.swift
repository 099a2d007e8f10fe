// Merchants repeat from row to row, and are half of the bytes. The same bytes again are the same merchant,
// and are not read a second time.

internal import Bytes
internal import Model

/// The merchants that were made, by the bytes they were made of.
///
/// The bank's expanded merchants are known to the tape too, which passes over them as one token.
struct MerchantPool: Sendable {
  /// How many are kept; when there are more, all are forgotten, so that memory has a bound.
  static let merchantsMax = 8192

  /// What the bytes are: the same bytes may mean an id here and a name there.
  enum Source: UInt8, Sendable {
    case bank, id, name, statement
  }

  private struct Entry: Sendable {
    let hash: UInt64
    let kind: Source
    let source: [UInt8]
    let merchant: Merchant
  }

  /// The bank's merchants, for the tape, and what was made of each.
  private(set) var objects = KnownObjects()
  private var expanded: [Merchant] = []

  private var entries: [Entry] = []
  private var table = PositionTable()

  /// The merchant of a known object of the tape.
  func merchant(known number: Int) -> Merchant { expanded[number] }

  /// Keeps the merchant of an object, for the tape if it is long enough.
  mutating func insert(_ merchant: Merchant, object bytes: [UInt8], _ range: ByteRange) {
    guard let (_, hasForgotten) = objects.insert(bytes, range) else {
      return insert(merchant, .bank, bytes, range)
    }
    if hasForgotten { expanded.removeAll(keepingCapacity: true) }
    expanded.append(merchant)
  }

  /// The merchant that was made of the same bytes.
  func merchant(_ kind: Source, _ bytes: [UInt8], _ range: ByteRange) -> Merchant? {
    let hash = StableHash.of(bytes, range, seed: UInt64(kind.rawValue))
    let position = table.position(hash: hash) { position in
      let entry = entries[position]
      return entry.hash == hash && entry.kind == kind
        && entry.source.elementsEqual(bytes[range.indices])
    }
    return position.map { entries[$0].merchant }
  }

  /// Keeps a merchant for the bytes that it was made of.
  mutating func insert(
    _ merchant: Merchant, _ kind: Source, _ bytes: [UInt8], _ range: ByteRange
  ) {
    if entries.count == MerchantPool.merchantsMax {
      entries.removeAll(keepingCapacity: true)
      table.removeAll()
    }
    let hash = StableHash.of(bytes, range, seed: UInt64(kind.rawValue))
    table.append(hash: hash) { entries[$0].hash }
    entries.append(
      Entry(hash: hash, kind: kind, source: Array(bytes[range.indices]), merchant: merchant))
  }
}
