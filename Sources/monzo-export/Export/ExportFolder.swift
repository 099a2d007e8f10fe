// The folder of an export: every format over one walk of the rows, then what they add up to. Rows and CSV are
// streamed; registers hold the rows of the period, because OFX tells a balance and QIF pairs the two
// sides of a transfer.

import Aggregate
import Bytes
import Model
import Write

/// What shapes the files of an export.
struct ExportOptions {
  var formats = Set(Format.allCases)
  var dateBasis = DateBasis.created
  var qifDates = QIFWriter.DateFormat.dayMonthYear
}

/// Writes the files of one period into a folder.
struct ExportFolder {
  private let history: History
  private let period: Period
  private let options: ExportOptions
  private var folder: OutputFolder
  private var manifest: Manifest

  init(
    _ history: History, _ period: Period, _ options: ExportOptions, in path: String,
    _ session: Session
  ) throws {
    self.history = history
    self.period = period
    self.options = options
    folder = try OutputFolder(replacing: "\(path)/\(period.name)")
    manifest = Manifest(
      version: MonzoExport.version, period: period.name, days: period.days,
      timeZone: session.timeZone.identifier, asOf: history.asOf,
      options: [("date-basis", "\(options.dateBasis)"), ("qif-date", "\(options.qifDates)")])
  }

  /// Writes everything and gives what the manifest tells.
  mutating func write(_ rows: EnrichedRows, _ filter: RowFilter) throws -> Manifest {
    let registers = try writeRows(rows, filter)
    try writeRegisters(registers, filter)
    try folder.write(manifest.json, to: "manifest.json")
    try folder.commit()
    return manifest
  }

  // MARK: One walk of the rows

  private mutating func writeRows(_ rows: EnrichedRows, _ filter: RowFilter) throws -> [Register] {
    var lines = try open(.jsonl, "transactions.jsonl")
    var table = try open(.csv, "transactions.csv")
    var csv = CSVFlatWriter()
    var summary = Summary.empty
    var kept: [Row] = []
    let keepsRows = options.formats.contains(.ofx) || options.formats.contains(.qif)
    var count = 0
    if table != nil { csv.appendHeader(to: &table!.stream.writer) }
    try rows.visit { row, _ in
      guard filter.includes(row) else { return }
      count += 1
      if row.date.month != TimeZoneRules.utc.date(of: row.created).month {
        manifest.otherMonthInUTC += 1
      }
      summary.add(row)
      if keepsRows { kept.append(row) }
      try lines?.append { JSONLinesWriter().append(row, to: &$0) }
      try table?.append { csv.append(row, to: &$0) }
    }
    try finish(lines, rows: count)
    try finish(table, rows: count)
    try write(SummaryWriter().bytes(summary), to: "summary.json", rows: nil)
    let registers = Registers(
      history.knowledge.references, potsByAccount: history.knowledge.potsByAccount,
      slugs: history.accounts.slugs)
    return registers.make(kept)
  }

  private mutating func open(_ format: Format, _ name: String) throws -> CountedOutput? {
    options.formats.contains(format) ? CountedOutput(name, try folder.open(name)) : nil
  }

  private mutating func finish(_ output: CountedOutput?, rows: Int) throws {
    guard var output else { return }
    try output.finish()
    manifest.files.append(.init(name: output.name, bytes: output.bytes, rows: rows))
  }

  private mutating func write(_ bytes: [UInt8], to name: String, rows: Int?) throws {
    try folder.write(bytes, to: name)
    manifest.files.append(.init(name: name, bytes: bytes.count, rows: rows))
  }

  // MARK: Registers

  private mutating func writeRegisters(_ made: [Register], _ filter: RowFilter) throws {
    var registers = made
    for index in registers.indices {
      let line = history.line(of: registers[index], period)
      manifest.accounts.append(line)
      registers[index].period = period.days
      registers[index].openingMinor = filter.isWhole ? line.openingMinor : nil
      registers[index].closingMinor = filter.isWhole ? line.closingSettledMinor : nil
    }
    if options.formats.contains(.ofx) {
      let writer = OFXWriter(asOf: history.asOf, dateBasis: options.dateBasis)
      for register in registers {
        var bytes = ByteWriter()
        let leftOut = writer.append(register, to: &bytes)
        manifest.leftOut.merge(leftOut)
        let name = "\(period.name)-\(register.slug).ofx"
        try write(bytes.bytes, to: name, rows: register.entries.count - leftOut.count)
      }
    }
    if options.formats.contains(.qif) {
      var bytes = ByteWriter()
      let leftOut = QIFWriter(
        dateFormat: options.qifDates, dateBasis: options.dateBasis,
        categoryNames: history.knowledge.categoryNames
      ).append(all: registers, to: &bytes)
      if !options.formats.contains(.ofx) { manifest.leftOut = leftOut }
      try write(bytes.bytes, to: "\(period.name)-all.qif", rows: nil)
    }
  }
}

/// An output stream that counts its bytes.
private struct CountedOutput {
  let name: String
  var stream: OutputStream
  private(set) var bytes = 0

  init(_ name: String, _ file: File) {
    self.name = name
    stream = OutputStream(file)
  }

  mutating func append(_ write: (inout ByteWriter) -> Void) throws(StorageError) {
    write(&stream.writer)
    try drain()
  }

  private mutating func drain() throws(StorageError) {
    let before = stream.writer.count
    try stream.drain()
    bytes += before - stream.writer.count
  }

  mutating func finish() throws(StorageError) {
    bytes += stream.writer.count
    try stream.finish()
  }
}
