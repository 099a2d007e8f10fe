// What the bank puts behind the redirect address when it sends the browser back after a login.

internal import MonzoAPI

/// The arguments of a callback (RFC 6749 §4.1.2).
public struct CallbackArguments: Equatable, Sendable {
  private let fields: FormFields

  /// Reads a query, percent-encoded.
  public init(query: String) { fields = FormFields(parsing: query) }

  /// The value of an argument; nil when it is missing, empty or, against the rules, repeated.
  public subscript(name: String) -> String? {
    let values = fields.all(name)
    guard values.count == 1, let value = values.first, !value.isEmpty else { return nil }
    return value
  }
}
