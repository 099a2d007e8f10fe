// A webhook of an account: where the bank reports new transactions.

public import Model

/// A webhook.
public struct Webhook: Equatable, Sendable {
  /// The webhook as the bank sent it.
  public var raw: RawObject
  /// The account that it reports.
  public var accountID: String?
  /// The address that is reported.
  public var url: String?

  /// Its id.
  public var id: String { raw.id }
}

extension Webhook {
  init(_ object: AnswerObject) throws(CallFailure) {
    self.init(
      raw: try object.raw(), accountID: object.text("account_id"), url: object.text("url"))
  }
}
