// What a run knows of one account, or of the hidden account of a pot, and how far it is with it.

internal import Model

/// An account in a run.
struct AccountWork: Equatable, Sendable {
  /// How far a run is with the newest rows of an account and its balance.
  enum Stage: Equatable, Sendable {
    /// A pot's account whose turn has not come. → `reading`
    case waiting
    /// The balance is asked for, before the trailing window begins. → `reading`, `done`
    case askingBefore
    /// The trailing window is read. → `askingAfter`, `done`
    case reading
    /// The balance is asked for again, after the last row. → `reading` when it moved, `done`
    case askingAfter
    /// Nothing more is asked, but for older windows. → `reading` when a pot's balance moved
    case done
  }

  /// Whether the bank gives an account's older history: it is asked once, whatever is known of the login.
  enum History: Equatable, Sendable {
    /// Nobody has asked: one page is asked for, and everything else waits for its answer. → `open`, `closed`
    case unasked
    /// The bank gave some of it. → `closed`
    case open
    /// The bank refused, in this run or an earlier one of the same login; what was not read is a gap for this reason.
    case closed(GapReason)
  }

  /// Whose coverage it is.
  var key: AccountCoverage.Key
  /// The place of the account that owns the pot.
  var owner: Int?
  /// What the archive has, and what this run added.
  var complete: [TimeWindow]
  /// What of that was read for the last time when it was too young, and is not in the trailing window any more.
  var unsettled: [TimeWindow] = []
  /// Where the trailing window begins and the older history ends.
  var trailingSince: Instant
  /// Where the trailing window ends: not before the balance was asked for.
  var trailingBefore: Instant
  /// How far the run is.
  var stage = Stage.waiting
  /// When the newest row was made that came in the trailing window.
  var newest: Instant?
  /// Whether an earlier run has read rows of the account.
  var wasRead = false
  /// Whether the bank did not let this run read the trailing window.
  var isRefused = false
  /// Whether the bank gives the older history.
  var history = History.unasked
  /// What earlier runs were refused though the history was open; no login opens it.
  var refusedBefore: [TimeWindow] = []
  /// The balance before the rows.
  var balance: Int64?
  /// How often the trailing window was read again.
  var rereads = 0
  /// Rows of the older history.
  var olderRows = 0
  /// Rows of the trailing window.
  var trailingRows = 0
  /// What is reported of the account in the end.
  var record: AccountFetch
  /// The pots of the account.
  var pots = PotList()

  /// Whether the account is one that the bank lists.
  var isOwn: Bool { key.potID == nil }

  /// The first moment of the account's history, as far as is known.
  var opened: Instant { key.opened ?? Limits.earliest }

  /// The time that a balance belongs to, which was the same before and after the rows: by our clock, but not
  /// before a row that came, for the bank's may be some seconds ahead.
  var balanceTime: Instant { max(trailingBefore, newest ?? trailingBefore) }

  /// What is missing of the history before the trailing window.
  func missingHistory(of complete: [TimeWindow]) -> [TimeWindow] {
    WindowPlan.missingHistory(opened: opened, trailingSince: trailingSince, complete: complete)
  }

  /// Takes in that a window was read: it is no gap, and settled.
  mutating func completed(_ window: TimeWindow) {
    complete.append(window)
    unsettled = unsettled.flatMap { WindowPlan.missing(of: $0, complete: [window]) }
    record.gaps = record.gaps.flatMap { gap in
      WindowPlan.missing(of: gap.window, complete: [window]).map { CoverageGap($0, gap.reason) }
    }
  }
}

/// The pots of an account.
struct PotList: Equatable, Sendable {
  /// How far a run is with an account's pots.
  enum Stage: Equatable, Sendable {
    /// The list is asked for. → `listed`, `done` when the bank refuses it
    case listing
    /// The list is there; the rows of the account and of the pots are read. → `comparing`, `done` without pots
    case listed
    /// The list is asked for again, after the last row. → `listed` when a balance moved, `done`
    case comparing
    /// Nothing more is asked.
    case done
  }

  /// A pot.
  struct Pot: Equatable, Sendable {
    /// The pot.
    var id: String
    /// When it was made.
    var created: Instant?
    /// Its balance before the rows; null when it has been settled whether it is kept.
    var balance: Int64?
  }

  /// How far the run is.
  var stage = Stage.listing
  /// The pots, in the bank's order.
  var pots: [Pot] = []
}
