// A window that is being read: how far, and what of it is kept.

internal import Model

/// A window in a run.
struct WindowWork: Equatable, Sendable {
  /// A row to go on from.
  struct Cursor: Equatable, Sendable {
    /// The row.
    var id: String
    /// When it was made.
    var created: Instant
  }

  /// A page that is not on the disk yet.
  struct Keeping: Equatable, Sendable {
    /// The name under which it is kept.
    var store: StoreID
    /// Up to where the window is complete with this page; null when it adds nothing certain.
    var until: Instant?
    /// Whether it is on the disk; those before it may not be.
    var isStored = false
  }

  /// The number of the window.
  var id: Int
  /// The place of its account.
  var account: Int
  /// The window; its end comes earlier when a part is given away.
  var window: TimeWindow
  /// Whether it is the trailing window of the account, or a part of it.
  var isTrailing: Bool
  /// Whether nothing newer is asked for: it reaches a little into the future.
  var isNewest: Bool
  /// Whether it was asked for, by itself or as a part of the window that gave it away.
  var isAsked = false
  /// The row to go on from; null before the first page.
  var cursor: Cursor?
  /// Up to where all rows were listed, by the slack that the bank's order has; null before that is certain.
  var listedUntil: Instant?
  /// The end of the range that was asked for last.
  var askedBefore: Instant
  /// The rows of the last page, which the next one repeats in part.
  var lastPage: [String] = []
  /// Whether the last page was full and brought nothing new.
  var isStuck = false
  /// How much time the last page spanned, in seconds.
  var pageSeconds: Int64 = 0
  /// Pages so far.
  var pages = 0
  /// New rows so far.
  var rows = 0
  /// How often the window was halved because the bank calls it too large.
  var halvings = 0
  /// Pages that were given to be kept, in order, from the first that is not on the disk.
  var keeping: [Keeping] = []
  /// Up to where the window is on the disk.
  var keptUntil: Instant?

  /// Creates a window that nothing was asked of.
  init(id: Int, account: Int, window: TimeWindow, isTrailing: Bool, isNewest: Bool) {
    (self.id, self.account, self.window) = (id, account, window)
    (self.isTrailing, self.isNewest) = (isTrailing, isNewest)
    askedBefore = window.before
  }

  /// The first moment to ask for.
  var askedSince: Instant { window.since.adding(seconds: -Limits.overlapSeconds) }

  /// The end to ask for: past the row to go on from, when the bank's order leaves open what stands before it.
  var rangeEnd: Instant {
    let end =
      isNewest ? window.before.wholeSecond.adding(seconds: Limits.aheadSeconds) : window.before
    guard let cursor, listedUntil.map({ $0 < cursor.created }) ?? true else { return end }
    return max(end, cursor.created.wholeSecond.adding(seconds: Limits.orderSeconds + 1))
  }
}
