// Records on their way in: each input normalized, its rows put into the store, its references learned, its
// unreadable records reported as they come.

import Disk
import Enrich
import Model
package import Normalize

/// Takes in the rows of a dataset.
final class RowIntake {
  private let settings: PipelineSettings
  private let observer: PipelineObserver
  private let keepsAllMetadata: Bool
  private let isOfArchive: Bool
  /// Where the bytes of records can be read again.
  let records: RawRecords
  let store: RowStore
  /// What the inputs hold beside rows.
  private(set) var referenceKnowledge = Knowledge.empty
  private var learned = Knowledge.empty
  /// Names that no rule knows, by what they name.
  private(set) var unknown = UnknownNames()
  private(set) var unreadable: UnreadableRecords
  /// Inputs that are not what was written into them.
  private(set) var changed: [String] = []

  /// Begins without rows.
  ///
  /// - Parameters:
  ///   - settings: what the run goes by.
  ///   - observer: who follows the reading.
  ///   - records: where the bytes of records can be read again.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  ///   - isOfArchive: whether the archive is read, of which nobody wants to hear in every run which names no
  ///     rule knows.
  init(
    _ settings: PipelineSettings, _ observer: PipelineObserver, _ records: RawRecords,
    keepsAllMetadata: Bool, isOfArchive: Bool
  ) {
    self.settings = settings
    self.observer = observer
    self.isOfArchive = isOfArchive
    unreadable = UnreadableRecords(isOfArchive: isOfArchive)
    self.records = records
    self.keepsAllMetadata = keepsAllMetadata
    store = RowStore(sources: records)
  }

  /// Reads and normalizes an input.
  func read(_ reader: InputReader) throws {
    let number = records.add(reader.lasting)
    var options = Normalizer.Options(
      file: reader.name, zone: settings.timeZone,
      account: reader.account ?? settings.statementAccount)
    options.keepsAllMetadata = keepsAllMetadata
    options.dates = settings.statementDates
    var normalizer = Normalizer(options)
    let isAsWritten = try reader.read(&normalizer, observer) { outcome, normalizer in
      switch outcome {
      case .row:
        normalizer.row.rememberKey()
        try store.add(normalizer.row, from: Origin(normalizer.place, file: number))
        if store.hasEachRowOnce { learned.learn(normalizer.row) }
      case .reference(let reference):
        referenceKnowledge.learn(reference)
        if case .pot(let pot) = reference { store.potNames.add(pot) }
      case .diagnostic(let diagnostic): unreadable.add(diagnostic, observer)
      }
    }
    if !isAsWritten { changed.append(reader.name) }
    unknown.merge(normalizer.unknown)
  }

  /// Puts the rows in order, each once, when there are no more; call once.
  ///
  /// - Returns: what the rows and all that stood beside them teach.
  func settle() throws -> Knowledge {
    defer { reportWhatIsLeft() }
    if store.hasEachRowOnce {
      try store.settle { _ in }
      // Taken, not copied: whoever puts it in order has the only one.
      var knowledge = Knowledge.empty
      swap(&knowledge, &learned)
      knowledge.merge(referenceKnowledge)
      return knowledge
    }
    // What was learned from every record must be learned again from what they settle to.
    var knowledge = referenceKnowledge
    learned = .empty
    try store.settle { knowledge.learn(superseded: $0) }
    try store.visit { row, _ in knowledge.learn(row) }
    for (name, count) in store.openPotMoves.sorted(by: { $0.key < $1.key }) {
      observer.finding(.movesOfOneOfSeveralPots(count, name: name))
    }
    return knowledge
  }

  private func reportWhatIsLeft() {
    unreadable.finish(observer)
    observer.progress(nil)
    if !isOfArchive {
      for entry in unknown.sorted { observer.finding(.unknownName(entry)) }
    }
    if store.orphanCount > 0 { observer.finding(.rowsOfUnknownAccount(store.orphanCount)) }
  }
}

extension Origin {
  /// Where a record is in a file.
  package init(_ place: RecordPlace, file: UInt32) {
    self.init(
      file: file, line: UInt32(truncatingIfNeeded: place.line), offset: UInt64(place.offset),
      length: UInt32(place.length))
  }
}
