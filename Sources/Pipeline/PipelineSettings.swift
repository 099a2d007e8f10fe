// What a run of the stages goes by, and whom it reports to: values and closures, so that a command line, a test
// and another program can run the same stages.

public import Accounting
package import Archive
package import Disk
public import Model
public import Statements

/// The settings of a run of the stages.
public struct PipelineSettings: Sendable {
  /// The version of the stages, which files of another version are kept apart by.
  public static let version = "0.1.0"

  /// The time zone of dates.
  public var timeZone: TimeZoneRules
  /// The time that is treated as now; nil for the latest time in the input.
  public var asOf: Instant?
  /// The id of the account of records that name none.
  public var statementAccount: String?
  /// What the configuration says of spending.
  public var spending = SpendingSettings.none
  /// What the configuration says of the user's own accounting.
  public var chart = ChartOfAccounts.empty
  /// The order of day and month in statements whose dates do not say it.
  public var statementDates: DateOrder?
  /// The home folder, which no output may take the place of; nil for none.
  public var home: String?
  /// The user's archive, which no output may go into or above; nil for the one that is read.
  public var archive: String?

  /// Creates settings.
  public init(
    timeZone: TimeZoneRules = .london, asOf: Instant? = nil, statementAccount: String? = nil,
    home: String? = nil, archive: String? = nil
  ) {
    self.timeZone = timeZone
    self.asOf = asOf
    self.statementAccount = statementAccount
    self.home = home
    self.archive = archive
  }
}

/// Who follows a run while it goes on.
public struct PipelineObserver {
  /// How far the reading of a file is.
  public struct Progress: Equatable, Sendable {
    /// The file's name.
    public let file: String
    /// How many bytes were read.
    public let bytes: Int
  }

  /// Takes how far the reading is; nil when it is done.
  public var progress: (Progress?) -> Void
  /// Takes what a run finds, as it finds it.
  public var finding: (PipelineFinding) -> Void

  /// Creates an observer; one that is not interested passes no closures.
  public init(
    progress: @escaping (Progress?) -> Void = { _ in },
    finding: @escaping (PipelineFinding) -> Void = { _ in }
  ) {
    self.progress = progress
    self.finding = finding
  }

  /// Reports what opening an archive for writing came upon.
  package func report(_ archive: ArchiveFolder<some Disk>) {
    if archive.hasNewDigests { finding(.madeDigests) }
    if !archive.damage.isEmpty { finding(.damaged(archive.damage)) }
  }
}
