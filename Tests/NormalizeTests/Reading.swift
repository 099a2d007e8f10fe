// What the tests of this room share: reading a whole text in chunks, and records to begin from.

import Bytes
import Model
import Normalize
import Testing

/// One outcome with all that can be asked about it.
enum Output: Equatable {
  case row(Row, RecordPlace)
  case reference(Reference)
  case diagnostic(Diagnostic)
}

/// Reads a text in chunks of a size, the way the shell does: what is left over comes before the next chunk.
func read(
  _ bytes: [UInt8], chunk size: Int = 1 << 20, options: Normalizer.Options = .init(file: "in")
) -> (outputs: [Output], normalizer: Normalizer) {
  var normalizer = Normalizer(options)
  var outputs: [Output] = []
  var buffer: [UInt8] = []
  var fed = 0
  repeat {
    let count = min(size, bytes.count - fed)
    buffer += bytes[fed..<fed + count]
    fed += count
    var rest = buffer.indices
    while let outcome = normalizer.next(in: buffer, &rest, isLast: fed == bytes.count) {
      switch outcome {
      case .row: outputs.append(.row(normalizer.row, normalizer.place))
      case .reference(let reference): outputs.append(.reference(reference))
      case .diagnostic(let diagnostic): outputs.append(.diagnostic(diagnostic))
      }
    }
    buffer = Array(buffer[rest])
  } while fed < bytes.count
  return (outputs, normalizer)
}

func read(_ text: String, options: Normalizer.Options = .init(file: "in")) -> [Output] {
  read(Array(text.utf8), options: options).outputs
}

extension [Output] {
  var rows: [Row] { compactMap { if case .row(let row, _) = $0 { row } else { nil } } }
  var places: [RecordPlace] {
    compactMap { if case .row(_, let place) = $0 { place } else { nil } }
  }
  var references: [Reference] {
    compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
  }
  var diagnostics: [String] {
    compactMap { if case .diagnostic(let diagnostic) = $0 { "\(diagnostic)" } else { nil } }
  }
}

/// Members of a record by name, as JSON; `nil` leaves a member out.
struct Changes: ExpressibleByDictionaryLiteral, Sendable, CustomStringConvertible {
  var members: [(name: String, json: String?)]
  init(dictionaryLiteral elements: (String, String?)...) {
    members = elements.map { (name: $0.0, json: $0.1) }
  }
  var description: String {
    members.map { "\($0.name): \($0.json ?? "none")" }.joined(separator: ", ")
  }
}

/// A transaction of the bank with some members replaced, added or left out.
func transaction(_ changes: Changes = [:]) -> String {
  var members: [(name: String, json: String?)] = [
    ("id", #""tx_00009RcxlTyAFbTZEzc0Ef""#), ("created", #""2026-06-30T23:30:00.08Z""#),
    ("amount", "-510"), ("currency", #""GBP""#), ("description", #""DELI C LONDON GBR""#),
    ("account_id", #""acc_1""#), ("user_id", #""""#), ("settled", #""2026-07-01T06:00:00Z""#),
    ("updated", #""2026-07-01T06:00:01Z""#), ("notes", #""""#), ("scheme", #""mastercard""#),
    ("category", #""eating_out""#), ("merchant", "null"), ("counterparty", "{}"),
    ("metadata", "{}"), ("amount_is_pending", "false"), ("is_load", "false"),
  ]
  for change in changes.members {
    members.removeAll { $0.name == change.name }
    members.append(change)
  }
  let texts = members.compactMap { member in member.json.map { "\"\(member.name)\":\($0)" } }
  return "{\(texts.joined(separator: ","))}"
}

/// The row of a transaction with some members replaced.
func normalized(_ changes: Changes = [:]) -> Row? { read(transaction(changes)).rows.first }

/// The message of a transaction that cannot be read.
func message(_ changes: Changes = [:]) -> String? {
  let outputs = read(transaction(changes))
  return outputs.rows.isEmpty ? outputs.diagnostics.first : nil
}

/// One line of a table of cases: a record with some members replaced, and what comes of it.
struct Example<Expected: Sendable>: Sendable, CustomTestStringConvertible {
  let changes: Changes
  let expected: Expected

  init(_ changes: Changes, _ expected: Expected) {
    self.changes = changes
    self.expected = expected
  }

  var testDescription: String { "\(changes) gives \(expected)" }
}
