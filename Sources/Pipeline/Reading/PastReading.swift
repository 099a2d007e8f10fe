// What the history of an archive says of its rows' past: versions whose amount or existence differed. A history is
// as large as the rows themselves, so what it teaches is kept in the cache as what partitions teach is.

import Archive
import Bytes
import Disk
import Enrich
package import Model
import Normalize

extension ArchiveReading {
  /// Learns what rows were, and when the bank was asked.
  ///
  /// - Parameters:
  ///   - knowledge: what is known of the rows as they are; its movements are sorted.
  ///   - zone: whose days rows have.
  /// - Throws: `StorageError`.
  func learnPast(into knowledge: inout Knowledge, _ zone: TimeZoneRules) throws {
    let cache = KnowledgeCache(disk, zone)
    for part in history {
      guard let state = FileState(path(part)) else { continue }
      let stamp = cache.stamp(part, state)
      if let kept = cache.piece(of: part, stamp), let past = kept.past {
        knowledge.past.merge(past)
        continue
      }
      var learned = try PastReader(part, zone).read(input(part))
      learned.past.compact(beside: knowledge.movements)
      knowledge.past.merge(learned.past)
      cache.keep(KnowledgeCache.Piece(learned, []), of: part, stamp)
    }
    knowledge.past.merge(RowPast(fetchLog, coverage))
  }
}

extension RowPast {
  /// What the log of fetches says.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - coverage: what is complete now.
  package init(_ log: FetchLog, _ coverage: [AccountCoverage]) {
    self.init()
    for mark in log.merges {
      mergedTimes += mark.since.map { account, since in
        MergedTime(account: StableHash.of(account), since: since, merged: mark.time)
      }
    }
    // What was noted before rows were stored is more exact than the marks, and there when a run was cut off.
    var noted: Set<NotedArrival> = []
    for late in log.lateRows {
      arrivals += late.ids.map { LateArrival(RowKey($0), fetched: late.time) }
      guard let mark = log.fetches.first(where: { late.time <= $0.time }) else { continue }
      noted.formUnion(late.ids.map { NotedArrival(id: $0, end: mark.time) })
    }
    let complete = Dictionary(
      coverage.map { ($0.accountID, $0.complete) }, uniquingKeysWith: { first, _ in first })
    for mark in log.fetches {
      self.fetches.append(mark.time)
      arrivals += mark.late.filter { !noted.contains(NotedArrival(id: $0, end: mark.time)) }
        .map { LateArrival(RowKey($0), fetched: mark.time) }
      for (account, windows) in mark.complete {
        guard let since = windows.map(\.since).max(),
          complete[account]?.contains(where: { $0.since < since && since < $0.before }) ?? false
        else { continue }
        partialFetches.append(
          PartialFetch(account: StableHash.of(account), fetched: mark.time))
      }
    }
  }
}

/// That a row came late is noted more exactly than by the mark of the run that ended then.
private struct NotedArrival: Hashable {
  var id: String
  var end: Instant
}

extension KnowledgeCache.Piece {
  /// What a piece of a history says; nil when it cannot be read.
  fileprivate var past: RowPast? {
    var knowledge = Knowledge.empty
    return (try? merge(into: &knowledge)).map { knowledge.past }
  }
}

/// Reads the history of one account.
package struct PastReader {
  private var options: Normalizer.Options

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - account: the account, for records that do not name one.
  ///   - zone: whose days rows have.
  package init(account: String?, _ zone: TimeZoneRules) {
    options = Normalizer.Options(file: "history", zone: zone, account: account)
    options.keepsAllMetadata = false
  }

  init(_ part: ArchivePart, _ zone: TimeZoneRules) {
    self.init(account: part.account, zone)
  }

  func read(_ input: InputReader) throws -> Knowledge {
    var knowledge = Knowledge.empty
    var tape = JSONTape()
    try input.readLines { bytes, line in learn(bytes, line, &tape, &knowledge) }
    return knowledge
  }

  /// What lines of a history say.
  package func read(_ bytes: [UInt8]) -> Knowledge {
    var knowledge = Knowledge.empty
    var tape = JSONTape()
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      learn(bytes, start..<end, &tape, &knowledge)
      start = end + 1
    }
    return knowledge
  }

  /// Learns from one line; others than of versions that were the row say nothing here.
  private func learn(
    _ bytes: [UInt8], _ line: Range<Int>, _ tape: inout JSONTape, _ knowledge: inout Knowledge
  ) {
    let range = ByteRange(start: line.lowerBound, count: line.count)
    guard (try? tape.parse(bytes, range)) != nil,
      let body = tape.member("body", of: 0, in: bytes)
    else { return }
    let gone = tape.member("vanished", of: 0, in: bytes)
    guard let time = gone ?? tape.member("replaced", of: 0, in: bytes),
      let until = tape.string(time, in: bytes).flatMap({ Instant($0) })
    else { return }
    var writer = ByteWriter()
    tape.appendMinified(body, in: bytes, to: &writer)
    writer.append(0x0A)
    let record = writer.bytes
    var normalizer = Normalizer(options)
    var rest = record.indices
    guard case .row? = normalizer.next(in: record, &rest, isLast: true) else { return }
    knowledge.learn(past: normalizer.row, until: until, isGone: gone != nil)
  }
}
