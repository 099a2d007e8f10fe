// The coverage of one account as a file: `{"account_id":…,"pot_id":…,"opened":…,"closed_login":…,
// "complete":[…],"gaps":[…]}`; the second to the fourth member only where they are known.

package import Bytes

/// The file of an account's coverage.
package enum CoverageFile {
  /// The file.
  package static func bytes(_ coverage: AccountCoverage) -> [UInt8] {
    JSONWriter.document(.compact, leavesOutAbsent: true) { json in
      json.member("account_id", coverage.accountID)
      json.member("pot_id", coverage.potID)
      json.member("opened", coverage.opened.map { "\($0)" })
      json.member("closed_login", coverage.closedLogin.map { "\($0)" })
      json.member("complete", each: coverage.complete) { window, json in json.members(of: window) }
      json.member("gaps", each: coverage.gaps) { gap, json in
        json.members(of: gap.window)
        json.member("reason", gap.reason.rawValue)
      }
    }
  }

  /// Reads a file; nil when it is no coverage.
  package static func parse(_ bytes: [UInt8]) -> AccountCoverage? {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil else { return nil }
    let file = CoverageReader(tape: tape, bytes: bytes)
    guard let account = file.text("account_id", of: 0) else { return nil }
    var coverage = AccountCoverage(
      accountID: account, potID: file.text("pot_id", of: 0), opened: file.time("opened", of: 0),
      closedLogin: file.time("closed_login", of: 0))
    guard let complete = tape.member("complete", of: 0, in: bytes),
      let gaps = tape.member("gaps", of: 0, in: bytes)
    else { return nil }
    for token in tape.children(of: complete) {
      guard let window = file.window(token) else { return nil }
      coverage.complete.append(window)
    }
    for token in tape.children(of: gaps) {
      guard let window = file.window(token),
        let reason = file.text("reason", of: token).flatMap({ GapReason(rawValue: $0) })
      else { return nil }
      coverage.gaps.append(CoverageGap(window, reason))
    }
    return coverage
  }
}

private struct CoverageReader {
  let tape: JSONTape
  let bytes: [UInt8]

  func text(_ name: StaticString, of object: Int) -> String? {
    tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  func time(_ name: StaticString, of object: Int) -> Instant? {
    text(name, of: object).flatMap { Instant($0) }
  }

  func window(_ object: Int) -> TimeWindow? {
    guard let since = time("since", of: object), let before = time("before", of: object),
      since <= before
    else { return nil }
    return TimeWindow(since: since, before: before)
  }
}

extension JSONWriter {
  /// Writes the ends of a window.
  package mutating func members(of window: TimeWindow) {
    member("since", "\(window.since)")
    member("before", "\(window.before)")
  }
}
