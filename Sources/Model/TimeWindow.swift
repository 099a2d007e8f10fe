// Stretches of time and what is known of them: the windows that fetching asks for, and the coverage that the
// archive keeps of every account.

/// A stretch of time, from its start up to but without its end.
public struct TimeWindow: Hashable, Sendable {
  /// The first moment of the window.
  public var since: Instant
  /// The first moment after the window.
  public var before: Instant

  /// Creates a window; `since` must not lie after `before`.
  public init(since: Instant, before: Instant) {
    self.since = since
    self.before = before
  }

  /// Whether a moment lies in the window.
  public func contains(_ time: Instant) -> Bool { since <= time && time < before }
}

/// Why the bank did not give a window.
public enum GapReason: String, Sendable {
  /// History past 90 days, which the bank opens for five minutes after a login.
  case verificationRequired = "verification_required"
  /// The bank does not list the account's rows, or did not give its history though it was open: no login helps.
  case refused
  /// The fetch ended before it came to the window.
  case notReached = "not_reached"
  /// Rows of the window were there and are damaged or lost.
  case damaged
}

/// A window that could not be fetched.
public struct CoverageGap: Hashable, Sendable {
  /// The window.
  public var window: TimeWindow
  /// Why.
  public var reason: GapReason

  /// Creates a gap.
  public init(_ window: TimeWindow, _ reason: GapReason) {
    self.window = window
    self.reason = reason
  }
}

/// Which windows of one account are known to be complete in the archive.
public struct AccountCoverage: Equatable, Sendable {
  /// The account; of a pot, its hidden account.
  public var accountID: String
  /// The pot whose hidden account it is; null for accounts that the bank lists.
  public var potID: String?
  /// The moment before which there can be no rows: when the account was opened.
  public var opened: Instant?
  /// The complete windows, in order, apart from each other.
  public var complete: [TimeWindow]
  /// The windows that the bank did not give, in order.
  public var gaps: [CoverageGap]
  /// The time of the login to which the bank has refused older history; a later login is asked anew.
  public var closedLogin: Instant?

  /// Creates the coverage of an account.
  public init(
    accountID: String, potID: String? = nil, opened: Instant? = nil, complete: [TimeWindow] = [],
    gaps: [CoverageGap] = [], closedLogin: Instant? = nil
  ) {
    self.accountID = accountID
    self.potID = potID
    self.opened = opened
    self.complete = complete
    self.gaps = gaps
    self.closedLogin = closedLogin
  }
}

extension AccountCoverage {
  /// Whose coverage it is.
  public struct Key: Hashable, Sendable {
    /// The account; of a pot, its hidden account.
    public var accountID: String
    /// The pot whose hidden account it is.
    public var potID: String?
    /// When the account or pot was opened, as far as is known.
    public var opened: Instant?

    /// Creates a key.
    public init(accountID: String, potID: String? = nil, opened: Instant? = nil) {
      self.accountID = accountID
      self.potID = potID
      self.opened = opened
    }
  }
}
