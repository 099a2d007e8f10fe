// The files of one target, whatever its form is, fed with the entries that OFX and QIF are fed with.

import Accounting
import Aggregate
import Disk
import Export
import Model
import Pipeline
import Write

/// What every form of a target's files has.
protocol TargetForm {
  /// Writes an entry of a register, or gives the reason why it is not in a file.
  mutating func append(_ entry: Register.Entry, register index: Int) throws -> LeftOut.Reason?

  /// Ends the files.
  ///
  /// - Parameter lines: the lines of the registers, every entry counted.
  /// - Returns: what was written.
  /// - Throws: `StorageError`, or `PipelineError` when the format cannot hold so much.
  mutating func finish(_ lines: [AccountLine]) throws -> TargetResult
}

/// What a target wrote.
struct TargetResult {
  /// The files.
  var files: [Manifest.File] = []
  /// What is to be said of them.
  var hints: [FileHint] = []

  /// Closes a file.
  mutating func finish(_ output: CountedOutput, rows: Int) throws(StorageError) {
    var output = output
    try output.finish()
    files.append(Manifest.File(name: output.name, bytes: output.bytes, rows: rows))
  }
}

/// Where the files of a target go.
struct TargetPlace {
  /// What the name of every file begins with: the period.
  let period: String
  /// Opens a file of a name.
  let open: (String) throws -> File
  /// Whether there is one output only, which cannot be divided and has nothing beside it.
  var isSingle = false

  /// Opens a file of a name.
  func file(_ name: String) throws -> CountedOutput { CountedOutput(name, try open(name)) }
}

extension Target {
  /// Begins the files of a target.
  ///
  /// - Parameters:
  ///   - registers: the registers of the rows that will come.
  ///   - dataset: what names are taken from.
  ///   - options: the day that a transaction is booked on.
  ///   - place: where the files go.
  /// - Returns: the files, without an entry.
  /// - Throws: `StorageError`, or what `place` throws.
  func begin(
    _ registers: [Register], _ dataset: Dataset, _ options: ExportOptions, in place: TargetPlace
  ) throws -> any TargetForm {
    let names = dataset.knowledge.categoryNames
    let chart = dataset.chart
    let basis = options.dateBasis
    switch form {
    case .table(let form):
      return try TableFiles(
        .table(TableWriter(form, dateBasis: basis, categoryNames: names, chart: chart)), form,
        program,
        registers, dataset.asOf, chart, in: place)
    case .statement:
      return try TableFiles(
        .statement(CSVMonzoWriter(categoryNames: names)), TableForm([]), program, registers,
        dataset.asOf, chart, in: place)
    case .workbook(let columns):
      let writer = WorkbookWriter(columns, dateBasis: basis, categoryNames: names, chart: chart)
      return try WorkbookFile(writer, registers, in: place)
    case .ofx(let version):
      let writer = OFXWriter(
        asOf: dataset.asOf, dateBasis: basis, version: version,
        includesPending: options.includesPending)
      return TargetOFX(
        files: try OFXFiles(writer, registers, isSingle: false) {
          try place.file("\(place.period)-\($0).ofx")
        })
    case .qif(let dates, let charset):
      var options = options
      (options.qifDates, options.charset) = (dates, charset)
      return TargetQIF(
        files: try QIFFiles(registers, options, categoryNames: names), place: place)
    }
  }
}

/// The OFX files of a target.
private struct TargetOFX: TargetForm {
  var files: OFXFiles

  mutating func append(_ entry: Register.Entry, register index: Int) throws -> LeftOut.Reason? {
    try files.append(entry, register: index)
  }

  mutating func finish(_ lines: [AccountLine]) throws -> TargetResult {
    var result = TargetResult()
    for (output, rows) in try files.finish() { try result.finish(output, rows: rows) }
    return result
  }
}

/// The QIF of a target.
private struct TargetQIF: TargetForm {
  var files: QIFFiles
  let place: TargetPlace

  mutating func append(_ entry: Register.Entry, register index: Int) throws -> LeftOut.Reason? {
    try files.append(entry, register: index)
  }

  mutating func finish(_ lines: [AccountLine]) throws -> TargetResult {
    let place = place
    let (files, hints) = try files.finish { try place.file("\(place.period)-\($0).qif") }
    var result = TargetResult(hints: hints)
    for (output, rows) in files { try result.finish(output, rows: rows) }
    return result
  }
}
