// What happened in a simulation, for people who look for an error: a line for every step when somebody reads,
// and everything that broke a law.

import Model

@testable import Sandbox

/// Takes down what happens.
final class Diary {
  /// Whether steps are taken down; laws are always.
  let isVerbose: Bool
  private(set) var lines: [String] = []
  private(set) var violations: [String] = []

  init(isVerbose: Bool) { self.isVerbose = isVerbose }

  /// Takes down a step.
  func note(_ time: Int64, _ text: @autoclosure () -> String) {
    guard isVerbose else { return }
    lines.append("\(Instant(milliseconds: time)) \(text())")
  }

  /// Takes down a broken law.
  func violation(_ time: Int64, _ text: String) {
    // The first few say it all.
    guard violations.count < 20 else { return }
    violations.append("\(Instant(milliseconds: time)) \(text)")
    note(time, "LAW BROKEN: \(text)")
  }
}
