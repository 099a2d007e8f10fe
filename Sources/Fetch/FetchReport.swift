// How a run of fetching ended, and how far it is: facts for people and exit codes.

public import Model
public import MonzoAPI

/// The end of a run.
public struct FetchReport: Equatable, Sendable {
  /// Why it ended.
  public var outcome: FetchOutcome
  /// What was fetched or planned, one entry an account, in the order in which they were fetched.
  public var accounts: [AccountFetch] = []

  /// Creates a report.
  public init(_ outcome: FetchOutcome) { self.outcome = outcome }
}

/// Why a run ended.
public enum FetchOutcome: Equatable, Sendable {
  /// Everything that the bank gives is kept; windows it does not give are in the report.
  case done
  /// The token is dead and cannot be refreshed, or somebody logged in elsewhere.
  case logInAgain(BankError?)
  /// The login was not approved in the app, or the approval does not go that far.
  case approveInApp
  /// The bank was not reached, failed, or asked to wait longer than a run should.
  case unreachable(String)
  /// The bank is not reached, and waiting does not change that: a certificate, the clock, an address.
  case blocked(String)
  /// The bank answered what no version of its API would: a list without its key, a cursor that stands still.
  case misunderstood(String)
  /// The user asked to stop.
  case interrupted
}

/// What a run did for one account.
public struct AccountFetch: Equatable, Sendable {
  /// The account.
  public var accountID: String
  /// The pot whose hidden account it is.
  public var potID: String?
  /// The bank's word for its type; null for pots.
  public var type: String?
  /// Windows that were asked for, or with a dry run would be.
  public var windows: [TimeWindow] = []
  /// Windows that the bank did not give, now or earlier.
  public var gaps: [CoverageGap] = []
  /// Rows that came in pages, each counted once.
  public var rows = 0
  /// Pages that were asked for.
  public var pages = 0
  /// Rows that came without a readable `id` or `created`, each once.
  public var unreadable: [UnreadableRow] = []
  /// The bank's refusal to list the account's rows or its balance.
  public var refusal: BankError?

  /// Creates the record of an account.
  public init(accountID: String, potID: String? = nil, type: String? = nil) {
    self.accountID = accountID
    self.potID = potID
    self.type = type
  }
}

/// How far a run is.
public struct FetchProgress: Equatable, Sendable {
  /// What the run is doing.
  public enum Phase: Equatable, Sendable {
    /// Waiting for the approval in the app until then.
    case awaitingApproval(until: Instant)
    /// Listing accounts and pots.
    case listing
    /// Fetching rows of an account, in the window that was asked for last.
    case rows(accountID: String, TimeWindow)
    /// Waiting because the bank asked to, or failed.
    case waiting(until: Instant)
  }

  /// What the run is doing.
  public var phase: Phase
  /// Rows so far.
  public var rows: Int
  /// Windows that are complete, and all of them as far as is known.
  public var windowsDone: Int
  /// All windows, as far as is known.
  public var windowsTotal: Int
  /// Until when the bank gives the whole history; null when it does not.
  public var historyOpenUntil: Instant?

  /// Creates the state of a run.
  public init(
    phase: Phase, rows: Int, windowsDone: Int, windowsTotal: Int, historyOpenUntil: Instant? = nil
  ) {
    self.phase = phase
    self.rows = rows
    self.windowsDone = windowsDone
    self.windowsTotal = windowsTotal
    self.historyOpenUntil = historyOpenUntil
  }
}

/// Something that is good to know.
public enum FetchNote: Equatable, Sendable {
  /// The bank refuses to list the rows of an account; the rest goes on.
  case refused(accountID: String, BankError)
  /// The bank refuses to give the balance of an account, as of those types that have none.
  case balanceRefused(accountID: String, BankError)
  /// The bank refuses to list the pots of an account, as of those types that have none.
  case potsRefused(accountID: String, BankError)
  /// The bank asked to slow down, or failed; the run waits so many seconds.
  case slowed(seconds: Int, String)
  /// The balance changed while rows were read, and no balance was kept.
  case balanceMoved(accountID: String)
}
