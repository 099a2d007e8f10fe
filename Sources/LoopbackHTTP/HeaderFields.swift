// The header of a message: fields in the order in which they came, names without case.

/// Header fields, by name in lower case.
public struct HeaderFields: Equatable, Sendable {
  /// One field line.
  public struct Field: Equatable, Sendable {
    /// The name in lower case.
    public let name: String
    /// The value without the white space around it.
    public let value: String
  }

  /// All field lines, in order.
  public private(set) var fields: [Field] = []

  /// Creates a header without fields.
  public init() {}

  /// Creates a header of names and values, in this order.
  public init(_ fields: [(name: String, value: String)]) {
    for (name, value) in fields { append(name, value) }
  }

  /// Appends a field; an earlier one of the same name stays.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name.asciiLowercased, value: value))
  }

  /// The values of all fields of a name, in order.
  ///
  /// - Parameter name: the name in lower case.
  /// - Returns: one value a field line.
  public func values(of name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The value of a field by its name in lower case; several are one list (RFC 9110 §5.3).
  public subscript(name: String) -> String? {
    let values = values(of: name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The members of a field that is a list, in lower case: `Connection: Close, X` is `close`, `x`.
  func members(of name: String) -> [String] {
    guard let list = self[name] else { return [] }
    return list.utf8.split(separator: 0x2C).map { member in
      var member = member[...]
      while let first = member.first, isBlank(first) { member.removeFirst() }
      while let last = member.last, isBlank(last) { member.removeLast() }
      return String(Substring(member)).asciiLowercased
    }.filter { !$0.isEmpty }
  }
}

/// Whether a byte is a space or a tab (`OWS`, RFC 9110 §5.6.3).
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether a byte may be in a method or a field name (`tchar`, RFC 9110 §5.6.2).
func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
  default: false
  }
}

/// Whether a byte may be in a field value: no control character but the tab (RFC 9110 §5.5).
func isFieldValueByte(_ byte: UInt8) -> Bool { byte == 0x09 || (byte >= 0x20 && byte != 0x7F) }

extension String {
  /// The text with `A` to `Z` in lower case, and nothing else touched.
  var asciiLowercased: String {
    String(decoding: utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
