// The fetch stage: what a run knows of itself, and the one function that moves it on.
//
// A run lists accounts and pots, plans windows, reads them page by page with several requests in flight, asks
// for balances before and after, and ends. Two rules keep it in bounds: every request is a question in
// `calls` or `inFlight` and is sent again only a bounded number of times, and every page must move its
// window on.

public import Model

/// The state of a run of fetching: windows and cursors, never rows, never a token.
///
/// What a later run may take from it is `resumeHint`: the parts of windows whose rows the driver has answered to
/// be stored. It must be saved when every `store` so far was answered.
public struct FetchState: Equatable, Sendable {
  /// Where a run is.
  enum Phase: Equatable, Sendable {
    /// Nothing was asked. → `listing`
    case idle
    /// Accounts and pots are listed. → `reading`, `ending`
    case listing
    /// Rows and balances are read. → `ending`
    case reading
    /// Nothing more is asked; what is in flight is kept. → `ended`
    case ending(FetchOutcome)
    /// The report was given; all events are ignored.
    case ended
  }

  /// Something that was given to be kept and is not on the disk.
  struct Pending: Equatable, Sendable {
    /// What it is for.
    enum Purpose: Equatable, Sendable {
      /// A page of a window.
      case page(window: Int)
      /// A window that was begun is complete, or a gap.
      case windowEnd
      /// Anything else.
      case other
    }

    /// Its name.
    var id: StoreID
    /// What it is for.
    var purpose: Purpose
  }

  /// Where the run is.
  var phase = Phase.idle
  /// What is wanted.
  var options = FetchOptions()
  /// What the archive had.
  var coverage: [AccountCoverage] = []
  /// What earlier runs read of windows without completing them.
  var parts: [ResumeHint.Part] = []
  /// The token in use.
  var token = TokenUse()
  /// How fast the bank lets the run go.
  var pace = Pace()
  /// The time of the login; null when nothing is known of it.
  var login: Instant?
  /// Until when the bank is known to give the whole history.
  var historyOpenUntil: Instant?
  /// Until when the run waits for the approval in the app; null when it does not or has come.
  var approvalUntil: Instant?
  /// The accounts, those that the bank lists before those of pots.
  var accounts: [AccountWork] = []
  /// The windows that are not complete.
  var windows: [WindowWork] = []
  /// The questions that wait to be sent.
  var calls: [Call] = []
  /// The questions in flight, in the order in which they were sent.
  var inFlight: [InFlight] = []
  /// What is not on the disk yet, in the order in which it was given.
  var pending: [Pending] = []
  /// Windows that were begun and are complete on the disk, or gaps.
  var windowsDone = 0
  /// Windows that were begun, waiting or not.
  var windowsTotal = 0
  /// The most rows that a page of this run had.
  var largestPage = 0
  /// The last number of a request.
  var lastRequest: RequestID = 0
  /// The last number of a thing to keep.
  var lastStore: StoreID = 0
  /// The last number of a window.
  var lastWindow = 0
  /// The time that the driver was asked to wake the run at.
  var wakeAt: Instant?

  /// A run that has not begun.
  public init() {}

  /// Until when the bank asked to send nothing at all; null when it did not.
  public var quietUntil: Instant? { pace.quietUntil }

  /// What a later run can go on from: the parts of older windows whose rows are kept, nothing else.
  public var resumeHint: ResumeHint {
    var hint = ResumeHint(parts: parts)
    for window in windows where !window.isTrailing {
      guard let until = window.keptUntil?.wholeSecond, until > window.window.since else { continue }
      let kept = TimeWindow(since: window.window.since, before: min(until, window.window.before))
      hint.parts.append(.init(accountID: accounts[window.account].key.accountID, window: kept))
    }
    return hint
  }
}

/// Moves a run on by one event.
///
/// An event that fits nothing, such as a second answer to one request, changes nothing.
///
/// - Parameters:
///   - state: the run so far.
///   - event: what happened.
/// - Returns: the run after it, and what to do now, in order.
public func step(
  _ state: FetchState, _ event: FetchEvent
) -> (state: FetchState, effects: [FetchEffect]) {
  var turn = FetchReducer(state: state, now: event.time, jitter: event.jitter)
  turn.take(event.kind)
  return (turn.state, turn.effects)
}
