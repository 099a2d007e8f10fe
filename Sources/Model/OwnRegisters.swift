// The user's own accounts and pots, under every name by which a row can speak of them. A pot and the
// hidden account that holds its statement are one register. An account that only other people own, a child's
// say, is none of them.

internal import Bytes

/// Which register a hash names: `StableHash` of an account's id, of its sort code and number, of a pot's id.
public struct OwnRegisters: Equatable, Sendable {
  private struct Name: Equatable {
    /// The register that it is a name of.
    var register: UInt64
    /// Whether it is the id of a pot.
    var isPot = false
  }

  private var names = HashMap<Name>()
  /// Hashes of the ids of accounts that only other people own.
  private var others: Set<UInt64> = []

  /// No register.
  public init() {}

  /// The accounts and pots that a history and its references report.
  public init(_ knowledge: Knowledge) {
    let others = knowledge.accountsOfOthers
    self.others = Set(others.map { StableHash.of($0) })
    for (hash, id) in knowledge.accountIDs where !others.contains(id) { add(account: hash) }
    for account in knowledge.references.accounts.values where !others.contains(account.id) {
      add(account)
    }
    for pot in knowledge.references.pots.keys { add(pot: pot) }
    for (account, pot) in knowledge.potsByAccount { add(pot: pot, heldBy: account) }
  }

  /// Adds an account by the hash of its id.
  public mutating func add(account hash: UInt64) {
    if names[hash] == nil { names.set(hash, to: Name(register: hash)) }
  }

  /// Adds an account under its id and its numbers.
  public mutating func add(_ account: Account) {
    let hash = StableHash.of(account.id)
    add(account: hash)
    if let code = account.sortCode, let number = account.accountNumber,
      !code.isEmpty, !number.isEmpty
    {
      // Two accounts that claim one number: the lesser hash, so that their order never shows.
      let numbers = StableHash.of(code + number)
      name(numbers, min(hash, register(numbers) ?? hash))
    }
  }

  /// Adds a pot, and the hidden account with its statement where that is known.
  public mutating func add(pot: String, heldBy account: String? = nil) {
    let hash = StableHash.of(pot)
    names.set(hash, to: Name(register: hash, isPot: true))
    if let account { name(StableHash.of(account), hash) }
  }

  private mutating func name(_ hash: UInt64, _ register: UInt64) {
    names.set(hash, to: Name(register: register, isPot: isPot(hash)))
  }

  /// The register that a hash names: of a pot the hash of its id, of an account the hash of its id; nil
  /// when it is not the user's own.
  public func register(_ hash: UInt64) -> UInt64? { names[hash]?.register }

  /// Whether an account is known to be somebody else's.
  public func isOfOthers(_ account: UInt64) -> Bool { others.contains(account) }

  /// Whether a register is a pot.
  public func isPot(_ register: UInt64) -> Bool { names[register]?.isPot ?? false }
}
