// Damage: a file of the archive that does not hold what was written into it.

public import Model

/// A file that is not what the list of digests says.
public struct FileDamage: Equatable, Sendable {
  /// The file, below the archive.
  public var path: String
  /// What it held when it was written; nil when nobody wrote it, or nobody knows.
  public var held: FileFacts?
  /// What it holds; nil when it is gone.
  public var found: FileFacts?
  /// Whether it is what an earlier run found, and was not mended since.
  public var isKnown = false
  /// How many lines of the list of digests itself cannot be read; nil for other files.
  public var damagedLines: Int?

  init(_ path: String, held: FileFacts?, found: FileFacts?, isKnown: Bool = false) {
    (self.path, self.held, self.found, self.isKnown) = (path, held, found, isKnown)
  }

  /// The list of digests itself.
  init(list lines: Int) {
    self.init(Layout.digests, held: nil, found: nil)
    damagedLines = lines
  }

  /// The account and the month in UTC whose rows it holds; nil for other files.
  public var partition: (account: String, month: Month)? {
    guard case .partition(let account, let month) = ArchivePath(path) else { return nil }
    return (account, month)
  }

  /// The time of which rows may be lost; nil for files that hold none, and where nobody knows.
  public var window: TimeWindow? {
    if let partition { return partition.month.windowInUTC }
    return coverageAccount == nil ? nil : held?.span
  }

  /// The account whose coverage it holds; nil for other files.
  var coverageAccount: String? {
    guard case .coverage(let account) = ArchivePath(path) else { return nil }
    return account
  }

  /// Whether a fetch or a login brings again what is lost.
  public var canBeFetched: Bool {
    switch ArchivePath(path) {
    case .partition, .coverage, .reference: true
    case .identity, .format, .other: false
    }
  }
}

extension AccountCoverage {
  /// From the first moment that is known to the last; nil when nothing is.
  var span: TimeWindow? {
    let windows = complete + gaps.map(\.window)
    guard let first = windows.map(\.since).min(), let last = windows.map(\.before).max() else {
      return nil
    }
    return TimeWindow(since: min(first, opened ?? first), before: last)
  }

  /// What was complete of a window is so no more.
  mutating func distrust(_ window: TimeWindow) {
    for done in complete {
      let since = max(done.since, window.since)
      let before = min(done.before, window.before)
      if since < before { reopen(CoverageGap(TimeWindow(since: since, before: before), .damaged)) }
    }
  }

  /// What was distrusted of a window is complete again: the very rows are there that were.
  mutating func trust(_ window: TimeWindow) {
    for gap in gaps where gap.reason == .damaged {
      let since = max(gap.window.since, window.since)
      let before = min(gap.window.before, window.before)
      if since < before { complete(TimeWindow(since: since, before: before)) }
    }
  }

  /// Whether a window is damaged, at least in part.
  func isDamaged(in window: TimeWindow) -> Bool {
    gaps.contains {
      $0.reason == .damaged && $0.window.since < window.before && window.since < $0.window.before
    }
  }
}
