// The tables of a target: one file a register, opened with its first row, and a further one wherever the program takes no
// more.

import Accounting
import Aggregate
import Bytes
import Disk
import Export
import Model
import Pipeline
import Write

/// Tables being written.
struct TableFiles: TargetForm {
  /// What writes the rows.
  enum Writer {
    /// By the form of a target.
    case table(TableWriter)
    /// As the bank does.
    case statement(CSVMonzoWriter)

    mutating func appendHeader(to writer: inout ByteWriter) {
      switch self {
      case .table(var table):
        table.appendHeader(to: &writer)
        self = .table(table)
      case .statement(let statement): statement.appendHeader(to: &writer)
      }
    }

    mutating func append(
      _ entry: Register.Entry, of register: Register, to writer: inout ByteWriter
    ) -> LeftOut.Reason? {
      switch self {
      case .table(var table):
        defer { self = .table(table) }
        return table.append(entry, of: register, to: &writer)
      case .statement(let statement): return statement.append(entry.row, to: &writer)
      }
    }

    /// How many characters became others.
    var replacedCount: Int {
      if case .table(let table) = self { table.replacedCount } else { 0 }
    }

    /// Whether the other side of a row that is in two registers is left to the register that the row is of.
    var leavesOutMirrors: Bool { if case .statement = self { true } else { false } }
  }

  /// The last file of a register.
  private struct Open {
    var output: CountedOutput
    var rows = 0
    var number = 1
    /// The bytes of the file, written or not yet.
    var bytes = 0

    mutating func append(_ record: [UInt8]) throws(StorageError) {
      try output.append { $0.append(bytes: record) }
      bytes += record.count
      rows += 1
    }
  }

  private var writer: Writer
  private let form: TableForm
  private let program: String
  private let registers: [Register]
  private let asOf: Instant
  private let chart: ChartOfAccounts
  private let place: TargetPlace
  private var open: [Open?]
  private var done = TargetResult()
  private var isTooLong = false

  /// Begins the files of some registers.
  init(
    _ writer: Writer, _ form: TableForm, _ program: String, _ registers: [Register],
    _ asOf: Instant, _ chart: ChartOfAccounts, in place: TargetPlace
  ) throws {
    self.writer = writer
    self.form = form
    self.program = program
    self.registers = registers
    self.asOf = asOf
    self.chart = chart
    self.place = place
    open = registers.map { _ in nil }
  }

  mutating func append(_ entry: Register.Entry, register index: Int) throws -> LeftOut.Reason? {
    if writer.leavesOutMirrors, entry.isMirror { return nil }
    var record = ByteWriter()
    if let reason = writer.append(entry, of: registers[index], to: &record) { return reason }
    if let file = open[index] {
      if !hasRoom(file.rows, file.bytes + record.count) {
        if place.isSingle { isTooLong = true } else { try next(index, file.number + 1) }
      }
    } else {
      try begin(index, 1)
    }
    try open[index]?.append(record.bytes)
    return nil
  }

  private func hasRoom(_ rows: Int, _ bytes: Int) -> Bool {
    rows < form.rowsMax ?? .max && bytes <= form.bytesMax ?? .max
  }

  /// Closes the file of a register, and opens a further one.
  private mutating func next(_ index: Int, _ number: Int) throws {
    if let full = open[index] { try done.finish(full.output, rows: full.rows) }
    try begin(index, number)
  }

  /// Opens a file of a register.
  private mutating func begin(_ index: Int, _ number: Int) throws {
    let base = "\(place.period)-\(registers[index].slug)"
    let name = base + (number == 1 ? "" : "-\(number)") + ".csv"
    open[index] = Open(output: try place.file(name), number: number)
    try appendHeader(index)
    if let companion = form.companion, !place.isSingle {
      let bytes = companion.bytes(form, registers[index], chart, asOf: asOf)
      let name = companion.name(beside: name)
      try place.open(name).write(bytes)
      done.files.append(Manifest.File(name: name, bytes: bytes.count, rows: nil))
    }
  }

  private mutating func appendHeader(_ index: Int) throws {
    var header = ByteWriter()
    writer.appendHeader(to: &header)
    try open[index]?.append(header.bytes)
    open[index]?.rows = 0
  }

  mutating func finish(_ lines: [AccountLine]) throws -> TargetResult {
    for case let file? in open { try done.finish(file.output, rows: file.rows) }
    // One output is never without its header.
    if place.isSingle, done.files.isEmpty {
      var (output, header) = (try place.file("\(place.period).csv"), ByteWriter())
      writer.appendHeader(to: &header)
      try output.append { $0.append(bytes: header.bytes) }
      try done.finish(output, rows: 0)
    }
    done.files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let first = done.files.first?.name ?? ""
    if writer.replacedCount > 0 {
      done.hints.append(.replaced(writer.replacedCount, form.charset, file: first))
    }
    if isTooLong { done.hints.append(.tooLong(program: program, file: first)) }
    if form.companion != nil, place.isSingle {
      done.hints.append(.companionMissing(program: program))
    }
    return done
  }
}
