// The record of an export as text, there and back.

internal import Bytes
internal import Model
internal import Write

extension ExportRecord {
  /// A line of a record that cannot be read.
  public struct Unreadable: Error, Equatable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// What was expected there.
    public var expected: String
  }

  /// The record as JSON Lines: a head, then what was reported, in order.
  public var lines: [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON { json in
      json.member("destination", destination)
      json.member("period", period)
      json.member("from", days?.firstDay.map { "\($0)" })
      json.member("to", days?.lastDay.map { "\($0)" })
      json.member("as_of", "\(asOf)")
      if let accounts { json.member("accounts", texts: accounts.sorted()) }
    }
    writer.append(0x0A)
    for line in sortedLines {
      writer.appendJSON { line.write(to: &$0) }
      writer.append(0x0A)
    }
    return writer.bytes
  }

  var sortedLines: [Line] { reported.sorted(by: Line.precedes) }

  /// Reads a record.
  ///
  /// - Parameter lines: a head and what was reported, one a line.
  /// - Throws: `Unreadable` for the first line that is something else.
  public init(parsing lines: [UInt8]) throws(Unreadable) {
    var reader = LineReader(bytes: lines)
    guard try reader.next(), let destination = reader.text("destination"), let head = reader.head
    else { throw Unreadable(line: 1, expected: "the head of an export") }
    self = head
    self.destination = destination
    while try reader.next() {
      guard let line = ExportRecord.Line(reader.tape, 0, reader.bytes) else {
        throw Unreadable(line: reader.line, expected: "a row that was exported")
      }
      reported.append(line)
    }
  }

  /// Reads the destination of a record alone; nil when its head cannot be read.
  public static func destination(of lines: [UInt8]) -> String? {
    var reader = LineReader(bytes: lines)
    return (try? reader.next()) == true ? reader.text("destination") : nil
  }

  /// Reads what the head of a record and a manifest have alike; nil for another object.
  init?(head object: Int, of tape: JSONTape, _ bytes: [UInt8]) {
    func text(_ name: StaticString) -> String? {
      tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
    }
    guard let period = text("period"), let asOf = text("as_of").flatMap({ Instant($0) }) else {
      return nil
    }
    let days = DayRange(
      from: text("from").flatMap { CivilDate($0) }, to: text("to").flatMap { CivilDate($0) })
    self.init(destination: "", period: period, days: days, asOf: asOf)
  }
}

extension ExportRecord.Line {
  /// Writes the members of the line.
  func write(to json: inout JSONWriter) {
    json.member("register", register)
    json.member("id", id)
    json.member("as", manner.rawValue)
    json.member("date", "\(date)")
    json.member("amount_minor", amount.minorUnits)
    json.member("currency", amount.currency.codeIfAny)
    if number > 0 { json.member("number", number) }
  }

  /// Reads a line from an object of a tape.
  init?(_ tape: JSONTape, _ object: Int, _ bytes: [UInt8]) {
    func text(_ name: StaticString) -> String? {
      tape.member(name, of: object, in: bytes).flatMap { tape.string($0, in: bytes) }
    }
    func integer(_ name: StaticString) -> Int64? {
      tape.member(name, of: object, in: bytes).flatMap { tape.integer($0, in: bytes) }
    }
    guard let id = text("id"), let register = text("register"),
      let manner = text("as").flatMap({ ExportRecord.Manner(rawValue: $0) }),
      let date = text("date").flatMap({ CivilDate($0) }), let minor = integer("amount_minor"),
      let currency = text("currency").flatMap({ Currency($0) })
    else { return nil }
    self.init(
      id: id, register: register, manner, date: date, amount: Money(minor, currency))
    number = Int(integer("number") ?? 0)
  }
}

/// Lines of JSON, one object at a time.
private struct LineReader {
  let bytes: [UInt8]
  var line = 0
  private var at = 0
  private(set) var tape = JSONTape()

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Goes to the next line; false at the end.
  mutating func next() throws(ExportRecord.Unreadable) -> Bool {
    guard at < bytes.count else { return false }
    line += 1
    let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
    do {
      try tape.parse(bytes, ByteRange(start: at, count: end - at))
    } catch {
      throw ExportRecord.Unreadable(line: line, expected: "a JSON object")
    }
    at = end + 1
    return true
  }

  func text(_ name: StaticString) -> String? {
    tape.member(name, of: 0, in: bytes).flatMap { tape.string($0, in: bytes) }
  }

  /// The head in the line.
  var head: ExportRecord? {
    var head = ExportRecord(head: 0, of: tape, bytes)
    head?.accounts = tape.texts("accounts", of: 0, in: bytes)
    return head
  }
}

extension JSONTape {
  /// The texts of a member that is an array; nil when it is none.
  func texts(_ name: StaticString, of object: Int, in bytes: [UInt8]) -> [String]? {
    guard let list = member(name, of: object, in: bytes), bytes[sourceRange(list).start] == 0x5B
    else { return nil }
    return children(of: list).compactMap { string($0, in: bytes) }
  }
}
