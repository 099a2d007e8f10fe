// The bank's refusals as values: the family that a code begins with decides what to do, the code says more.

/// An answer that is an error.
public struct BankError: Error, Equatable, Codable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// The whole code, such as `forbidden.verification_required`; empty when the body told none.
  public var code: String
  /// The bank's message; empty when the body told none.
  public var message: String

  /// Creates an error.
  public init(status: Int, code: String, message: String) {
    self.status = status
    self.code = code
    self.message = message
  }
}
