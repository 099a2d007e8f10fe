// A JSON object of an answer on the way to a typed value. What the program needs must be there and of its
// kind, or the fault says where, what was expected and what was found; everything else may be as it likes.

import Bytes
import Model

struct AnswerObject {
  private let tape: JSONTape
  private let bytes: [UInt8]
  private let token: Int
  /// Where the object is in the answer; empty for the whole.
  private let place: String

  /// Reads the body of an answer that says that all is well.
  init(_ response: HTTPResponse) throws(CallFailure) {
    try response.check()
    try self.init(parsing: response.body)
  }

  /// Reads a text that holds one object.
  init(parsing body: [UInt8]) throws(CallFailure) {
    var tape = JSONTape()
    do {
      try tape.parse(body)
    } catch {
      let found = body.isEmpty ? "nothing" : "\(body.count) bytes that are no JSON: \(error)"
      throw .unreadable(UnreadableAnswer(expected: UnreadableAnswer.jsonObject, found: found))
    }
    try self.init(tape, body, 0, place: "")
  }

  private init(
    _ tape: JSONTape, _ bytes: [UInt8], _ token: Int, place: String
  ) throws(CallFailure) {
    (self.tape, self.bytes, self.token, self.place) = (tape, bytes, token, place)
    guard tape[token].kind == .object else { throw fault("an object", found: token) }
  }

  /// The object as the bank sent it, white space between tokens gone.
  var minified: [UInt8] {
    var writer = ByteWriter()
    tape.appendMinified(token, in: bytes, to: &writer)
    return writer.bytes
  }

  /// The object under its own id.
  func raw() throws(CallFailure) -> RawObject {
    RawObject(id: try requiredText("id"), body: minified)
  }

  /// The object as a transaction.
  func transaction() throws(CallFailure) -> RawTransaction {
    if let transaction = RawTransaction(token, on: tape, in: bytes) { return transaction }
    _ = try requiredText("id")
    let expected = "an RFC 3339 time 'created'"
    throw tape.member("created", of: token, in: bytes).map { fault(expected, found: $0) }
      ?? missing(expected)
  }
}

extension AnswerObject {
  /// The objects of a list, which must be there.
  func objects(_ name: StaticString) throws(CallFailure) -> [AnswerObject] {
    guard let list = tape.member(name, of: token, in: bytes) else {
      throw missing("a list '\(name)'")
    }
    guard tape[list].kind == .array else { throw fault("a list '\(name)'", found: list) }
    var objects: [AnswerObject] = []
    for (index, element) in tape.children(of: list).enumerated() {
      objects.append(try AnswerObject(tape, bytes, element, place: path("\(name)[\(index)]")))
    }
    return objects
  }

  /// The objects of a list, or none when there is no such list.
  func anyObjects(_ name: StaticString) -> [AnswerObject] {
    (try? objects(name)) ?? []
  }

  /// An object, which must be there.
  func object(_ name: StaticString) throws(CallFailure) -> AnswerObject {
    guard let member = tape.member(name, of: token, in: bytes) else {
      throw missing("an object '\(name)'")
    }
    return try AnswerObject(tape, bytes, member, place: path("\(name)"))
  }

  /// A text; null when it is missing or something else.
  func text(_ name: StaticString) -> String? {
    tape.member(name, of: token, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  /// A text that must be there and not be empty.
  func requiredText(_ name: StaticString) throws(CallFailure) -> String {
    guard let member = tape.member(name, of: token, in: bytes) else {
      throw missing("a text '\(name)'")
    }
    guard let text = tape.string(member, in: bytes), !text.isEmpty else {
      throw fault("a text '\(name)'", found: member)
    }
    return text
  }

  /// A whole number; null when it is missing or something else.
  func integer(_ name: StaticString) -> Int64? {
    tape.member(name, of: token, in: bytes).flatMap { tape.integer($0, in: bytes) }
  }

  /// A whole number that must be there.
  func requiredInteger(_ name: StaticString) throws(CallFailure) -> Int64 {
    guard let member = tape.member(name, of: token, in: bytes) else {
      throw missing("a whole number '\(name)'")
    }
    guard let value = tape.integer(member, in: bytes) else {
      throw fault("a whole number '\(name)' of 64 bits", found: member)
    }
    return value
  }

  /// A truth value; null when it is missing or something else.
  func boolean(_ name: StaticString) -> Bool? {
    tape.member(name, of: token, in: bytes).flatMap { tape.boolean($0) }
  }

  /// A truth value that must be there.
  func requiredBoolean(_ name: StaticString) throws(CallFailure) -> Bool {
    guard let member = tape.member(name, of: token, in: bytes) else {
      throw missing("'\(name)', true or false")
    }
    guard let value = tape.boolean(member) else {
      throw fault("'\(name)', true or false", found: member)
    }
    return value
  }

  /// A time; null when it is missing or none.
  func time(_ name: StaticString) -> Instant? {
    text(name).flatMap { Instant($0) }
  }
}

extension AnswerObject {
  private func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  private func missing(_ expected: String) -> CallFailure {
    .unreadable(UnreadableAnswer(at: place, expected: expected, found: keys))
  }

  private func fault(_ expected: String, found token: Int) -> CallFailure {
    .unreadable(UnreadableAnswer(at: place, expected: expected, found: kind(of: token)))
  }

  /// The first keys of the object in words.
  private var keys: String {
    let keys = tape.children(of: token).map { tape.string($0 - 1, in: bytes) ?? "" }
    if keys.isEmpty { return "an empty object" }
    let shown = keys.prefix(8).map { "'\(SafeText.shown($0, atMost: 40))'" }
    let more = keys.count > 8 ? " and \(keys.count - 8) more" : ""
    return "only \(shown.joined(separator: ", "))\(more)"
  }

  /// What a token is, never what it says.
  private func kind(of token: Int) -> String {
    switch tape[token].kind {
    case .object: "an object"
    case .array: "a list"
    case .key, .string: tape[token].range.isEmpty ? "an empty text" : "a text"
    case .integer: "a whole number"
    case .decimal: "a number with a fraction or an exponent"
    case .yes, .no: "true or false"
    case .null: "null"
    }
  }
}
