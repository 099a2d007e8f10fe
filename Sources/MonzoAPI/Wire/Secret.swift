// Tokens, client secrets and passwords: a type whose every printed form is three dots, so that no log, error
// or dump can hold one by accident.

/// A text that must not be shown.
public struct Secret: Equatable, Sendable {
  private let text: String

  /// Hides a text.
  public init(_ text: String) { self.text = text }

  /// The text itself, for the wire and the token store only.
  public func reveal() -> String { text }

  /// Whether there is nothing to hide.
  public var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Three dots.
  public var description: String { "•••" }
  /// Three dots.
  public var debugDescription: String { "•••" }
  /// Nothing to see.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
