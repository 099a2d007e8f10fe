// What was handed to the archive and is not on the disk yet. Rows wait by partition, so that a partition is
// written once for many pages; windows wait until the rows that they speak of are written.

internal import Model

/// Rows, windows and balances that wait for being written.
struct PendingChanges {
  /// How many bytes of rows may wait.
  static let bytesMax = 8 << 20

  /// Rows by account and month.
  private(set) var rows: [String: [Month: [RawTransaction]]] = [:]
  /// Imported lines by partition.
  private(set) var imports: [ImportPlace: CountedLines] = [:]
  private(set) var bytes = 0
  /// What coverage will say, by account, in order.
  var coverage: [String: [CoverageEvent]] = [:]
  /// Balances by account or pot, in order.
  var balances: [String: [BalanceSeen]] = [:]
  /// Rows that an import brought and that the bank has sent since.
  var kept = ImportContents()
  /// The rows that wait and that the bank sent, of accounts in an archive with damaged partitions.
  private(set) var sent: [String: Set<RowKey>] = [:]
  /// The windows that this run reads from their first page on, and what was in their pages.
  private var sightings: [WindowKey: Sightings] = [:]

  var isOverfull: Bool { bytes > PendingChanges.bytesMax }

  mutating func add(_ versions: [RawTransaction], of account: String) {
    for row in versions {
      rows[account, default: [:]][Month(utc: row.created), default: []].append(row)
      bytes += row.body.count
    }
  }

  mutating func see(
    _ page: [RawTransaction], of account: String, in window: TimeWindow, isFirst: Bool
  ) {
    let key = WindowKey(account: account, since: window.since)
    if isFirst { sightings[key] = Sightings(window: window) }
    sightings[key]?.see(page)
  }

  mutating func seeUnreadable(in window: TimeWindow, of account: String) {
    sightings[WindowKey(account: account, since: window.since)]?.isWhole = false
  }

  mutating func noteSent(_ page: [RawTransaction], of account: String) {
    sent[account, default: []].formUnion(page.map { RowKey($0.id) })
  }

  mutating func complete(_ key: AccountCoverage.Key, _ window: TimeWindow) {
    let name = WindowKey(account: key.accountID, since: window.since)
    var seen = sightings.removeValue(forKey: name)
    seen?.window = window
    coverage[key.accountID, default: []].append(.complete(key, window, seen))
  }

  /// The windows of an account that are complete and were seen from their first page on.
  ///
  /// Of one that was read twice, because the balance had changed meanwhile, the second reading counts: rows may be
  /// gone since the first.
  func checks(of account: String) -> [Sightings] {
    var checks: [Sightings] = []
    for case .complete(_, _, let seen?) in coverage[account, default: []] {
      checks.removeAll { $0.window.since == seen.window.since }
      checks.append(seen)
    }
    return checks
  }

  /// What open windows of an account have seen so far.
  func openSightings(of account: String) -> [Sightings] {
    sightings.compactMap { $0.key.account == account ? $0.value : nil }
  }

  mutating func add(_ line: [UInt8], times: Int, at place: ImportPlace) {
    imports[place, default: CountedLines()].hold(line, times: times)
    bytes += line.count
  }

  mutating func removeRows() {
    rows = [:]
    sent = [:]
    bytes = 0
  }

  mutating func removeImports() {
    imports = [:]
    bytes = 0
  }
}

/// Names a window of an account that is being read; its end may come earlier than it was at the beginning,
/// when the rest is read as a window of its own.
struct WindowKey: Hashable {
  let account: String
  let since: Instant
}

/// What coverage will hold.
enum CoverageEvent {
  case complete(AccountCoverage.Key, TimeWindow, Sightings?)
  case gap(AccountCoverage.Key, CoverageGap)
  case historyClosed(AccountCoverage.Key, login: Instant)

  var isGap: Bool { if case .gap = self { true } else { false } }
}

extension AccountCoverage {
  /// Takes what a run says.
  mutating func take(_ event: CoverageEvent) {
    switch event {
    case .complete(let key, let window, _):
      note(key)
      complete(window)
    case .gap(let key, let gap):
      note(key)
      reopen(gap)
    case .historyClosed(let key, let login):
      note(key)
      closedLogin = login
    }
  }
}

/// The rows that the pages of a window held.
struct Sightings {
  /// The bank's filter may be less exact than its times: rows this close to an end may fall to either side.
  private static let marginSeconds: Int64 = 2

  /// The window; what was seen may reach further.
  var window: TimeWindow
  /// Whether every row of the pages could be read.
  var isWhole = true
  /// The month of each row.
  private var months: [RowKey: Int32] = [:]

  init(window: TimeWindow) { self.window = window }

  mutating func see(_ page: [RawTransaction]) {
    for row in page { months[RowKey(row.id)] = Int32(Month(utc: row.created).index) }
  }

  /// The month in which a row was seen; nil when it was not.
  func month(of id: String) -> Month? {
    months[RowKey(id)].map { Month(index: Int($0)) }
  }

  /// Whether a row of that time must have been in a page.
  func mustHold(_ time: Instant) -> Bool {
    isWhole && window.since.later(by: Sightings.marginSeconds) <= time
      && time < window.before.later(by: -Sightings.marginSeconds)
  }

  /// Whether a month lies in the window, at least in part.
  func touches(_ month: Month) -> Bool {
    Month(utc: window.since) <= month && month <= Month(utc: window.before)
  }
}
