// Which fetches there were: after each, when it was and what was complete then. So it can be reported later what
// was new since one of them: rows of time that was not complete then, and rows that came late into time that
// was. A run that was cut short leaves no line; what it brought counts to the next one.

internal import Bytes
public import Model

/// One fetch that came to its end.
public struct FetchMark: Equatable, Sendable {
  /// When it ended, by the bank's clock.
  public var time: Instant
  /// What of each account was complete then, by account.
  public var complete: [String: [TimeWindow]]
  /// The ids of rows that came late: into time that had been complete before.
  public var late: [String]

  /// Creates the mark of a fetch.
  public init(time: Instant, complete: [String: [TimeWindow]] = [:], late: [String] = []) {
    self.time = time
    self.complete = complete
    self.late = late
  }

  /// Whether all rows of an account that were made at a time, as far as the bank had them, were known.
  public func covers(_ created: Instant, of account: String) -> Bool {
    complete[account]?.contains { $0.contains(created) } ?? false
  }
}

extension ArchiveFolder {
  /// The fetches that came to their end, in order.
  public func fetches() throws(ArchiveError) -> [FetchMark] {
    let bytes = try files.read(Layout.fetches) ?? []
    var tape = JSONTape()
    return JSONLines.ranges(bytes).compactMap { range in
      guard (try? tape.parse(bytes, range)) != nil else { return nil }
      return FetchMark(tape, bytes)
    }
  }

  /// Notes that a fetch came to its end, with what is complete now.
  ///
  /// - Parameters:
  ///   - time: when, by the bank's clock.
  ///   - late: the ids of rows that came late, as `ArchiveChanges` has them.
  /// - Throws: `ArchiveError`.
  public mutating func noteFetch(at time: Instant, late: [String]) throws(ArchiveError) {
    var mark = FetchMark(time: time, late: late.sorted())
    for account in try coverage() { mark.complete[account.accountID] = account.complete }
    try files.append(mark.line, to: Layout.fetches)
    try files.seal()
  }
}

extension ArchiveFolder {
  /// Takes in the fetches of another archive, by their time.
  mutating func mergeFetches(_ others: [FetchMark]) throws(ArchiveError) {
    guard !others.isEmpty else { return }
    let lines = Dictionary((try fetches() + others).map { ($0.line, $0.time) }) { time, _ in time }
    let ordered = lines.sorted { one, other in
      one.value != other.value
        ? one.value < other.value : one.key.lexicographicallyPrecedes(other.key)
    }
    try files.replace(Layout.fetches, with: ordered.flatMap(\.key))
  }
}

extension FetchMark {
  /// The line, with its line feed.
  var line: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("fetched", "\(time)")
      let windows = complete.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .flatMap { account, windows in windows.map { (account, $0) } }
      json.member("complete", each: windows) { window, json in
        json.member("account_id", window.0)
        json.members(of: window.1)
      }
      json.member("late", texts: late)
    }
  }

  /// Reads a line; nil when it is none.
  init?(_ tape: JSONTape, _ bytes: [UInt8]) {
    func time(_ name: StaticString, of object: Int) -> Instant? {
      tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
        .flatMap { Instant($0) }
    }
    guard let fetched = time("fetched", of: 0),
      let complete = tape.member("complete", of: 0, in: bytes),
      let late = tape.member("late", of: 0, in: bytes)
    else { return nil }
    self.init(
      time: fetched, late: tape.children(of: late).compactMap { tape.string($0, in: bytes) })
    for token in tape.children(of: complete) {
      guard
        let account = tape.member("account_id", of: token, in: bytes)
          .flatMap({ tape.string($0, in: bytes) }),
        let since = time("since", of: token), let before = time("before", of: token)
      else { return nil }
      self.complete[account, default: []].append(TimeWindow(since: since, before: before))
    }
  }
}
