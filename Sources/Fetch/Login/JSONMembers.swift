// Looks into the small objects that are kept between runs: a saved login, a consent.

internal import Bytes

/// The members of one JSON object.
struct JSONMembers {
  private let bytes: [UInt8]
  private let tape: JSONTape

  /// Parses a text; nil when it is no object.
  init?(_ bytes: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil, tape[0].kind == .object else { return nil }
    self.bytes = bytes
    self.tape = tape
  }

  /// The text of a member; nil when there is none or it is no text.
  func text(_ name: StaticString) -> String? {
    tape.member(name, of: 0, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  /// The integer of a member; nil when there is none or it is no integer.
  func integer(_ name: StaticString) -> Int64? {
    tape.member(name, of: 0, in: bytes).flatMap { tape.integer($0, in: bytes) }
  }
}
