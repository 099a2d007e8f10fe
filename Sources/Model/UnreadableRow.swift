// A transaction that the bank sent without what keeping it needs. It is kept as it came, apart from the rows, so that
// nothing is lost and nothing else is held up.

/// A row of the bank's list without a readable `id` or `created`.
public struct UnreadableRow: Hashable, Sendable {
  /// The bank's id; null when that is what cannot be read.
  public var id: String?
  /// The JSON object, white space between tokens gone.
  public var body: [UInt8]

  /// Creates a row.
  public init(id: String?, body: [UInt8]) { (self.id, self.body) = (id, body) }
}
