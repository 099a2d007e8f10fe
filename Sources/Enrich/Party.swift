// Who the other side of a row is, as one number: what pairs a refund with its purchase and one rent with
// the next. Rows of one merchant, person, pot or shop name have one number; nought is nobody known.

import Bytes
import Model

enum Party {
  /// The first that the row knows of: chain, merchant, counterparty, pot, name in the descriptor.
  static func of(_ row: Row) -> UInt64 {
    if let party = row.merchant?.party, party != 0 { return party }
    if let party = counterparty(row) { return party }
    if let pot = row.range(.potID) { return StableHash.of(row.storage, pot) }
    return row.range(.description).map { folded(row.storage, $0) } ?? 0
  }

  /// A customer of the bank by user id, else an account by its numbers, else a name.
  ///
  /// An `anonuser_` id is made up for every payment and says nothing.
  private static func counterparty(_ row: Row) -> UInt64? {
    if let user = row.range(.counterpartyUserID), !user.isEmpty,
      !starts(row.storage, user, with: "anonuser_")
    {
      return StableHash.of(row.storage, user)
    }
    if let code = row.range(.counterpartySortCode),
      let number = row.range(.counterpartyAccountNumber),
      !code.isEmpty, !number.isEmpty
    {
      let both = Array(row.storage[code.indices]) + row.storage[number.indices]
      return StableHash.of(both, ByteRange(start: 0, count: both.count))
    }
    guard let name = row.range(.counterpartyName), !name.isEmpty else { return nil }
    return folded(row.storage, name)
  }

  /// The hash of a name without regard to case and to the number of spaces.
  static func folded(_ bytes: [UInt8], _ range: ByteRange) -> UInt64 {
    var name: [UInt8] = []
    name.reserveCapacity(range.count)
    for byte in bytes[range.indices] {
      if byte == 0x20 {
        if let last = name.last, last != 0x20 { name.append(byte) }
      } else {
        name.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
      }
    }
    if name.last == 0x20 { name.removeLast() }
    return name.isEmpty ? 0 : StableHash.of(name, ByteRange(start: 0, count: name.count))
  }

  static func starts(_ bytes: [UInt8], _ range: ByteRange, with prefix: StaticString) -> Bool {
    guard range.count >= prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount
    where bytes[range.start + offset] != prefix.utf8Start[offset] { return false }
    return true
  }
}
