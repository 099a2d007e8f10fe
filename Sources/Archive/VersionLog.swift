// What rows were before: `{"replaced":T,"body":…}` for a version that was superseded by a better one,
// `{"vanished":T,"body":…}` for a row that the bank no longer has, and `{"outdated":T,"body":…}` for a version
// that came when a better one was there, and never was the row; `{"damaged":T,"body":…}` for what stood in a damaged
// file and is not what the bank says; `{"withdrawn":T,"body":…}` for a row that an import brought which
// was undone. A version is in it once as what the row was, once as what it was not and once as withdrawn, however often
// it comes, so that a run that was cut short can be repeated.

internal import Bytes
public import Model

/// One line of history.
public struct PastVersion: Equatable, Sendable {
  /// What happened to the version.
  public enum Fate: String, Sendable {
    /// A better version took its place.
    case replaced
    /// The bank no longer has the row.
    case vanished
    /// A better version was there already. Until this word was known, such versions were `replaced`.
    case outdated
    /// It stood in a file that was damaged, and the bank says something else: nobody knows whether it ever was
    /// the row.
    case damaged
    /// It was the row because an import brought it, and that was undone.
    case withdrawn

    /// Whether the version is known to have been the row.
    public var wasRow: Bool { self == .replaced || self == .vanished }
  }

  /// What happened.
  public var fate: Fate
  /// When the archive learned of it.
  public var time: Instant
  /// The version.
  public var row: RawTransaction

  /// Creates a line.
  public init(_ fate: Fate, _ time: Instant, _ row: RawTransaction) {
    self.fate = fate
    self.time = time
    self.row = row
  }

  /// The line, with its line feed.
  var line: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member(fate.rawValue, "\(time)")
      json.member("body", json: row.body)
    }
  }

  /// The order of history: time, then row, then version.
  static func precedes(_ one: PastVersion, _ other: PastVersion) -> Bool {
    if one.time != other.time { return one.time < other.time }
    if one.row.id != other.row.id || one.row.created != other.row.created {
      return RawTransaction.precedes(one.row, other.row)
    }
    if one.row.body != other.row.body {
      return one.row.body.lexicographicallyPrecedes(other.row.body)
    }
    return one.fate.rank < other.fate.rank
  }

  /// What is in a history once.
  struct Key: Hashable {
    let body: UInt128
    let wasRow: Bool
    var isWithdrawn = false
  }

  /// The version, and whether it was the row.
  var key: Key {
    Key(
      body: StableHash.wide(row.body), wasRow: fate.wasRow, isWithdrawn: fate == .withdrawn)
  }
}

/// The history of one account.
enum VersionLog {
  /// Reads a file; what an append that was cut short left in it is passed over.
  static func parse(_ bytes: [UInt8]) -> [PastVersion] {
    var tape = JSONTape()
    return JSONLines.ranges(bytes).compactMap { version(bytes, $0, &tape) }
  }

  /// Whether a line is a version.
  static func isVersion(_ bytes: [UInt8], _ range: ByteRange, _ tape: inout JSONTape) -> Bool {
    version(bytes, range, &tape) != nil
  }

  private static func version(
    _ bytes: [UInt8], _ range: ByteRange, _ tape: inout JSONTape
  ) -> PastVersion? {
    guard (try? tape.parse(bytes, range)) != nil,
      let body = tape.member("body", of: 0, in: bytes),
      let row = RawTransaction(body, on: tape, in: bytes)
    else { return nil }
    for (fate, name) in names {
      guard let token = tape.member(name, of: 0, in: bytes) else { continue }
      let time = tape.string(token, in: bytes).flatMap { Instant($0) }
      return time.map { PastVersion(fate, $0, row) }
    }
    return nil
  }

  private static let names: [(PastVersion.Fate, StaticString)] = [
    (.replaced, "replaced"), (.vanished, "vanished"), (.outdated, "outdated"),
    (.damaged, "damaged"), (.withdrawn, "withdrawn"),
  ]

  /// All versions of two histories, each with the earliest time, in order.
  static func united(_ one: [PastVersion], _ other: [PastVersion]) -> [PastVersion] {
    var seen: Set<PastVersion.Key> = []
    return (one + other).sorted(by: PastVersion.precedes).filter { seen.insert($0.key).inserted }
  }
}

extension PastVersion.Fate {
  fileprivate var rank: Int {
    switch self {
    case .replaced: 0
    case .vanished: 1
    case .outdated: 2
    case .damaged: 3
    case .withdrawn: 4
    }
  }
}
