// What a run of fetching begins with: what is wanted, and what the archive has.

public import Model

/// The beginning of a run.
public struct FetchStart: Equatable, Sendable {
  /// What is wanted.
  public var options: FetchOptions
  /// What the archive holds, one entry an account, hidden accounts of pots included.
  public var coverage: [AccountCoverage]
  /// The token in use.
  public var token: TokenFacts
  /// When the account holder logged in for the token; null for a token of which nothing is known.
  ///
  /// What the bank refused to a login it is not asked for again.
  public var login: Instant?
  /// Until when the bank is known to give the whole history: five minutes after an approval that was seen.
  ///
  /// Null when nobody knows; the bank is asked all the same. During a login the approval is still to come: then it
  /// is null too and `options.awaitsApproval` is set.
  public var historyOpenUntil: Instant?
  /// What an earlier run that did not end had kept of windows that it did not complete: its
  /// `FetchState.resumeHint`, saved when all that it had asked to keep was kept.
  public var resume: ResumeHint?

  /// Creates a beginning.
  public init(
    options: FetchOptions, coverage: [AccountCoverage], token: TokenFacts, login: Instant? = nil,
    historyOpenUntil: Instant? = nil, resume: ResumeHint? = nil
  ) {
    self.resume = resume
    self.options = options
    self.coverage = coverage
    self.token = token
    self.login = login
    self.historyOpenUntil = historyOpenUntil
  }
}

/// What is wanted of a run.
public struct FetchOptions: Equatable, Sendable {
  /// Only these accounts, by id or type, hidden accounts of their pots included; all when empty.
  public var accounts: [String] = []
  /// The greatest number of requests in flight.
  public var concurrency = 4
  /// Wait for the approval in the app instead of failing without it, so many seconds at most.
  public var awaitsApproval = false
  /// Ask for accounts and pots, plan, and stop.
  public var isDryRun = false

  /// The usual requests.
  public init() {}
}
