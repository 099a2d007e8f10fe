// One try to log in, from the address that the browser is sent to until the first callback that proves to be
// its answer. Whoever does not know the state cannot end it (RFC 6749 §10.12), and it ends once.

public import MonzoAPI

/// The state of a try to log in.
public struct LoginAttempt: Sendable {
  /// What the try ended with.
  public enum Outcome: Equatable, Sendable {
    /// The code that the bank gives tokens for.
    case code(Secret)
    /// The account holder or the bank said no, in OAuth's word for it.
    case denied(String)
  }

  /// What a callback was.
  public enum Judgement: Equatable, Sendable {
    /// The answer to this try.
    case ended(Outcome)
    /// No answer to this try: another state, or none.
    case foreign
    /// Right, but without a code, or with more than one.
    case empty
    /// The try has ended already.
    case late
  }

  /// Bits that nobody can guess, as text that fits an address.
  public let state: String
  private var isOver = false

  /// Begins a try with 256 random bits.
  public init(using generator: inout some RandomNumberGenerator) {
    var text = ""
    for _ in 0..<4 {
      let digits = String(generator.next() as UInt64, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    state = text
  }

  /// Says what a callback is, and ends the try with the first that is right.
  public mutating func judge(_ arguments: CallbackArguments) -> Judgement {
    guard let state = arguments["state"], Self.areEqual(state, self.state) else {
      return .foreign
    }
    if isOver { return .late }
    let outcome: Outcome
    if let error = arguments["error"] {
      outcome = .denied(error)
    } else if let code = arguments["code"] {
      outcome = .code(Secret(code))
    } else {
      return .empty
    }
    isOver = true
    return .ended(outcome)
  }

  /// Compares two texts in a time that does not say where they differ.
  private static func areEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
