// One transaction as the bank sent it, with the few facts that keeping it needs: what fetching hands to the
// archive, which never looks into a record for more than this.

public import Bytes

/// A transaction of the bank's API: its own bytes, white space between tokens gone.
public struct RawTransaction: Equatable, Sendable {
  /// The bank's id.
  public var id: String
  /// When the payment was made.
  public var created: Instant
  /// When the bank last changed the record; null in old dialects.
  public var updated: Instant?
  /// Whether the amount can no longer change: not pending by the bank's flag or by an empty `settled`.
  public var isSettled: Bool
  /// The amount in minor units, as far as it can be read; it is only added up to recognize files by.
  public var amount: Int64?
  /// The hidden account of the pot that the payment moved money to or from, and the pot.
  public var pot: PotLink?
  /// The JSON object.
  public var body: [UInt8]

  /// A pot and the hidden account that holds its rows, as `metadata` of a transfer says.
  public struct PotLink: Hashable, Sendable {
    /// The pot.
    public var potID: String
    /// Its hidden account.
    public var accountID: String

    /// Creates a link.
    public init(potID: String, accountID: String) {
      self.potID = potID
      self.accountID = accountID
    }
  }

  /// Creates a record from its parts.
  public init(
    id: String, created: Instant, updated: Instant? = nil, isSettled: Bool = true,
    pot: PotLink? = nil, body: [UInt8]
  ) {
    self.id = id
    self.created = created
    self.updated = updated
    self.isSettled = isSettled
    self.pot = pot
    self.body = body
  }
}

extension RawTransaction {
  /// Whether the right version of one transaction is the better one: later `updated`, then settled over
  /// pending, then greater bytes; the order of `RowVersion` within one dialect.
  public static func isWorse(_ one: RawTransaction, than other: RawTransaction) -> Bool {
    if one.updated != other.updated {
      guard let later = other.updated else { return false }
      return one.updated.map { $0 < later } ?? true
    }
    if one.isSettled != other.isSettled { return other.isSettled }
    return one.body.lexicographicallyPrecedes(other.body)
  }

  /// The order of rows in the archive: created, then id by bytes.
  public static func precedes(_ one: RawTransaction, _ other: RawTransaction) -> Bool {
    if one.created != other.created { return one.created < other.created }
    return one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
  }

  /// Reads a record on a tape; nil when the object has no id or no readable `created`.
  ///
  /// - Parameters:
  ///   - token: the object of the transaction.
  ///   - tape: the parsed answer or line.
  ///   - bytes: the text that the tape is of.
  public init?(_ token: Int, on tape: JSONTape, in bytes: [UInt8]) {
    func text(_ name: StaticString, of object: Int) -> String? {
      tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
    }
    guard let id = text("id", of: token), !id.isEmpty,
      let created = text("created", of: token).flatMap({ Instant($0) })
    else { return nil }
    var body = ByteWriter()
    tape.appendMinified(token, in: bytes, to: &body)
    self.init(id: id, created: created, body: body.bytes)
    updated = text("updated", of: token).flatMap { Instant($0) }
    amount = tape.member("amount", of: token, in: bytes).flatMap { tape.integer($0, in: bytes) }
    let isPending = tape.member("amount_is_pending", of: token, in: bytes).map { tape.boolean($0) }
    isSettled = isPending.map { $0 != true } ?? (text("settled", of: token) != "")
    if let metadata = tape.member("metadata", of: token, in: bytes),
      let pot = text("pot_id", of: metadata), let account = text("pot_account_id", of: metadata)
    {
      self.pot = PotLink(potID: pot, accountID: account)
    }
  }
}
