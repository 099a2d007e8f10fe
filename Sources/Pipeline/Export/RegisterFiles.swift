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
  private let ofxWriter: OFXWriter
  private let qifWriter: QIFWriter
  private let titles: Set<String>
  private var ofx: [CountedOutput] = []
  private var qif: [(file: File, stream: OutputStream)] = []
  private var counts: [(ofx: Int, qif: Int)]
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
    counts = named.map { _ in (0, 0) }
    ofxWriter = OFXWriter(asOf: dataset.asOf, dateBasis: options.dateBasis)
    qifWriter = QIFWriter(
      dateFormat: options.qifDates, dateBasis: options.dateBasis,
      categoryNames: dataset.knowledge.categoryNames)
    titles = named.count == 1 ? [] : Set(named.map(\.title))
    for register in named {
      if options.formats.contains(.ofx) {
        var output = try ofxFile(register.slug)
        try output.append { ofxWriter.appendStart(of: register, to: &$0) }
        ofx.append(output)
      }
      if options.formats.contains(.qif) {
        let file = try File.temporary()
        var stream = OutputStream(file)
        qifWriter.appendStart(of: register, to: &stream.writer)
        qif.append((file, stream))
      }
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
        if !ofx.isEmpty || !qif.isEmpty { leftOut.add(place.entry, .exported) }
        continue
      }
      if !ofx.isEmpty {
        try ofx[place.register].append {
          reason = ofxWriter.append(place.entry, of: named[place.register], to: &$0)
        }
        if reason == nil { counts[place.register].ofx += 1 }
      }
      if !qif.isEmpty {
        reason = qifWriter.append(
          place.entry, of: named[place.register], among: titles,
          to: &qif[place.register].stream.writer)
        if reason == nil { counts[place.register].qif += 1 }
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
    for index in ofx.indices {
      try ofx[index].append { ofxWriter.appendEnd(of: named[index], to: &$0) }
    }
    return zip(ofx, counts).map { ($0, $1.ofx) }
  }

  /// Puts the parts of the QIF behind each other and returns the number of records.
  mutating func finishQIF(into output: inout CountedOutput) throws(StorageError) -> Int {
    for index in qif.indices {
      try qif[index].stream.flush()
      try output.append(contentsOf: qif[index].file)
    }
    return counts.reduce(0) { $0 + $1.qif }
  }
}
