// Records on their way in: each input normalized, its rows put into the store, its references learned, its
// faults told to the person as they come.

import Enrich
import Model
import Normalize

/// Takes in the rows of a history.
final class RowIntake {
  private static let diagnosticsMax = 100

  private let context: CommandContext
  private let keepsAllMetadata: Bool
  /// Whether the archive is read: its records were read before, so one that cannot be is damage.
  private let isOfArchive: Bool
  private let records: RawRecords
  let store: RowStore
  /// What the inputs tell beside rows.
  private(set) var told = Knowledge.empty
  private var learned = Knowledge.empty
  /// Names that no rule knows, by what they name.
  private(set) var unknown = UnknownNames()
  private(set) var diagnosticCount = 0

  /// Begins without rows.
  ///
  /// - Parameters:
  ///   - context: the options and streams of the run.
  ///   - records: where the bytes of records can be read again.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  ///   - isOfArchive: whether the archive is read, of which nobody wants to hear in every run which names no
  ///     rule knows.
  init(
    _ context: CommandContext, _ records: RawRecords, keepsAllMetadata: Bool,
    isOfArchive: Bool = false
  ) {
    self.isOfArchive = isOfArchive
    self.context = context
    self.records = records
    self.keepsAllMetadata = keepsAllMetadata
    store = RowStore(sources: records)
  }

  /// Reads and normalizes an input.
  func read(_ reader: InputReader) throws {
    let number = records.add(reader.lasting)
    var options = Normalizer.Options(
      file: reader.name, zone: context.timeZone, account: reader.account ?? context.statementAccount
    )
    options.keepsAllMetadata = keepsAllMetadata
    var normalizer = Normalizer(options)
    let console = context.console
    func tell(_ bytes: Int) { console.progress("reading \(reader.name): \(bytes >> 20) MiB") }
    try reader.read(&normalizer, progress: tell) { outcome, normalizer in
      switch outcome {
      case .row:
        normalizer.row.rememberKey()
        try store.add(normalizer.row, from: Origin(normalizer.place, file: number))
        if store.hasEachRowOnce { learned.learn(normalizer.row) }
      case .reference(let reference): told.learn(reference)
      case .diagnostic(let diagnostic): report(diagnostic)
      }
    }
    unknown.merge(normalizer.unknown)
  }

  private func report(_ diagnostic: Diagnostic) {
    diagnosticCount += 1
    if diagnosticCount <= RowIntake.diagnosticsMax {
      context.console.fault("\(diagnostic)", isOfArchive ? .gap : .badInput)
    }
  }

  /// Puts the rows in order, each once, when there are no more; call once.
  ///
  /// - Returns: what the rows and all that stood beside them teach.
  func settle() throws -> Knowledge {
    defer { tellWhatIsLeftOver() }
    if store.hasEachRowOnce {
      try store.settle { _ in }
      learned.merge(told)
      return learned
    }
    // What was learned from every record must be learned again from what they settle to.
    var knowledge = told
    learned = .empty
    try store.settle { knowledge.learn(superseded: $0) }
    try store.visit { row, _ in knowledge.learn(row) }
    return knowledge
  }

  private func tellWhatIsLeftOver() {
    let console = context.console
    if diagnosticCount > RowIntake.diagnosticsMax {
      console.fault(
        "\(diagnosticCount - RowIntake.diagnosticsMax) more records could not be read",
        isOfArchive ? .gap : .badInput)
    }
    console.progress(nil)
    for entry in unknown.sorted where !isOfArchive {
      let times = entry.count == 1 ? "once" : "\(entry.count) times"
      console.note("note: unknown \(entry.sort.name) '\(entry.name)', met \(times)")
    }
    if store.orphanCount > 0 {
      let rows = store.orphanCount == 1 ? "1 row" : "\(store.orphanCount) rows"
      console.note(
        "note: the account of \(rows) of statements is not known; give it with --account ID")
    }
  }
}

extension Origin {
  init(_ place: RecordPlace, file: UInt32) {
    self.init(
      file: file, line: UInt32(truncatingIfNeeded: place.line), offset: UInt64(place.offset),
      length: UInt32(place.length))
  }
}
