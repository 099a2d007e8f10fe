// The workbook of a target: sheets are gathered while rows come, and put into the zip file at the end, totals first.

import Aggregate
import Bytes
import Disk
import Export
import Model
import Pipeline
import Write

/// A workbook being written.
struct WorkbookFile: TargetForm {
  /// A sheet being written: its file, and the sum and number of its bytes.
  private struct Part {
    let register: Int
    let file: File
    var stream: OutputStream
    var sheet: WorkbookWriter.Sheet
    var crc = CRC32()
    var count = 0

    /// Writes an entry, or gives the reason why it is not in the sheet.
    mutating func append(
      _ entry: Register.Entry, of register: Register, by writer: WorkbookWriter
    ) throws(StorageError) -> LeftOut.Reason? {
      let reason = writer.append(entry, of: register, to: &sheet, &stream.writer)
      if stream.writer.count >= 1 << 18 { try drain() }
      return reason
    }

    /// Counts and hands on what was written.
    mutating func drain() throws(StorageError) {
      crc.add(stream.writer.bytes)
      count += stream.writer.count
      try stream.flush()
    }
  }

  private let writer: WorkbookWriter
  private let registers: [Register]
  private let place: TargetPlace
  private var parts: [Part] = []
  /// The last sheet of each register.
  private var last: [Int: Int] = [:]
  /// How many rows each register has.
  private var rows: [Int]

  /// Begins the workbook of some registers, which all have a sheet.
  init(_ writer: WorkbookWriter, _ registers: [Register], in place: TargetPlace) throws {
    self.writer = writer
    self.registers = registers
    self.place = place
    rows = registers.map { _ in 0 }
    for index in registers.indices { try begin(index) }
  }

  private mutating func begin(_ index: Int) throws {
    let file = try File.temporary()
    var stream = OutputStream(file)
    let sheet = writer.beginSheet(to: &stream.writer)
    last[index] = parts.count
    parts.append(Part(register: index, file: file, stream: stream, sheet: sheet))
  }

  mutating func append(_ entry: Register.Entry, register index: Int) throws -> LeftOut.Reason? {
    if let at = last[index], parts[at].sheet.isFull { try begin(index) }
    guard let at = last[index] else { return nil }
    let reason = try parts[at].append(entry, of: registers[index], by: writer)
    if reason == nil { rows[index] += 1 }
    return reason
  }

  mutating func finish(_ lines: [AccountLine]) throws -> TargetResult {
    var result = TargetResult()
    var output = try place.file("\(place.period).xlsx")
    var (zip, names) = (ZipWriter(), SheetNames())
    var sheets = [names.name(of: "Totals")]
    // Sheets of one register are together, in the order of registers.
    let order = parts.indices.sorted {
      (parts[$0].register, $0) < (parts[$1].register, $1)
    }
    for at in order { sheets.append(names.name(of: registers[parts[at].register].title)) }
    if parts.count > registers.count {
      for index in registers.indices where parts.filter({ $0.register == index }).count > 1 {
        result.hints.append(.furtherSheets(register: registers[index].title))
      }
    }
    for part in WorkbookWriter.parts(ofSheets: sheets) {
      try add(part.bytes, at: part.path, &zip, &output)
    }
    try add(writer.totals(lines, rows: rows), at: WorkbookWriter.path(ofSheet: 1), &zip, &output)
    for (number, at) in order.enumerated() {
      writer.end(parts[at].sheet, to: &parts[at].stream.writer)
      try parts[at].drain()
      let path = WorkbookWriter.path(ofSheet: number + 2)
      try begin(path, parts[at].crc.value, parts[at].count, &zip, &output)
      try output.append(contentsOf: parts[at].file)
    }
    try output.append { zip.finish(to: &$0) }
    try result.finish(output, rows: rows.reduce(0, +))
    return result
  }

  private func add(
    _ bytes: [UInt8], at path: String, _ zip: inout ZipWriter, _ output: inout CountedOutput
  ) throws {
    var crc = CRC32()
    crc.add(bytes)
    try begin(path, crc.value, bytes.count, &zip, &output)
    try output.append { $0.append(bytes: bytes) }
  }

  private func begin(
    _ path: String, _ crc: UInt32, _ count: Int, _ zip: inout ZipWriter,
    _ output: inout CountedOutput
  ) throws {
    var hasRoom = true
    try output.append { hasRoom = zip.begin(path, crc: crc, count: count, to: &$0) }
    guard hasRoom else { throw PipelineError.workbookTooLarge }
  }
}
