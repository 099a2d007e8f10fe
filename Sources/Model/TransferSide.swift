// The pairing rule: when two rows are the two sides of one transfer. Every place that asks it asks it here.
//
//   - they are in different registers of the user, a register being an account or a pot,
//   - their amounts are exact opposites in one currency,
//   - their kinds allow it, and they lie no more than a day apart; rows of Flex, which name nobody, an hour,
//   - one of them names the register of the other, and the other does not name another place: a shop, a
//     stranger's account, a third register. Only the bank's own Flex rows may both be silent.
//
// So equal amounts alone never make a pair.

/// One row seen as a possible side of a transfer: which register it is in, and which place it names.
public struct TransferSide: Sendable {
  /// The movement's position in the history.
  package let position: Int
  package let key: RowKey
  package let amountMinor: Int64
  package let currency: Currency
  package let created: Instant
  package let kind: Kind
  /// The register that the row is in.
  package let home: UInt64
  /// What the row says of the other side.
  package let other: Other

  package enum Other: Equatable, Sendable {
    /// An account or pot of the user.
    case register(UInt64)
    /// A place that is not the user's.
    case stranger
    /// Nothing that would say: no name, or a name without an account.
    case silent
  }

  /// How two sides name each other, the surest first.
  package enum Strength: Int, Comparable, Sendable {
    case both
    case one
    /// Neither names the other; only the bank's own moves to and from Flex may do so.
    case neither

    package static func < (left: Strength, right: Strength) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package init(_ movement: Movement, at position: Int, among registers: OwnRegisters) {
    self.position = position
    key = movement.key
    amountMinor = movement.amountMinor
    currency = movement.currency
    created = movement.created
    kind = movement.kind
    home = registers.register(movement.account) ?? movement.account
    switch (movement.basis, registers.register(movement.party)) {
    case (.merchant, _): other = .stranger
    // A pot's own row names its pot, which says nothing of where the money came from.
    case (_, home?): other = .silent
    case (_, let named?): other = .register(named)
    case (.account, nil): other = .stranger
    default: other = .silent
    }
  }

  /// How far apart two sides may be at most, in seconds.
  package static let secondsApartMax: Int64 = 86_400
  /// The same of rows that name nobody: the bank writes both sides of its own moves at once.
  private static let secondsApartMaxOfSilent: Int64 = 3600

  /// How the two rows name each other; nil when they are not two sides of one transfer.
  package func strength(with side: TransferSide) -> Strength? {
    guard let strength = strengthAtAnyTime(with: side) else { return nil }
    let seconds =
      strength == .neither ? TransferSide.secondsApartMaxOfSilent : TransferSide.secondsApartMax
    return nanosecondsApart(from: side) <= seconds * 1_000_000_000 ? strength : nil
  }

  /// Nanoseconds between the two rows, at most those of some hundred years.
  package func nanosecondsApart(from side: TransferSide) -> Int64 {
    let (earlier, later) =
      created <= side.created ? (created, side.created) : (side.created, created)
    let seconds = min(later.seconds - earlier.seconds, 4_000_000_000)
    return seconds * 1_000_000_000 + Int64(later.nanoseconds) - Int64(earlier.nanoseconds)
  }

  private func strengthAtAnyTime(with side: TransferSide) -> Strength? {
    guard home != side.home, amountMinor == -side.amountMinor, currency == side.currency else {
      return nil
    }
    // Two rows that name one pot, though nothing says which of the two is the pot's own.
    if kind == .potTransfer, side.kind == .potTransfer, other == side.other, other != .silent {
      return other == .stranger ? nil : .one
    }
    switch (names(side), side.names(self)) {
    case (true?, true?): return .both
    case (true?, nil), (nil, true?): return .one
    case (nil, nil): return kind.isSilentTransfer && side.kind.isSilentTransfer ? .neither : nil
    default: return nil
    }
  }

  /// Whether the row names the register of another; nil when it names nothing.
  private func names(_ side: TransferSide) -> Bool? {
    switch other {
    case .register(let named): named == side.home
    case .stranger: false
    case .silent: nil
    }
  }
}

extension Kind {
  /// Whether a row of the kind can be one side of a transfer.
  package var mayBeTransfer: Bool {
    switch self {
    case .bankTransfer, .standingOrder, .monzoToMonzo, .potTransfer, .ownTransfer, .topUp, .flex,
      .loan, .other:
      true
    default: false
    }
  }

  /// Whether the bank writes such rows without a counterparty; `ownTransfer` because that is what such a
  /// row has become when it is linked a second time.
  fileprivate var isSilentTransfer: Bool { self == .flex || self == .ownTransfer }
}
