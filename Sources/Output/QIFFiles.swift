// The QIF of an export: the parts of registers are gathered while rows come, and put behind each other at the end. QIF does
// not say what currency an amount is in, so registers of another currency go into a file of their own.

import Aggregate
import Bytes
import Disk
import Model
import Pipeline
import Write

/// QIF files being written.
struct QIFFiles {
  private let writer: QIFWriter
  private let basis: DateBasis
  private let dates: DateForm
  private let registers: [Register]
  private let titles: Set<String>
  private var encoder: CharsetEncoder
  private var parts: [(file: File, stream: OutputStream)] = []
  private var counts: [Int]
  /// By currency.
  private var orders: [Currency: DateOrderCheck] = [:]

  /// Begins the files.
  ///
  /// - Parameters:
  ///   - registers: the registers of the rows that will come.
  ///   - options: how days are written, in which character set, and what is written beside settled rows.
  ///   - categoryNames: names of the user's own categories by id.
  /// - Throws: `StorageError`.
  init(
    _ registers: [Register], _ options: ExportOptions, categoryNames: [String: String]
  ) throws(StorageError) {
    self.registers = registers
    basis = options.dateBasis
    dates = options.qifDates
    encoder = CharsetEncoder(options.charset)
    writer = QIFWriter(
      dateFormat: dates, dateBasis: basis, includesPending: options.includesPending,
      categoryNames: categoryNames,
      names: encoder.names(of: registers.map(\.title)))
    titles = registers.count == 1 ? [] : Set(registers.map(\.title))
    counts = registers.map { _ in 0 }
    for register in registers {
      let file = try File.temporary()
      parts.append((file, OutputStream(file)))
      var start = ByteWriter()
      writer.appendStart(of: register, to: &start)
      if options.writesOpenings { writer.appendOpening(of: register, to: &start) }
      append(start, to: parts.count - 1)
    }
  }

  /// The currencies of a list of registers, pounds first.
  static func currencies(_ registers: [Register]) -> [Currency] {
    Set(registers.map(\.currency)).sorted {
      ($0 == .gbp ? "" : $0.code) < ($1 == .gbp ? "" : $1.code)
    }
  }

  private mutating func append(_ text: ByteWriter, to index: Int) {
    parts[index].stream.writer.append(bytes: encoder.encode(text.bytes))
  }

  /// Writes an entry of a register, or gives the reason why it is not in a file.
  mutating func append(
    _ entry: Register.Entry, register index: Int
  ) throws(StorageError) -> LeftOut.Reason? {
    if encoder.charset == .utf8 {
      let reason = writer.append(
        entry, of: registers[index], among: titles, to: &parts[index].stream.writer)
      if reason != nil { return reason }
    } else {
      var record = ByteWriter()
      let reason = writer.append(entry, of: registers[index], among: titles, to: &record)
      if reason != nil { return reason }
      append(record, to: index)
    }
    counts[index] += 1
    orders[registers[index].currency, default: DateOrderCheck()].add(entry.date(basis))
    try parts[index].stream.drain()
    return nil
  }

  /// Puts the parts behind each other.
  ///
  /// - Parameter file: makes the file of a name: `all`, and `all-eur` for registers of a second currency.
  /// - Returns: the files, to be closed by the caller, with the number of records in each, and what is to be said of them.
  /// - Throws: `StorageError`, or what `file` throws.
  mutating func finish(
    _ file: (String) throws -> CountedOutput
  ) throws -> (files: [(output: CountedOutput, rows: Int)], hints: [FileHint]) {
    var files: [(CountedOutput, Int)] = []
    var hints: [FileHint] = []
    let currencies = QIFFiles.currencies(registers)
    // An export without a row has an empty file, as every format has.
    for (place, currency) in (currencies.isEmpty ? [.gbp] : currencies).enumerated() {
      var output = try file(place == 0 ? "all" : "all-\(currency.code.lowercased())")
      let members = registers.indices.filter { registers[$0].currency == currency }
      for index in members {
        try parts[index].stream.flush()
        try output.append(contentsOf: parts[index].file)
      }
      if place > 0 { hints.append(.ownCurrency(currency, file: output.name)) }
      if dates != .iso, orders[currency]?.isOpen ?? false {
        hints.append(.openDates(dates, file: output.name))
      }
      if place == 0, encoder.replacedCount > 0 {
        hints.append(.replaced(encoder.replacedCount, encoder.charset, file: output.name))
      }
      files.append((output, members.reduce(0) { $0 + counts[$1] }))
    }
    return (files, hints)
  }
}
