// What one month of one account teaches, learned from its rows or taken from where it is kept: a month can be
// exported without reading the rest, though links and balances need to know of it.

import Archive
import Bytes
import Disk
import Enrich
import Model
import Normalize

/// Learns parts of an archive.
struct PartKnowledge {
  private let archive: ArchiveReading
  private let zone: TimeZoneRules
  private let cache: KnowledgeCache
  /// Every row so far: what was learned in parts is true of the whole only when no row is in two of them.
  private var rows = RowKeySet()

  init(_ archive: ArchiveReading, _ zone: TimeZoneRules) {
    self.archive = archive
    self.zone = zone
    cache = KnowledgeCache(archive.disk, zone)
  }

  /// What all rows of the archive teach together.
  ///
  /// - Parameter known: what is known beside them.
  /// - Returns: nil when parts do not add up to the whole: a row is in two of them or not in its month, some
  ///   cannot be read, or there are records of other dialects, which may be of the same rows.
  /// - Throws: `StorageError`, or `PipelineError` when somebody changes the archive meanwhile.
  mutating func learnAll(_ known: Knowledge) throws -> Knowledge? {
    guard archive.imports.isEmpty else { return nil }
    var knowledge = known
    for part in archive.transactions {
      guard try learn(part, &knowledge) else { return nil }
    }
    knowledge.sortMovements()
    return knowledge
  }

  private mutating func learn(_ part: ArchivePart, _ knowledge: inout Knowledge) throws -> Bool {
    let path = archive.path(part)
    guard let state = FileState(path) else { return false }
    let stamp = cache.stamp(part, state)
    let before = knowledge.movements.count
    if let kept = cache.piece(of: part, stamp) {
      // A piece that breaks off leaves knowledge of no use behind: then everything is read.
      guard (try? kept.merge(into: &knowledge)) != nil else { return false }
      return insert(knowledge.movements[before...], kept.otherRows)
    }
    guard let (learned, others) = try read(part) else { return false }
    knowledge.merge(learned)
    cache.keep(KnowledgeCache.Piece(learned, others), of: part, stamp)
    return insert(knowledge.movements[before...], others)
  }

  private mutating func insert(_ movements: ArraySlice<Movement>, _ others: [RowKey]) -> Bool {
    for movement in movements {
      guard rows.insert(movement.key) else { return false }
    }
    return others.allSatisfy { rows.insert($0) }
  }

  /// What the rows of a part teach, and the rows that are no movements; nil when they must be read with all.
  private func read(_ part: ArchivePart) throws -> (Knowledge, [RowKey])? {
    var options = Normalizer.Options(file: part.name, zone: zone, account: part.account)
    options.keepsAllMetadata = false
    var normalizer = Normalizer(options)
    var knowledge = Knowledge.empty
    var others: [RowKey] = []
    var isPlain = true
    try archive.input(part).read(&normalizer, PipelineObserver()) { outcome, normalizer in
      normalizer.row.rememberKey()
      guard outcome == .row, let key = normalizer.row.key,
        TimeZoneRules.utc.date(of: normalizer.row.created).month == part.month
      else {
        isPlain = false
        return
      }
      if !normalizer.row.countsAsMoney { others.append(key) }
      knowledge.learn(normalizer.row)
    }
    return isPlain ? (knowledge, others) : nil
  }
}

/// A set of rows that only grows; two ids are taken for one only if their keys are one.
private struct RowKeySet {
  private var keys: [RowKey] = []
  private var table = PositionTable(capacity: 1 << 12)

  /// Adds a row; false when it is there already.
  mutating func insert(_ key: RowKey) -> Bool {
    guard table.position(hash: key.hash, where: { keys[$0] == key }) == nil else { return false }
    table.append(hash: key.hash) { keys[$0].hash }
    keys.append(key)
    return true
  }
}
