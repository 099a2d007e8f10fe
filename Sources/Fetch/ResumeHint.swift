// What a run leaves for the next one when it did not end: the parts of older windows whose rows are kept, though
// the windows are not complete. It is only a hint: whatever cannot be read strictly is ignored, and without one
// a run reads those windows again from their beginning.

internal import Bytes
public import Model

/// Parts of windows that an earlier run read and kept.
public struct ResumeHint: Equatable, Sendable {
  /// A part of a window.
  public struct Part: Equatable, Sendable {
    /// The account.
    public var accountID: String
    /// The part.
    public var window: TimeWindow

    /// Creates a part.
    public init(accountID: String, window: TimeWindow) {
      (self.accountID, self.window) = (accountID, window)
    }
  }

  /// The parts, in the order in which they were read.
  public var parts: [Part]

  /// Creates a hint.
  public init(parts: [Part] = []) { self.parts = parts }
}

extension ResumeHint {
  /// The hint as one line: `{"version":1,"parts":[{"account_id":…,"since":…,"before":…}]}`.
  public var json: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("version", 1)
      json.member("parts", each: parts) { part, json in
        json.member("account_id", part.accountID)
        json.member("since", "\(part.window.since)")
        json.member("before", "\(part.window.before)")
      }
    }
  }

  /// Reads what `json` wrote; nil when the bytes are anything else.
  public init?(json bytes: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil, tape.children(of: 0).count == 2,
      let version = tape.member("version", of: 0, in: bytes),
      tape.integer(version, in: bytes) == 1,
      let list = tape.member("parts", of: 0, in: bytes), tape[list].kind == .array
    else { return nil }
    var parts: [Part] = []
    for object in tape.children(of: list) {
      func text(_ name: StaticString) -> String? {
        tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
      }
      guard tape.children(of: object).count == 3, let account = text("account_id"),
        let since = text("since").flatMap({ Instant($0) }),
        let before = text("before").flatMap({ Instant($0) }), since < before
      else { return nil }
      parts.append(Part(accountID: account, window: TimeWindow(since: since, before: before)))
    }
    self.init(parts: parts)
  }
}
