// OFX and QIF, written register by register while the rows are visited: an OFX file each, and a part of the QIF each,
// which are put behind each other at the end.

import Aggregate
import Bytes
import Disk
import Model
import Write

/// The files of registers being written.
struct RegisterFiles {
  private let registers: Registers
  private let named: [Register]
  private let qifWriter: QIFWriter
  private let titles: Set<String>
  private var ofx: OFXFiles?
  private var qif: [(file: File, stream: OutputStream)] = []
  private var qifCount = 0
  /// One line an account.
  private(set) var lines: [AccountLine]
  /// What the files do not hold.
  private(set) var leftOut = LeftOut()

  /// Begins the files.
  ///
  /// - Parameters:
  ///   - registers: the registers of the rows that will come.
  ///   - dataset: what openings and proofs are taken from.
  ///   - period: the days of the rows.
  ///   - options: which formats, and how they write days.
  ///   - isWhole: whether all rows of those days will come, so that balances mean something.
  ///   - ofxFile: makes the file of a slug.
  /// - Throws: `StorageError`, or what `ofxFile` throws.
  init(
    _ registers: Registers, _ dataset: Dataset, _ period: Period, _ options: ExportOptions,
    isWhole: Bool,
    ofxFile: (String) throws -> CountedOutput
  ) throws {
    self.registers = registers
    named = registers.all.map { dataset.completed($0, period.days, isWhole: isWhole) }
    lines = named.map(dataset.line)
    qifWriter = QIFWriter(
      dateFormat: options.qifDates, dateBasis: options.dateBasis,
      categoryNames: dataset.knowledge.categoryNames)
    titles = named.count == 1 ? [] : Set(named.map(\.title))
    if options.formats.contains(.ofx) {
      let writer = OFXWriter(
        asOf: dataset.asOf, dateBasis: options.dateBasis, version: options.ofxVersion)
      ofx = try OFXFiles(writer, named, isSingle: options.isSingleOFX, file: ofxFile)
    }
    guard options.formats.contains(.qif) else { return }
    for register in named {
      let file = try File.temporary()
      var stream = OutputStream(file)
      qifWriter.appendStart(of: register, to: &stream.writer)
      qif.append((file, stream))
    }
  }

  /// Writes a row into the registers that it is in, by their places.
  ///
  /// - Parameters:
  ///   - row: a row of the scan.
  ///   - share: what it is to the export; earlier and later rows are in no register.
  /// - Returns: its places.
  /// - Throws: `StorageError` when a file cannot be written.
  @discardableResult
  mutating func append(
    _ row: Row, _ share: ExportShare
  ) throws(StorageError) -> [Registers.Place] {
    switch share {
    case .earlier, .later: return []
    case .own, .late, .exportedElsewhere: break
    }
    let places = registers.places(of: row)
    for place in places {
      if share == .late {
        lines[place.register].add(late: place.entry)
      } else {
        lines[place.register].add(place.entry)
      }
      var reason: LeftOut.Reason?
      if share == .exportedElsewhere {
        if ofx != nil || !qif.isEmpty { leftOut.add(place.entry, .exported) }
        continue
      }
      reason = try ofx?.append(place.entry, register: place.register) ?? nil
      if !qif.isEmpty {
        reason = qifWriter.append(
          place.entry, of: named[place.register], among: titles,
          to: &qif[place.register].stream.writer)
        if reason == nil { qifCount += 1 }
        try qif[place.register].stream.drain()
      }
      if let reason { leftOut.add(place.entry, reason) }
    }
    return places
  }

  /// The register of a place.
  func register(of place: Registers.Place) -> Register { named[place.register] }

  /// The id of the register of a place.
  func id(of place: Registers.Place) -> String { named[place.register].id }

  /// Ends the OFX files; to be closed by the caller.
  mutating func finishOFX() throws(StorageError) -> [(output: CountedOutput, rows: Int)] {
    try ofx?.finish() ?? []
  }

  /// Puts the parts of the QIF behind each other and returns the number of records.
  mutating func finishQIF(into output: inout CountedOutput) throws(StorageError) -> Int {
    for index in qif.indices {
      try qif[index].stream.flush()
      try output.append(contentsOf: qif[index].file)
    }
    return qifCount
  }
}
