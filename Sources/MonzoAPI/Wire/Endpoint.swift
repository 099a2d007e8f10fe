// What every call of the API has in common: a request that goes out and an answer with a type that comes back.

/// One call of the bank's API.
public protocol Endpoint: Equatable, Sendable {
  /// What the bank answers when all is well.
  associatedtype Answer: Sendable

  /// The request, complete but for host and token.
  var request: HTTPRequest { get }

  /// Reads the bank's answer.
  ///
  /// - Throws: `refused` for any status but 200 to 299, `unreadable` for a body that is not what this call
  ///   answers.
  static func answer(to response: HTTPResponse) throws(CallFailure) -> Answer
}

extension Endpoint where Answer == Void {
  /// Checks the status; what the body says does not matter.
  public static func answer(to response: HTTPResponse) throws(CallFailure) {
    try response.check()
  }
}

extension HTTPResponse {
  /// Whether the status says that all is well.
  public var isSuccess: Bool { 200...299 ~= status }

  /// Throws the bank's refusal for any status but 200 to 299.
  func check() throws(CallFailure) {
    guard isSuccess else { throw .refused(BankError(self)) }
  }
}
