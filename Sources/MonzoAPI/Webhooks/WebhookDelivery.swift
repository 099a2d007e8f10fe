// What the bank posts to a webhook. Nothing signs it, so it is a hint that there is something to fetch, and
// no proof of it.

public import Model

/// One event that the bank reported a webhook of.
public struct WebhookDelivery: Equatable, Sendable {
  /// What happened: `transaction.created`, and others in time.
  public var type: String
  /// The transaction, when the type says that it is about one.
  public var transaction: RawTransaction?
  /// The data as the bank sent it.
  public var data: [UInt8]

  /// Reads the body of a delivery.
  ///
  /// - Throws: `unreadable` when it says no type and data, or of a transaction that is none.
  public init(parsing body: [UInt8]) throws(CallFailure) {
    let delivery = try AnswerObject(parsing: body)
    let data = try delivery.object("data")
    type = try delivery.requiredText("type")
    transaction =
      type.utf8.starts(with: "transaction.".utf8) ? try data.transaction() : nil
    self.data = data.minified
  }
}
