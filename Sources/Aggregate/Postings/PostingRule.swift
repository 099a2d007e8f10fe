// In which registers a row is, and as what: the one answer that files, balances, proofs, pages and exports use.
//
//   1. A row is in the register of its account. A pot's hidden account and the pot are one register.
//   2. A move of an account to or from a pot is in the pot's register too, as a mirror: the account's row with the
//      opposite sign, whether or not the pot's own account could be fetched.
//   3. The pot's own row of such a move is in no register: the mirror represents it. Which two rows are the sides
//      of one move is what linking found, so nothing here compares amounts or times.
//
// So interest and payments from a pot are the only rows that a pot's register has by themselves.

import Bytes
public import Model

/// Finds the registers of rows.
public struct PostingRule: Sendable {
  /// Where a row is; registers are hashes as `OwnRegisters` has them.
  public enum Placement: Equatable, Sendable {
    /// In one register.
    case own(UInt64)
    /// In the register of its account, and with the opposite sign in that of a pot.
    case move(UInt64, pot: UInt64)
    /// In none: the mirror of an account's row in this register of a pot represents it.
    case mirrored(UInt64)

    /// The register of the row's account.
    public var home: UInt64 {
      switch self {
      case .own(let register), .move(let register, _), .mirrored(let register): register
      }
    }
  }

  /// The user's own accounts and pots.
  public let registers: OwnRegisters
  private let links: Links
  /// The pots that linked moves of accounts are mirrored in, by the id of the transfer.
  private var mirrors: [RowKey: UInt64] = [:]
  /// The transfers whose row of the pot is known.
  private var mirrored: Set<RowKey> = []

  /// The rule of rows that nothing links.
  public init(registers: OwnRegisters = OwnRegisters()) {
    self.registers = registers
    links = .empty
  }

  /// The rule of a history.
  ///
  /// - Parameters:
  ///   - movements: every row that counts as money, once.
  ///   - links: their links.
  ///   - registers: the user's own accounts and pots.
  public init(_ movements: [Movement], links: Links, registers: OwnRegisters) {
    self.registers = registers
    self.links = links
    for movement in movements where movement.basis == .pot && movement.kind == .potTransfer {
      guard case .move(_, let pot) = placement(of: movement),
        let transfer = links[movement.key]?.transfer
      else { continue }
      mirrors[transfer] = pot
    }
    guard !mirrors.isEmpty else { return }
    for movement in movements where registers.isPot(home(movement.account)) {
      guard let transfer = links[movement.key]?.transfer else { continue }
      if mirrors[transfer] == home(movement.account) { mirrored.insert(transfer) }
    }
  }

  /// The id of the transfer of a row when both the account's row and the pot's own row are known.
  func pairedTransfer(_ key: RowKey) -> RowKey? {
    guard !mirrored.isEmpty, let transfer = links[key]?.transfer else { return nil }
    return mirrored.contains(transfer) ? transfer : nil
  }

  /// Where a row is.
  public func placement(of row: Row) -> Placement {
    placement(of: row, account: row.hash(.accountID))
  }

  /// Where a row is whose account is known by the `StableHash` of its id.
  func placement(of row: Row, account: UInt64) -> Placement {
    placement(
      home: home(account), key: row.key,
      pot: row.kind == .potTransfer ? row.range(.potID).map { _ in row.hash(.potID) } : nil,
      amountMinor: row.amountMinor)
  }

  /// Where the row of a movement is.
  public func placement(of movement: Movement) -> Placement {
    placement(
      home: home(movement.account), key: movement.key,
      pot: movement.kind == .potTransfer && movement.basis == .pot ? movement.party : nil,
      amountMinor: movement.amountMinor)
  }

  /// The register of an account.
  public func home(_ account: UInt64) -> UInt64 { registers.register(account) ?? account }

  private func placement(
    home: UInt64, key: RowKey?, pot: UInt64?, amountMinor: Int64
  ) -> Placement {
    if registers.isPot(home) {
      if !mirrors.isEmpty, let key, let transfer = links[key]?.transfer, mirrors[transfer] == home {
        return .mirrored(home)
      }
      return .own(home)
    }
    // The one amount that has no opposite.
    guard let pot, amountMinor != .min else { return .own(home) }
    let register = self.home(pot)
    return register == home ? .own(home) : .move(home, pot: register)
  }
}

extension Row {
  /// `StableHash` of a text field, of nothing when it is null.
  func hash(_ field: RowText) -> UInt64 { StableHash.of(storage, range(field) ?? .empty) }
}
