// When two archives that had lived on their own became one. Each had compared balances with the rows that it knew
// then; of the rows that they knew differently nobody can say what the run knew that saw a balance of that time. So a
// line of `history/fetches.jsonl` says since when: `{"merged":T,"since":[{"account_id":A,"time":T}]}`.

internal import Bytes

/// One merging of two archives of which each had something that the other had not.
public struct MergeMark: Equatable, Sendable {
  /// When they were merged.
  public var time: Instant
  /// By account: when the first row was made that they knew differently.
  public var since: [String: Instant]

  /// Creates a mark.
  public init(time: Instant, since: [String: Instant]) {
    self.time = time
    self.since = since
  }

  /// The line, with its line feed.
  package var line: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("merged", "\(time)")
      let accounts = since.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      json.member("since", each: accounts) { account, json in
        json.member("account_id", account.key)
        json.member("time", "\(account.value)")
      }
    }
  }

  /// Reads a line; nil when it is none.
  init?(_ tape: JSONTape, _ bytes: [UInt8]) {
    func text(_ name: StaticString, of object: Int) -> String? {
      tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
    }
    guard let merged = text("merged", of: 0).flatMap({ Instant($0) }),
      let accounts = tape.member("since", of: 0, in: bytes)
    else { return nil }
    self.init(time: merged, since: [:])
    for token in tape.children(of: accounts) {
      guard let account = text("account_id", of: token),
        let time = text("time", of: token).flatMap({ Instant($0) })
      else { return nil }
      since[account] = time
    }
  }
}
