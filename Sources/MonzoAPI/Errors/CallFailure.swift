// Why a call brought no answer of its type: the bank said no, or said something that no version of its API
// would.

/// Why a call brought nothing.
public enum CallFailure: Error, Equatable, Sendable {
  /// The bank refused.
  case refused(BankError)
  /// The bank answered, but not what the call answers.
  case unreadable(UnreadableAnswer)
}

/// An answer that is not what the call answers: names and kinds of what it holds, never a value.
public struct UnreadableAnswer: Error, Equatable, Sendable {
  /// Where in the answer, such as `accounts[2]`; empty for the whole.
  public var place: String
  /// What should stand there.
  public var expected: String
  /// What stands there.
  public var found: String

  /// Creates a fault.
  public init(at place: String = "", expected: String, found: String) {
    self.place = place
    self.expected = expected
    self.found = found
  }
}

extension UnreadableAnswer {
  /// What every answer is.
  static let jsonObject = "a JSON object"

  /// Whether the answer is no JSON at all: cut short, or not the bank's but some proxy's.
  public var isNoJSON: Bool { expected == UnreadableAnswer.jsonObject }
}

extension UnreadableAnswer: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
    "\(place.isEmpty ? "" : "\(place): ")expected \(expected), found \(found)"
  }
}

extension CallFailure: CustomStringConvertible {
  /// The failure in words.
  public var description: String {
    switch self {
    case .refused(let error): "the bank refused: \(error)"
    case .unreadable(let fault): "the bank's answer makes no sense: \(fault)"
    }
  }
}
