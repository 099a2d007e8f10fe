// What people type and paste, without what nobody meant to type.

extension String {
  /// The text without white space around it.
  package var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The text; nil when it is empty.
  package var nonEmpty: String? { isEmpty ? nil : self }
}
