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
      json.member("from", days.map { "\($0.from)" })
      json.member("to", days.map { "\($0.through)" })
      json.member("as_of", "\(asOf)")
    }
    writer.append(0x0A)
    for line in reported.sorted(by: Line.precedes) {
      writer.appendJSON { json in
        json.member("register", line.register)
        json.member("id", line.id)
        json.member("as", line.manner.rawValue)
        json.member("date", "\(line.date)")
        json.member("amount_minor", line.amount.minorUnits)
        json.member("currency", line.amount.currency.codeIfAny)
      }
      writer.append(0x0A)
    }
    return writer.bytes
  }

  /// Reads a record.
  ///
  /// - Parameter lines: a head and what was reported, one a line.
  /// - Throws: `Unreadable` for the first line that is something else.
  public init(parsing lines: [UInt8]) throws(Unreadable) {
    var reader = LineReader(bytes: lines)
    guard try reader.next(), let destination = reader.text("destination"),
      let period = reader.text("period"), let asOf = reader.text("as_of").flatMap({ Instant($0) })
    else { throw Unreadable(line: 1, expected: "the head of an export") }
    var days: DayRange?
    if let from = reader.text("from").flatMap({ CivilDate($0) }),
      let through = reader.text("to").flatMap({ CivilDate($0) }), from <= through
    {
      days = DayRange(from: from, through: through)
    }
    self.init(destination: destination, period: period, days: days, asOf: asOf)
    while try reader.next() {
      guard let line = reader.reported else {
        throw Unreadable(line: reader.line, expected: "a row that was exported")
      }
      reported.append(line)
    }
  }
}

/// Lines of JSON, one object at a time.
private struct LineReader {
  let bytes: [UInt8]
  var line = 0
  private var at = 0
  private var tape = JSONTape()

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

  var reported: ExportRecord.Line? {
    guard let id = text("id"), let register = text("register"),
      let manner = text("as").flatMap({ ExportRecord.Manner(rawValue: $0) }),
      let date = text("date").flatMap({ CivilDate($0) }),
      let minor = tape.member("amount_minor", of: 0, in: bytes).flatMap({
        tape.integer($0, in: bytes)
      }), let currency = text("currency").flatMap({ Currency($0) })
    else { return nil }
    return ExportRecord.Line(
      id: id, register: register, manner, date: date, amount: Money(minor, currency))
  }
}
