// OFX, QIF and the files of targets, written register by register while the rows are visited.

import Aggregate
import Bytes
import Disk
import Model
import Pipeline
import Write

/// The files of registers being written.
struct RegisterFiles {
  private let registers: Registers
  private let named: [Register]
  private var ofx: OFXFiles?
  /// The places of registers among those that have statements.
  private var statements: [Int?]
  private let isSingle: Bool
  /// What each register held when the period began.
  let openings: [Opening]
  private var qif: QIFFiles?
  private var targets: [any TargetForm] = []
  private var journals: [JournalFiles]
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
  ///   - journals: the journals that are written.
  ///   - targetPlace: where the files of a target go.
  ///   - ofxFile: makes the file of a slug.
  /// - Throws: `StorageError`, or what the places throw.
  init(
    _ registers: Registers, _ dataset: Dataset, _ period: Period, _ options: ExportOptions,
    isWhole: Bool, journals: [JournalFiles], targetPlace: (Target) -> TargetPlace,
    ofxFile: (String) throws -> CountedOutput
  ) throws {
    self.registers = registers
    self.journals = journals
    let shape = options.registers(period.days)
    named = registers.all.map { dataset.completed($0, shape, isWhole: isWhole) }
    isSingle = options.isSingleOFX
    openings = named.map { Opening($0, options.dateBasis) }
    lines = named.map(dataset.line)
    let wanted = named.filter { $0.hasRows || options.hasEmptyStatements }
    statements = named.map { register in wanted.firstIndex { $0.id == register.id } }
    if options.formats.contains(.ofx) {
      let writer = OFXWriter(
        asOf: dataset.asOf, dateBasis: options.dateBasis, version: options.ofxVersion,
        includesPending: options.includesPending)
      ofx = try OFXFiles(writer, wanted, isSingle: options.isSingleOFX, file: ofxFile)
    }
    if options.formats.contains(.qif) {
      qif = try QIFFiles(named, options, categoryNames: dataset.knowledge.categoryNames)
    }
    for target in options.targets {
      targets.append(try target.begin(wanted, dataset, options, in: targetPlace(target)))
    }
  }

  /// Whether entries are written anywhere.
  private var hasFiles: Bool { ofx != nil || qif != nil || !targets.isEmpty || !journals.isEmpty }

  /// Writes a row into the registers that it is in, by their places.
  ///
  /// - Parameters:
  ///   - row: a row of the scan.
  ///   - share: what it is to the export; earlier and later rows are in no register.
  ///   - booked: the row as files go on giving it, where it has changed since.
  /// - Returns: its places.
  /// - Throws: `StorageError` when a file cannot be written.
  @discardableResult
  mutating func append(
    _ row: Row, _ share: ExportShare, as booked: Row? = nil
  ) throws -> [Registers.Place] {
    switch share {
    case .earlier, .later: return []
    case .own, .late, .exportedElsewhere: break
    }
    let places = registers.places(of: row)
    var ofJournal: LeftOut.Reason?
    for index in journals.indices {
      ofJournal = try journals[index].append(row, share, places, as: booked)
    }
    for place in places {
      if share == .late {
        lines[place.register].add(late: place.entry)
      } else {
        lines[place.register].add(place.entry)
      }
      if share == .exportedElsewhere {
        if hasFiles { leftOut.add(place.entry, .exported) }
        continue
      }
      let entry = booked.map {
        Register.Entry($0, isMirror: place.entry.isMirror, other: place.entry.other)
      }
      if let reason = try write(entry ?? place.entry, place.register) ?? ofJournal {
        leftOut.add(place.entry, reason)
      }
    }
    return places
  }

  /// Writes an entry that is no row of the period: it moves no figure of it.
  ///
  /// - Parameters:
  ///   - row: a row that the scan took in as an adjustment.
  ///   - isCorrection: whether it corrects earlier files; else it is a row as it was given.
  /// - Returns: its places; none when its register is not wanted.
  /// - Throws: `StorageError` when a file cannot be written.
  mutating func append(
    adjustment row: Row, isCorrection: Bool
  ) throws -> [Registers.Place] {
    let places = registers.places(of: row)
    for index in journals.indices where !places.isEmpty {
      try journals[index].append(adjustment: row, places, isCorrection: isCorrection)
    }
    for place in places { _ = try write(place.entry, place.register) }
    return places
  }

  /// Writes an entry into every file, or gives the reason why it is not in one.
  private mutating func write(_ entry: Register.Entry, _ register: Int) throws -> LeftOut.Reason? {
    // Whatever has an entry has a statement.
    let statement = statements[register] ?? 0
    var reason = try ofx?.append(entry, register: statement) ?? nil
    if let found = try qif?.append(entry, register: register) { reason = found }
    for index in targets.indices {
      let found = try targets[index].append(entry, register: statement)
      if reason == nil { reason = found }
    }
    return reason
  }

  /// The register of a place.
  func register(of place: Registers.Place) -> Register { named[place.register] }

  /// The id of the register of a place.
  func id(of place: Registers.Place) -> String { named[place.register].id }

  /// Ends the OFX files, each with the id of its register unless it is of all; to be closed by the caller.
  mutating func finishOFX() throws(StorageError)
    -> [(output: CountedOutput, rows: Int, register: String?)]
  {
    let ids = named.indices.filter { statements[$0] != nil }.map { named[$0].id }
    let files = try ofx?.finish() ?? []
    let isEach = files.count == ids.count && !isSingle
    return files.enumerated().map { index, file in
      (file.output, file.rows, isEach ? ids[index] : nil)
    }
  }

  /// Ends the QIF files; to be closed by the caller.
  mutating func finishQIF(
    _ file: (String) throws -> CountedOutput
  ) throws -> (files: [(output: CountedOutput, rows: Int)], hints: [FileHint]) {
    try qif?.finish(file) ?? ([], [])
  }

  /// Ends the journals; to be closed by the caller.
  mutating func finishJournals(
    _ file: (String) throws -> CountedOutput
  ) throws -> [(output: CountedOutput, rows: Int)] {
    try journals.indices.flatMap { try journals[$0].finish(into: file) }
  }

  /// Ends the files of the targets, in their order.
  mutating func finishTargets() throws -> [TargetResult] {
    var results: [TargetResult] = []
    let lines = named.indices.filter { statements[$0] != nil }.map { self.lines[$0] }
    for index in targets.indices { results.append(try targets[index].finish(lines)) }
    return results
  }
}
