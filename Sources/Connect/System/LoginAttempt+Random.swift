// Chance from the system, for what nobody may guess.

internal import Fetch

extension LoginAttempt {
  /// A try to log in, with a state of the system's random numbers.
  static func withSystemRandomness() -> LoginAttempt {
    var random = SystemRandomNumberGenerator()
    return LoginAttempt(using: &random)
  }
}
