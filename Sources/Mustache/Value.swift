// What a template is filled with. Templates hold no code and Mustache has no formatting, so every
// value that is shown is ready text, and numbers arrive here already written out.

/// A value that a template can show, test or walk through.
///
/// Only `null`, `false` and the empty list make a section disappear. Empty text does not: a caller
/// that has nothing to show gives `null`.
public enum Value: Sendable {
  /// Known to be absent: shown as nothing, and false for a section.
  case null
  /// A condition for a section; shown as `true` or `false`.
  case bool(Bool)
  /// Text of whatever origin, escaped when shown.
  case text(String)
  /// Markup that the program wrote itself, shown as it is.
  case markup(SafeMarkup)
  /// Values that a section walks through in order.
  case list([Value])
  /// Named values.
  case object(Object)

  /// An object whose names were declared once, for things that come in thousands.
  ///
  /// - Parameters:
  ///   - shape: The names.
  ///   - values: One value per name, in the order of the names.
  /// - Returns: The object.
  public static func object(_ shape: Shape, _ values: [Value]) -> Value {
    .object(Object(shape, values))
  }

  /// What the value is called in messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a condition"
    case .text: "text"
    case .markup: "markup"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  /// Creates text.
  public init(stringLiteral text: String) { self = .text(text) }

  /// Creates a condition.
  public init(booleanLiteral condition: Bool) { self = .bool(condition) }
}

extension Value: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// Creates a list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }

  /// Creates an object with a shape of its own.
  public init(dictionaryLiteral members: (String, Value)...) {
    self = .object(Shape(members.map(\.0)), members.map(\.1))
  }
}

/// Named values: a shape, which many objects share, and one value for each of its names.
public struct Object: Sendable {
  /// The names.
  public let shape: Shape
  /// The values, in the order of the names.
  public let values: [Value]

  /// Pairs names with values.
  ///
  /// - Parameters:
  ///   - shape: The names.
  ///   - values: One value per name; any other number is a mistake of the program and stops it.
  public init(_ shape: Shape, _ values: [Value]) {
    precondition(shape.names.count == values.count, "an object needs one value for each name")
    self.shape = shape
    self.values = values
  }
}

/// The names of an object's values, declared once and shared by all objects of one sort.
///
/// A shape is recognised by its identity: the place of each name is looked up once for a page, not
/// once for a row.
public final class Shape: Sendable {
  /// The names in the order of the values.
  public let names: [String]

  /// Declares the names; a name given twice is a mistake of the program and stops it.
  public init(_ names: [String]) {
    precondition(Set(names).count == names.count, "a name stands twice in one shape")
    self.names = names
  }

  /// Declares the names; a name given twice is a mistake of the program and stops it.
  public convenience init(_ names: String...) { self.init(names) }
}
