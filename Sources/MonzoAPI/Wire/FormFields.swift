// Names and values of a form or a query, in order: application/x-www-form-urlencoded out and in.

/// The fields of a form or a query; values may be secrets and are never shown.
public struct FormFields: Equatable, Sendable {
  /// The type of a body that holds a form.
  public static let contentType = "application/x-www-form-urlencoded"

  /// One field.
  public struct Field: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String
  }

  /// The fields in order; a name may come more than once.
  public private(set) var fields: [Field] = []

  /// Creates fields; those without a value are left out.
  public init(_ fields: KeyValuePairs<String, String?> = [:]) {
    for (name, value) in fields { append(name, value) }
  }

  /// Reads a form body.
  public init(parsing body: [UInt8]) {
    self.init(parsing: String(decoding: body, as: UTF8.self))
  }

  /// Reads a query, without its question mark, or the text of a form.
  public init(parsing text: String) {
    self.init(parsing: Substring(text))
  }

  /// Reads a query that is part of a longer text.
  public init(parsing text: Substring) {
    for piece in text.utf8.split(separator: 0x26) {
      let halves = piece.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentEncoding.decode(halves[0], plusIsSpace: true)
      let value = halves.count == 2 ? PercentEncoding.decode(halves[1], plusIsSpace: true) : ""
      fields.append(Field(name: name, value: value))
    }
  }

  /// Adds a field; one without a value is left out.
  public mutating func append(_ name: String, _ value: String?) {
    guard let value else { return }
    fields.append(Field(name: name, value: value))
  }

  /// The value of the first field with a name.
  public subscript(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// The values of all fields with a name, in order: `expand[]`.
  public func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The fields of a map, by key: of `params` those named `params[KEY]`.
  public func members(of map: String) -> [Field] {
    fields.compactMap { field in
      guard field.name.hasPrefix("\(map)["), field.name.hasSuffix("]") else { return nil }
      let key = field.name.dropFirst(map.count + 1).dropLast()
      return Field(name: String(key), value: field.value)
    }
  }

  /// The fields as a query or the body of a form, everything but letters, digits and `-._~` escaped.
  public var encoded: String {
    fields
      .map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
      .joined(separator: "&")
  }
}

extension FormFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The names; values may be secrets.
  public var description: String { fields.map(\.name).joined(separator: ", ") }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// The names; values may be secrets.
  public var customMirror: Mirror {
    Mirror(self, children: ["names": fields.map(\.name)], displayStyle: .struct)
  }
}

extension FormFields.Field: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The name; the value may be a secret.
  public var description: String { name }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// The name; the value may be a secret.
  public var customMirror: Mirror {
    Mirror(self, children: ["name": name], displayStyle: .struct)
  }
}
