// How long the server waits and how much it holds. All times are in milliseconds.

/// What keeps slow and silent clients from holding the server.
enum ServerLimits {
  /// Connections at once; a browser opens six, a fetch as many as it has requests in flight.
  static let connectionsMax = 64
  /// A new connection that says nothing; browsers open some for later and open them again.
  static let silentMax: Int64 = 10_000
  /// A connection that says nothing between two requests.
  static let idleMax: Int64 = 60_000
  /// A request, from its first byte to its last: one byte a second does not help a slow client.
  static let requestMax: Int64 = 30_000
  /// A request, when another client waits for a place: one that takes longer makes room.
  static let crowdedMax: Int64 = 1_000
  /// An answer of which the client takes nothing.
  static let stalledMax: Int64 = 30_000
  /// An answer that never comes; the client gives up long before.
  static let silenceMax: Int64 = 600_000
  /// The end of a connection: closing at once would reset it, and an answer on its way be lost
  /// (RFC 9112 §9.6).
  static let lingerMax: Int64 = 1_000
  /// Answers that are under way when the server is stopped.
  static let stopMax: Int64 = 1_000
  /// Bytes that are taken from the system at once.
  static let chunkBytes = 65_536
  /// Bytes of further requests that are held while one is answered.
  static let pipelinedMax = 65_536
}
