// What went wrong with one piece of the input, as a value: which file, where in it, which record, and what
// was found against what was expected. Every stage reports with this one type.

/// One error in the input, with its place.
public struct Diagnostic: Error, Equatable, Hashable, Sendable {
  /// The file's name as it was given, `-` for standard input.
  public var file: String
  /// The line in it, from 1; nil when lines mean nothing there.
  public var line: Int?
  /// The id of the record, when it could be read.
  public var id: String?
  /// What was found and what was expected, in lower case, without a full stop.
  public var message: String
  /// Whether nothing is wrong: the record is left out because it says nothing that a row could hold.
  public var isNote = false

  /// Creates a diagnostic.
  public init(file: String, line: Int? = nil, id: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.id = id
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line: id: message`.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return id.map { "\(place): \($0): \(message)" } ?? "\(place): \(message)"
  }
}
