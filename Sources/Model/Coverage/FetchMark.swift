// Lines of `history/fetches.jsonl`: that a fetch came to its end, when and what was complete then, and which rows came
// late into time that had been complete.

internal import Bytes

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

/// Rows that came late, as noted before they were stored.
public struct LateRows: Equatable, Sendable {
  /// When they came, by the bank's clock.
  public var time: Instant
  /// Their ids.
  public var ids: [String]

  /// Creates the note of some rows.
  public init(time: Instant, ids: [String]) { (self.time, self.ids) = (time, ids) }
}

extension LateRows {
  /// The line, with its line feed.
  package var line: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("arrived", "\(time)")
      json.member("late", texts: ids)
    }
  }

  /// Reads a line; nil when it is none.
  init?(_ tape: JSONTape, _ bytes: [UInt8]) {
    guard let arrived = tape.member("arrived", of: 0, in: bytes),
      let time = tape.string(arrived, in: bytes).flatMap({ Instant($0) }),
      let late = tape.member("late", of: 0, in: bytes)
    else { return nil }
    self.init(time: time, ids: tape.children(of: late).compactMap { tape.string($0, in: bytes) })
  }
}

extension FetchMark {
  /// The line, with its line feed.
  package var line: [UInt8] {
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
