// Texts as the bytes that they are: what Unicode says is the same may be another name to a bank.

extension String {
  /// Whether a text has the very same bytes: text that merely looks the same does not.
  public func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var (one, other) = (self, other)
    return one.withUTF8 { left in
      other.withUTF8 { right in
        for at in left.indices where left[at] != right[at] { return false }
        return true
      }
    }
  }
}
