// The history of exports: that all exports of a destination together have every row once, whatever settles or comes
// late, and that an export that is made again is the same.

import Aggregate
import Bytes
import Export
import Model
import TestSupport
import Testing
import Write

/// A household whose rows come and settle month by month, and what it exports.
private struct Destination {
  static let first = Month(year: 2026, month: 1)
  static let monthCount = 6
  let rows: [Row]
  var records: [Month: ExportRecord] = [:]

  init(_ random: inout SeededRandom, _ count: Int = 60) {
    rows = Household.history(&random, count).map { row in
      var row = row
      // The sides of a transfer share a moment, and so come and settle together.
      let span = UInt64(Destination.monthCount * 30 * 86_400)
      row.created = Instant(
        seconds: Int64(Destination.first.days.from.days) * 86_400
          + Int64(UInt64(bitPattern: row.created.seconds) &* 0x9E37_79B9_7F4A_7C15 % span))
      row.date = TimeZoneRules.london.date(of: row.created)
      row.postedDate = nil
      return row
    }.sorted { ($0.created, $0[.id] ?? "") < ($1.created, $1[.id] ?? "") }
  }

  /// The rows as they are in the archive after so many months: some come late, some are pending for a while.
  func rows(after months: Int) -> [Row] {
    rows.compactMap { row in
      let month = row.date.month.index - Destination.first.index
      let luck = Int(row.created.seconds % 10)
      var row = row
      if luck == 0, months < month + 3 { return nil }
      if row.status != .declined {
        row.status = luck < 4 && months < month + 2 ? .pending : .settled
      }
      return row
    }
  }

  /// Exports a month with what the archive has, and returns the entries of its accounting files.
  func export(
    _ month: Month, _ rows: [Row], includesLate: Bool = true
  ) -> (exported: [String], record: ExportRecord, changes: [ExportedChange]) {
    let plan = ExportPlan(
      of: "\(month)", month.days, after: ExportHistory(Array(records.values)),
      includesLate: includesLate)
    let (rows, rule) = Household.linked(rows)
    var before = ExportedChanges(plan, rule: rule)
    var scan = RegisterScan(
      Household.book, rule: rule, potsByAccount: [Household.potAccount: Household.holiday],
      slugs: Slugs(Household.book))
    for row in rows {
      before.learn(row)
      scan.add(row, plan.share(of: row))
    }
    let registers = Registers(scan)
    var record = ExportRecord(
      destination: "exports", period: "\(month)", days: month.days, asOf: Instant(seconds: 0))
    var exported: [String] = []
    for row in rows {
      let share = plan.share(of: row)
      guard share == .own || share == .late || share == .exportedElsewhere else { continue }
      let places = registers.places(of: row).map { (registers.all[$0.register].id, $0.entry) }
      record.report(row, share, in: places)
      guard share != .exportedElsewhere, row.status == .settled, row.amountMinor != 0 else {
        continue
      }
      exported += places.map { "\($0) \(row[.id] ?? "") \($1.amountMinor)" }
    }
    return (exported, before.completed(record, naming: before.changes()), before.changes())
  }

  /// Exports a month and keeps its record.
  @discardableResult
  mutating func exportAndKeep(_ month: Month, _ rows: [Row]) -> [String] {
    let (exported, record, _) = export(month, rows)
    records[month] = record
    return exported
  }

  /// What registers hold of the months that were exported.
  func expected(_ rows: [Row]) -> [String] {
    let (rows, scan) = Household.scan(rows)
    let registers = Registers(scan)
    return rows.flatMap { row -> [String] in
      guard records[row.date.month] != nil, row.status == .settled, row.amountMinor != 0 else {
        return []
      }
      return registers.places(of: row).map {
        "\(registers.all[$0.register].id) \(row[.id] ?? "") \($0.entry.amountMinor)"
      }
    }
  }
}

private let january = Destination.first

@Suite struct `the history of exports` {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `all months together have every row once`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var destination = Destination(&random)
    var files: [Month: [String]] = [:]
    for month in 0..<Destination.monthCount where !random.chance(20) {
      // Now and then a month is exported long after it is over, or an old one once more.
      let rows = destination.rows(after: month + 1 + (random.chance(30) ? 1 : 0))
      let again = Month(index: january.index + random.below(month + 1))
      for month in [Month(index: january.index + month), again] {
        files[month] = destination.exportAndKeep(month, rows)
      }
      let all = files.values.joined()
      #expect(Set(all).count == all.count, "seed \(seed): a row twice")
    }
    let rows = destination.rows(after: 99)
    for month in destination.records.keys.sorted() {
      files[month] = destination.exportAndKeep(month, rows)
    }
    #expect(files.values.joined().sorted() == destination.expected(rows).sorted())
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `an export that is made again is the same, also when its record was lost`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var destination = Destination(&random)
    for index in 0..<Destination.monthCount {
      let month = Month(index: january.index + index)
      let rows = destination.rows(after: index + 1)
      let first = destination.export(month, rows)
      let second = destination.export(month, rows)
      #expect(first.exported == second.exported && first.record == second.record)
      destination.records[month] = first.record
      let third = destination.export(month, rows)
      #expect(third.exported == first.exported)
      #expect(third.record.lines == first.record.lines)
      #expect(third.changes == first.changes)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a record reads as it was written`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var destination = Destination(&random)
    destination.exportAndKeep(january, destination.rows(after: 1))
    let record = try #require(destination.records[january])
    let read = try ExportRecord(parsing: record.lines)
    #expect(read.lines == record.lines)
    #expect((read.period, read.days, read.destination) == ("2026-01", january.days, "exports"))
    #expect(read.reported.count == record.reported.count)
  }

