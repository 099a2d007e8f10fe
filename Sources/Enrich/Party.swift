// Who the other side of a row is, as one number: what pairs a refund with its purchase and one rent with
// the next. Rows of one merchant, person, pot or shop name have one number; zero is nobody known.

import Bytes
import Model

struct Party: Equatable {
  /// The number; zero when nobody is known.
  var hash: UInt64
  /// What it is a number of.
  var basis: PartyBasis

  /// The first that the row knows of: the pot of a move to or from one, chain, merchant, counterparty,
  /// pot, name in the descriptor.
  static func of(_ row: Row) -> Party {
    let pot = row.range(.potID).map { Party(hash: StableHash.of(row.storage, $0), basis: .pot) }
    if row.kind == .potTransfer, let pot { return pot }
    if let party = row.merchant?.party, party != 0 { return Party(hash: party, basis: .merchant) }
    // Of a payment the pot says where the money came from, not who has it.
    let holder = row.kind == .interest || row.kind == .other ? pot : nil
    if let party = counterparty(row) ?? holder { return party }
    guard let text = row.range(.description) else { return unknown }
    return named(row.storage, DescriptorColumns(row.storage, text).name)
  }

  static let unknown = Party(hash: 0, basis: .unknown)

  /// An account by its id, else by its numbers, else a customer of the bank by user id, else a name.
  ///
  /// The account is first, because it alone says whether the other side is the user's own. An
  /// `anonuser_` id is made up for every payment and says nothing.
  private static func counterparty(_ row: Row) -> Party? {
    if let account = row.range(.counterpartyAccountID), !account.isEmpty {
      return Party(hash: StableHash.of(row.storage, account), basis: .account)
    }
    if let code = row.range(.counterpartySortCode),
      let number = row.range(.counterpartyAccountNumber),
      !code.isEmpty, !number.isEmpty
    {
      let both = Array(row.storage[code.indices]) + row.storage[number.indices]
      let range = ByteRange(start: 0, count: both.count)
      return Party(hash: StableHash.of(both, range), basis: .account)
    }
    if let user = row.range(.counterpartyUserID), !user.isEmpty,
      !starts(row.storage, user, with: "anonuser_")
    {
      return Party(hash: StableHash.of(row.storage, user), basis: .person)
    }
    guard let name = row.range(.counterpartyName), !name.isEmpty else { return nil }
    return named(row.storage, name)
  }

  private static func named(_ bytes: [UInt8], _ range: ByteRange) -> Party {
    let hash = folded(bytes, range)
    return hash == 0 ? unknown : Party(hash: hash, basis: .name)
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
