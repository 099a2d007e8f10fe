// One row seen as a possible side of a transfer: where it stands and which place it names.

internal import Model

struct TransferSide {
  /// The movement's position in the history.
  let position: Int
  let key: RowKey
  let amountMinor: Int64
  let currency: Currency
  let created: Instant
  let kind: Kind
  /// The register that the row stands in.
  let home: UInt64
  /// What the row says of the other side.
  let other: Other

  enum Other: Equatable {
    /// An account or pot of the person.
    case register(UInt64)
    /// A place that is not the person's.
    case stranger
    /// Nothing that would tell: no name, or a name without an account.
    case silent
  }

  /// How two sides name each other, the surest first.
  enum Strength: Int, Comparable {
    case both
    case one
    /// Neither names the other; only the bank's own moves to and from Flex may do so.
    case neither

    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  init(_ movement: Movement, at position: Int, among registers: OwnRegisters) {
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

  /// How the two rows name each other; nil when they cannot be two sides of one transfer.
  func strength(with side: TransferSide) -> Strength? {
    guard home != side.home, amountMinor == -side.amountMinor, currency == side.currency else {
      return nil
    }
    // Two rows that name one pot, though nothing tells which of the two is the pot's own.
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
  var mayBeTransfer: Bool {
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
