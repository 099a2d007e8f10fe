// Two runs of fetching from a bank that changes between them, as a list of what the archive is handed:
// what the laws about crashes, order and merging are held against.

import Archive
import Bytes
import Disk
import Model
import TestSupport

/// One thing that the archive is handed.
enum Item {
  case accounts([RawObject], Instant)
  case pots(String, [RawObject], Instant)
  case page(String, TimeWindow, isFirst: Bool, [RawTransaction])
  case complete(AccountCoverage.Key, TimeWindow)
  case gap(AccountCoverage.Key, CoverageGap)
  case balance(String, RawObject, Instant)
  case flush
}

/// A run: what it hands over, and what the bank has while it lasts.
struct Run {
  var items: [Item] = []
  var time: Instant
  /// The bank's rows by account.
  var truth: [String: [RawTransaction]]

  /// Hands everything over, and reports the rows each time they are said to be on the disk.
  func perform<Storage: Disk>(
    on archive: inout ArchiveFolder<Storage>,
    stored: ([(account: String, row: RawTransaction)]) -> Void = { _ in }
  ) throws(ArchiveError) {
    var handedOver: [(account: String, row: RawTransaction)] = []
    try archive.bind(user: "user_1")
    for item in items {
      if case .page(let account, _, _, let rows) = item { handedOver += rows.map { (account, $0) } }
      try hand(item, to: &archive)
      guard case .flush = item else { continue }
      stored(handedOver)
      handedOver = []
    }
    _ = try archive.flush(now: time)
    stored(handedOver)
  }

  /// Hands one thing over.
  func hand<Storage: Disk>(
    _ item: Item, to archive: inout ArchiveFolder<Storage>
  ) throws(ArchiveError) {
    switch item {
    case .accounts(let objects, let seen): try archive.add(accounts: objects, seen: seen)
    case .pots(let account, let objects, let seen):
      try archive.add(pots: objects, of: account, seen: seen)
    case .page(let account, let window, let isFirst, let rows):
      try archive.add(rows: rows, of: account, window: window, isFirstPage: isFirst, at: time)
    case .complete(let key, let window): archive.complete(key, window)
    case .gap(let key, let gap): archive.gap(key, gap)
    case .balance(let account, let object, let seen):
      archive.add(balance: object, of: account, seen: seen)
    case .flush: _ = try archive.flush(now: time)
    }
  }
}

/// What a bank's rows are made of.
struct Story {
  let first: Run
  let second: Run

  static let start = time("2026-01-10T00:00:00Z")
  private static let day: Int64 = 86_400

  init(seed: UInt64, rows count: Int = 24) {
    var random = SeededRandom(seed: seed)
    var bank: [String: [RawTransaction]] = [:]
    for account in ["acc_1", "acc_pot"] {
      bank[account] = (0..<count).map { Story.row("tx_\(account)_\($0)", &random, days: 0..<70) }
    }
    first = Story.run(bank, until: 70, &random)
    for account in ["acc_1", "acc_pot"] {
      var rows = (bank[account] ?? []).compactMap { Story.evolved($0, &random) }
      rows += (0..<6).map { Story.row("tx_\(account)_late_\($0)", &random, days: 60..<90) }
      bank[account] = rows
    }
    second = Story.run(bank, until: 90, &random)
  }

  private static func row(
    _ id: String, _ random: inout SeededRandom, days: Range<Int64>
  ) -> RawTransaction {
    let seconds = Int64.random(in: days.lowerBound * day..<days.upperBound * day, using: &random)
    let created = Instant(seconds: start.seconds + seconds)
    return ArchiveTests.row(
      id, "\(created)", amount: -Int.random(in: 1...9, using: &random), updated: "\(created)",
      isPending: Int.random(in: 0..<3, using: &random) == 0)
  }

  /// A row some days later: the same, settled, changed, moved to another time, or gone.
  private static func evolved(
    _ old: RawTransaction, _ random: inout SeededRandom
  ) -> RawTransaction? {
    let later = "\(Instant(seconds: old.created.seconds + 9 * day))"
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return old.isSettled ? old : nil
    case 1: return ArchiveTests.row(old.id, "\(old.created)", amount: -50, updated: later)
    case 2 where !old.isSettled:
      return ArchiveTests.row(old.id, "\(old.created)", amount: -7, updated: later)
    case 3: return ArchiveTests.row(old.id, later, amount: -5, updated: later)
    default: return old
    }
  }

  private static func run(
    _ bank: [String: [RawTransaction]], until last: Int64, _ random: inout SeededRandom
  ) -> Run {
    let end = Instant(seconds: start.seconds + last * day)
    var run = Run(time: end, truth: bank)
    run.items.append(
      .accounts([RawObject(id: "acc_1", body: Array("{\"id\":\"acc_1\"}".utf8))], end))
    let pot = RawObject(
      id: "pot_1", body: Array("{\"id\":\"pot_1\",\"balance\":\(last),\"currency\":\"GBP\"}".utf8))
    run.items.append(.pots("acc_1", [pot], end))
    for (account, rows) in bank.sorted(by: { $0.key < $1.key }) {
      let key = AccountCoverage.Key(
        accountID: account, potID: account == "acc_pot" ? "pot_1" : nil, opened: start)
      var from = start
      while from < end {
        let before = min(end, Instant(seconds: from.seconds + 40 * day))
        run.fetch(rows, key, TimeWindow(since: from, before: before), &random)
        from = before
      }
      run.items.append(
        .balance(account, RawObject(id: "", body: Array("{\"balance\":\(last)}".utf8)), end))
    }
    run.items.append(.balance("acc_pot", pot, end))
    return run
  }
}

extension Run {
  /// Hands the rows of a window over page by page, with what overlaps, and sometimes writes in between.
  fileprivate mutating func fetch(
    _ rows: [RawTransaction], _ key: AccountCoverage.Key, _ window: TimeWindow,
    _ random: inout SeededRandom
  ) {
    let inside = rows.filter { window.contains($0.created) }.sorted(by: RawTransaction.precedes)
    var page: [RawTransaction] = []
    var isFirst = true
    for row in inside {
      page.append(row)
      guard page.count == 5 else { continue }
      items.append(.page(key.accountID, window, isFirst: isFirst, page))
      isFirst = false
      page = Array(page.suffix(2))
      if Int.random(in: 0..<4, using: &random) == 0 { items.append(.flush) }
    }
    items.append(.page(key.accountID, window, isFirst: isFirst, page))
    items.append(.complete(key, window))
  }
}
