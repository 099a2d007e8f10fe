// An account, a pot or a balance as the bank sent it: what the archive keeps beside rows.

/// An object as the bank sent it.
public struct RawObject: Equatable, Sendable {
  /// Its id.
  public var id: String
  /// The bank's own bytes, white space between tokens gone.
  public var body: [UInt8]

  /// Creates an object.
  public init(id: String, body: [UInt8]) {
    self.id = id
    self.body = body
  }
}
