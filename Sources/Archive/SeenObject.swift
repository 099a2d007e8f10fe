// An account, or the pots of one, as the bank sent it last: `{"seen":T,"body":…}`.

internal import Bytes
internal import Model

/// What the bank said at some time.
struct SeenObject: Comparable {
  let seen: Instant
  let body: [UInt8]

  init(seen: Instant, body: [UInt8]) {
    self.seen = seen
    self.body = body
  }

  /// Reads a file; nil when it is none.
  init?(_ bytes: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil, let body = tape.member("body", of: 0, in: bytes),
      let time = tape.member("seen", of: 0, in: bytes),
      let seen = tape.string(time, in: bytes).flatMap({ Instant($0) })
    else { return nil }
    var writer = ByteWriter()
    tape.appendMinified(body, in: bytes, to: &writer)
    self.init(seen: seen, body: writer.bytes)
  }

  /// The file.
  var bytes: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("seen", "\(seen)")
      json.member("body", json: body)
    }
  }

  /// Seen earlier, then lesser bytes.
  static func < (one: SeenObject, other: SeenObject) -> Bool {
    if one.seen != other.seen { return one.seen < other.seen }
    return one.body.lexicographicallyPrecedes(other.body)
  }
}
