// A pot of the list: the facts that the program needs, and all that the bank sent.

public import Model

/// A pot.
public struct ListedPot: Equatable, Sendable {
  /// The pot as the bank sent it.
  public var raw: RawObject
  /// The account that it belongs to; null in old dialects.
  public var currentAccountID: String?
  /// When it was made.
  public var created: Instant?
  /// Whether it is gone; the bank lists it all the same.
  public var isDeleted: Bool
  /// What it holds, in minor units of its currency.
  public var balance: Int64?

  /// Its id.
  public var id: String { raw.id }
}

extension ListedPot {
  init(_ object: AnswerObject) throws(CallFailure) {
    self.init(
      raw: try object.raw(), currentAccountID: object.text("current_account_id"),
      created: object.time("created"), isDeleted: object.boolean("deleted") ?? false,
      balance: object.integer("balance"))
  }
}