  @Test func `a line that is no row is reported by its number`() {
    let head = """
      {"destination":"exports","period":"2026-01","from":null,"to":null,"as_of":"2026-02-01T00:00:00Z"}

      """
    for (text, line) in [("", 1), ("{}\n", 1), (head + "{}\n", 2), (head + "{\n", 2)] {
      #expect(throws: ExportRecord.Unreadable.self) { try ExportRecord(parsing: Array(text.utf8)) }
      do { _ = try ExportRecord(parsing: Array(text.utf8)) } catch { #expect(error.line == line) }
    }
  }
}

/// One payment of 30 January, in the forms that it takes.
private func payment(_ amount: Int64 = -500, _ status: Status = .settled) -> Row {
  var row = Household.row("tx_1", Household.current, amount)
  row.created = Instant(seconds: Int64(january.days.from.days + 29) * 86_400)
  row.date = TimeZoneRules.london.date(of: row.created)
  row.status = status
  return row
}

@Suite struct `rows that came late or changed` {
  private let months = (0..<4).map { Month(index: january.index + $0) }
  private var destination: Destination = {
    var random = SeededRandom(seed: 1)
    return Destination(&random, 0)
  }()

  @Test mutating func `a row that was pending is exported with the next month, and stays there`() {
    #expect(destination.exportAndKeep(months[0], [payment(-500, .pending)]) == [])
    let row = "\(Household.current) tx_1 -600"
    #expect(destination.exportAndKeep(months[1], [payment(-600)]) == [row])
    #expect(destination.exportAndKeep(months[1], [payment(-600)]) == [row])
    #expect(destination.exportAndKeep(months[0], [payment(-600)]) == [])
    #expect(destination.exportAndKeep(months[2], [payment(-600)]) == [])
  }

  @Test mutating func `a month that was never exported has no late rows`() {
    #expect(destination.exportAndKeep(months[1], [payment()]) == [])
    #expect(destination.exportAndKeep(months[2], [payment()]) == [])
    #expect(destination.exportAndKeep(months[0], [payment()]) == ["\(Household.current) tx_1 -500"])
  }

  @Test mutating func `late rows can be left out, and wait for an export that includes them`() {
    destination.exportAndKeep(months[0], [])
    #expect(destination.export(months[1], [payment()], includesLate: false).exported == [])
    #expect(destination.exportAndKeep(months[2], [payment()]).count == 1)
  }

  @Test
  mutating func `an amount that changed after it was exported is named by the next export only`()
    throws
  {
    destination.exportAndKeep(months[0], [payment()])
    let named = destination.export(months[1], [payment(-700)])
    #expect(named.exported == [])
    let change = try #require(named.changes.first)
    #expect((change.was?.minorUnits, change.now?.minorUnits) == (-500, -700))
    #expect((change.period, change.outcome) == ("2026-01", .changed))
    destination.records[months[1]] = named.record
    #expect(destination.export(months[1], [payment(-700)]).changes == named.changes)
    #expect(destination.export(months[2], [payment(-700)]).changes == [])
    #expect(destination.export(months[2], [payment(-500)]).changes.first?.was?.minorUnits == -700)
  }

  @Test mutating func `a month that is exported again names its own rows that changed`() {
    destination.exportAndKeep(months[0], [payment()])
    for _ in 0..<2 {
      let again = destination.export(months[0], [payment(-700)])
      #expect(again.exported == ["\(Household.current) tx_1 -700"])
      #expect(again.changes.map { $0.was?.minorUnits } == [-500])
      destination.records[months[0]] = again.record
    }
    #expect(destination.export(months[1], [payment(-700)]).changes == [])
  }

  @Test(arguments: [
    ([], ExportedChange.Outcome.vanished), ([payment(-500, .declined)], .declined),
    ([payment(-500, .pending)], .pending), ([payment(0)], .zero),
  ])
  mutating func `a row that is no more is named`(rows: [Row], outcome: ExportedChange.Outcome) {
    var destination = destination
    destination.exportAndKeep(months[0], [payment()])
    for month in [months[0], months[1]] {
      for _ in 0..<2 {
        let named = destination.export(month, rows)
        #expect(named.changes.map(\.outcome) == [outcome])
        #expect(named.changes.first?.now == nil)
      }
    }
    destination.exportAndKeep(months[1], rows)
    #expect(destination.export(months[2], rows).changes == [])
    #expect(destination.export(months[2], [payment()]).changes.map { $0.was?.minorUnits } == [nil])
  }
}
