// An account of the list: the facts that the program needs, and all that the bank sent.

public import Model

/// An account.
public struct ListedAccount: Equatable, Sendable {
  /// The account as the bank sent it.
  public var raw: RawObject
  /// The bank's word for its type, such as `uk_retail`: an open set; null in old dialects.
  public var type: String?
  /// Whether it is closed.
  public var isClosed: Bool
  /// When it was opened.
  public var created: Instant?
  /// Its owners; more than one of a joint account.
  public var ownerUserIDs: [String]

  /// Its id.
  public var id: String { raw.id }
}

extension ListedAccount {
  init(_ object: AnswerObject) throws(CallFailure) {
    self.init(
      raw: try object.raw(), type: object.text("type"),
      isClosed: object.boolean("closed") ?? false, created: object.time("created"),
      ownerUserIDs: object.anyObjects("owners").compactMap { $0.text("user_id") })
  }
}
