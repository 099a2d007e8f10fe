// One row explained to a reader: what the record said, what normalizing made of it, what enriching made of that,
// and who decided. Fields are in the order of the row's JSON object.

public import Model

/// How a row came to say what it says.
public struct Explanation: Equatable, Sendable {
  /// One field of a row on its way through the stages; nil where the field is null or has no counterpart.
  public struct Line: Equatable, Sendable {
    /// The name of the field in files.
    public var field: String
    /// The value in the record, as it was written there.
    public var raw: String?
    /// The value after normalizing.
    public var normalized: String?
    /// The value after enriching.
    public var enriched: String?
    /// Who decided the value.
    public var who: Provenance?
  }

  /// The row's id.
  public var id: String
  /// Every field, in order.
  public var lines: [Line]
  /// The names of fields of the record that nobody knows; they stay in the archive.
  public var unknownFields: [String]
  /// The record itself.
  public var record: String
  /// Why the row counts or not, in one sentence; empty when nobody said.
  public var verdict: String

  /// Explains a row.
  ///
  /// - Parameters:
  ///   - record: the record that the row was made of, one JSON object or one line of a statement.
  ///   - normalized: the row before enriching.
  ///   - enriched: the row after it.
  ///   - unknownFields: names of fields of the record that were not understood.
  ///   - verdict: why the row counts or not, in one sentence.
  public init(
    record: [UInt8], normalized: Row, enriched: Row, unknownFields: [String] = [],
    verdict: String = ""
  ) {
    self.verdict = verdict
    id = enriched[.id] ?? ""
    self.unknownFields = unknownFields
    self.record = String(decoding: record, as: UTF8.self)
    let raw = RawFields(record)
    lines = RowFields.all.map { field in
      Line(
        field: field.name, raw: raw.value(of: field.name), normalized: field.text(normalized),
        enriched: field.text(enriched), who: field.who.flatMap { enriched[provenance: $0] })
    }
  }

  /// The explanation as lines of text.
  ///
  /// A field whose value came through unchanged has one line; else the earlier values follow it, indented:
  ///
  ///     payee                Fernhill Deli  (merchant)
  ///     category             Bikes  (bank)
  ///       normalized         category_0000ApcY0MABsJwHuB7kSe
  public var text: String {
    var lines = ["transaction \(Explanation.shown(id))"]
    if !verdict.isEmpty { lines.append(Explanation.shown(verdict)) }
    lines.append("")
    var absent: [String] = []
    for line in self.lines {
      guard line.raw != nil || line.normalized != nil || line.enriched != nil else {
        absent.append(line.field)
        continue
      }
      lines += Explanation.text(of: line)
    }
    lines += ["", "null: \(absent.joined(separator: " "))"]
    if !unknownFields.isEmpty {
      let names = unknownFields.map(Explanation.shown).joined(separator: " ")
      lines.append("unknown fields of the record: \(names)")
    }
    lines += ["", "record:", Explanation.shown(record), ""]
    return lines.joined(separator: "\n")
  }

  private static func text(of line: Line) -> [String] {
    let who = line.who.map { "  (\($0.name))" } ?? ""
    var lines = [padded(line.field) + (line.enriched.map(shown) ?? "null") + who]
    if line.normalized != line.enriched {
      lines.append(padded("  normalized") + (line.normalized.map(shown) ?? "null"))
    }
    if let raw = line.raw, raw != line.normalized ?? line.enriched {
      lines.append(padded("  record") + shown(raw))
    }
    return lines
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, 23 - name.count))
  }

  /// Text of strangers on a terminal: control and direction characters are shown by number, so that
  /// nothing on the screen can be overwritten or turned around.
  private static func shown(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
