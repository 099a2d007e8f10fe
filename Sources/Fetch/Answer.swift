// What the bank answers, read as far as fetching needs: lists of raw objects with the few facts that decide
// what to ask next.

internal import Bytes
internal import Model
internal import MonzoAPI

/// An answer that could be read.
enum Answer {
  /// An account.
  struct Account {
    /// The object.
    var object: RawObject
    /// The bank's word for its type.
    var type: String?
    /// When it was opened.
    var created: Instant?
  }

  /// A pot.
  struct Pot {
    /// The object.
    var object: RawObject
    /// When it was made.
    var created: Instant?
    /// Its balance in minor units.
    var balance: Int64?
  }

  /// A balance.
  struct Balance {
    /// The object.
    var body: [UInt8]
    /// The balance in minor units.
    var balance: Int64
  }

  /// Why an answer cannot be used.
  struct Fault: Error {
    /// Whether it is JSON but not what was asked for.
    var isReadable: Bool
    /// What is wrong.
    var text: String
  }

  case accounts([Account])
  case pots([Pot])
  case balance(Balance)
  case rows([RawTransaction])
  /// A row that has no id or no time, and which.
  case unreadable(String)

  /// Reads the body of an answer to a question.
  init(to ask: Ask, _ body: [UInt8]) throws(Fault) {
    var tape = JSONTape()
    do {
      try tape.parse(body)
    } catch {
      throw Fault(isReadable: false, text: "the answer is not JSON, or is cut short")
    }
    let reader = AnswerReader(tape: tape, body: body)
    switch ask {
    case .accounts:
      self = .accounts(
        try reader.list("accounts").map { at throws(Fault) in
          Account(
            object: try reader.object(at), type: reader.text("type", of: at),
            created: reader.text("created", of: at).flatMap { Instant($0) })
        })
    case .pots:
      self = .pots(
        try reader.list("pots").map { at throws(Fault) in
          Pot(
            object: try reader.object(at),
            created: reader.text("created", of: at).flatMap { Instant($0) },
            balance: reader.integer("balance", of: at))
        })
    case .balance:
      guard let balance = reader.integer("balance", of: 0) else {
        throw Fault(isReadable: true, text: "the answer has no whole number 'balance'")
      }
      self = .balance(Balance(body: reader.minified(0), balance: balance))
    case .page:
      var rows: [RawTransaction] = []
      for (place, at) in try reader.list("transactions").enumerated() {
        guard let row = RawTransaction(at, on: tape, in: body) else {
          self = .unreadable("row \(place + 1) of the page has no id or no readable 'created'")
          return
        }
        rows.append(row)
      }
      self = .rows(rows)
    }
  }
}

/// Reads members of an answer.
private struct AnswerReader {
  let tape: JSONTape
  let body: [UInt8]

  /// The elements of a list that the answer must have: one that is missing is not an empty one.
  func list(_ name: StaticString) throws(Answer.Fault) -> [Int] {
    guard let list = tape.member(name, of: 0, in: body), tape[list].kind == .array else {
      throw Answer.Fault(isReadable: true, text: "the answer has no list '\(name)'")
    }
    return tape.children(of: list)
  }

  /// An object of a list, which must have an id.
  func object(_ at: Int) throws(Answer.Fault) -> RawObject {
    guard let id = text("id", of: at), !id.isEmpty else {
      throw Answer.Fault(isReadable: true, text: "an object of the list has no 'id'")
    }
    return RawObject(id: id, body: minified(at))
  }

  func text(_ name: StaticString, of object: Int) -> String? {
    tape.member(name, of: object, in: body).flatMap { tape.string($0, in: body) }
  }

  func integer(_ name: StaticString, of object: Int) -> Int64? {
    tape.member(name, of: object, in: body).flatMap { tape.integer($0, in: body) }
  }

  func minified(_ at: Int) -> [UInt8] {
    var writer = ByteWriter()
    tape.appendMinified(at, in: body, to: &writer)
    return writer.bytes
  }
}

extension BankError {
  /// Reads an answer that is an error; code and message stay empty when its body tells none.
  static func read(_ response: HTTPResponse) -> BankError {
    var error = BankError(status: response.status, code: "", message: "")
    var tape = JSONTape()
    guard (try? tape.parse(response.body)) != nil else { return error }
    let reader = AnswerReader(tape: tape, body: response.body)
    error.code = reader.text("code", of: 0) ?? ""
    error.message = reader.text("message", of: 0) ?? ""
    return error
  }

  /// Whether somebody logged in elsewhere, so that no refresh helps.
  var isEvicted: Bool { code == "unauthorized.bad_access_token.evicted" }
  /// Whether the bank wants a new login before it gives this part of the history.
  var isVerificationRequired: Bool { code.hasPrefix("forbidden.verification_required") }
  /// Whether the range is too large for the bank.
  var isRange: Bool {
    code.hasPrefix("bad_request.invalid_time_range") || code.hasPrefix("bad_request.bad_time_range")
  }
}

extension HTTPResponse {
  /// When the bank wants to be asked again: `Retry-After` in seconds.
  func retryAfter(now: Instant) -> Instant? {
    guard let text = headers["retry-after"], !text.isEmpty,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(text)
    else { return nil }
    return now.adding(seconds: seconds)
  }
}
