// What a manifest says of its export to a later one: with the manifests of a folder alone it can be known what was
// exported into it, without an archive, or with another one than the exports were recorded in.

internal import Bytes
internal import Model

/// The record of an export, read from its manifest.
public struct ManifestRecord: Sendable {
  /// The record; of a manifest of an earlier version without what was reported.
  public var record: ExportRecord
  /// Whether the manifest lists what was reported; those of earlier versions do not.
  public var listsRows: Bool
  /// Rows that the accounting files do not hold, of a manifest that lists no rows.
  public var leftOut: Set<String> = []
  /// Rows of earlier days that the accounting files hold, of a manifest that lists no rows.
  public var late: Set<String> = []

  /// Reads a manifest; nil for a file that is none of this program's, and for that of the demo.
  public init?(_ bytes: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil, var record = ExportRecord(head: 0, of: tape, bytes),
      tape.member("left_out", of: 0, in: bytes) != nil, tape.member("demo", of: 0, in: bytes) == nil
    else { return nil }
    if let accounts = tape.texts("complete_for", of: 0, in: bytes), accounts != ["all"] {
      record.accounts = accounts
    }
    guard let list = tape.member("history", of: 0, in: bytes) else {
      if let filtered = tape.member("filtered", of: 0, in: bytes), tape.boolean(filtered) == true {
        record.accounts = []
      }
      self.record = record
      listsRows = false
      readRows(tape, bytes)
      return
    }
    for line in tape.children(of: list) {
      guard let line = ExportRecord.Line(tape, line, bytes) else { return nil }
      record.reported.append(line)
    }
    self.record = record
    listsRows = true
  }

  /// The amounts in a file of canonical rows, by id.
  public static func amounts(inRows lines: [UInt8]) -> [String: Int64] {
    var (amounts, tape): ([String: Int64], JSONTape) = ([:], JSONTape())
    for line in lines.split(separator: 0x0A) {
      let bytes = Array(line)
      guard (try? tape.parse(bytes)) != nil, let id = tape.member("id", of: 0, in: bytes),
        let amount = tape.member("amount_minor", of: 0, in: bytes),
        let text = tape.string(id, in: bytes), let minor = tape.integer(amount, in: bytes)
      else { continue }
      amounts[text] = minor
    }
    return amounts
  }

  private mutating func readRows(_ tape: JSONTape, _ bytes: [UInt8]) {
    if let lists = tape.member("left_out", of: 0, in: bytes) {
      for list in tape.children(of: lists) {
        leftOut.formUnion(tape.children(of: list).compactMap { tape.string($0, in: bytes) })
      }
    }
    if let list = tape.member("late", of: 0, in: bytes) {
      for row in tape.children(of: list) {
        guard let id = tape.member("id", of: row, in: bytes) else { continue }
        if let id = tape.string(id, in: bytes) { late.insert(id) }
      }
    }
  }
}
