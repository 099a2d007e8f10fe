// How an export is to be: which formats and targets, and how they write days and text.

public import Aggregate
import Model
import Pipeline
public import Write

/// What shapes the files of an export.
public struct ExportOptions: Sendable {
  /// The formats.
  public var formats = Format.usual
  /// Which of a row's days OFX and QIF use.
  public var dateBasis = DateBasis.created
  /// The version of OFX.
  public var ofxVersion = OFXVersion.v102
  /// Whether all statements are in one OFX file, in place of one for each account and pot.
  public var isSingleOFX = false
  /// How QIF writes days.
  public var qifDates = DateForm.dayMonthYear
  /// The character set of QIF.
  public var charset = Charset.utf8
  /// The programs for which files in a form of their own are written too.
  public var targets: [Target] = []

  /// How pots are in OFX and QIF.
  public var pots = PotStyle.separate
  /// Whether OFX and QIF hold rows whose amount can still change.
  public var includesPending = false
  /// Whether accounts and pots without a row in the period have a statement, too.
  public var hasEmptyStatements = false
  /// Whether the rows are listed whose month is another one in UTC.
  public var listsOtherMonth = false
  /// Whether what accounts and pots held before the period is written, for books that begin with it.
  public var writesOpenings = false
  /// The options that chose the period, for the manifest.
  public var asked: [(name: String, value: String)] = []

  /// Whether rows that changed after they were exported get an entry that corrects them.
  public var adjusts = false

  /// Whether a journal has a file for each month, which its first file includes.
  public var hasJournalPerMonth = false

  /// The usual formats, with the usual days.
  public init() {}

  /// What shapes the registers of some days.
  func registers(_ days: DayRange?) -> RegisterOptions {
    var options = RegisterOptions()
    options.dateBasis = dateBasis
    options.pots = pots
    options.includesPending = includesPending
    options.days = days
    return options
  }

  /// Options that the manifest names only where they are used.
  var named: [(name: String, value: String)] {
    var named: [(name: String, value: String)] = []
    if pots != .separate { named.append(("pots", pots.rawValue)) }
    if includesPending { named.append(("include-pending", "true")) }
    if hasEmptyStatements { named.append(("empty-statements", "true")) }
    if charset != .utf8 { named.append(("charset", charset.rawValue)) }
    if !targets.isEmpty {
      named.append(("targets", targets.map(\.name).joined(separator: ",")))
    }
    return named
  }

  /// Whether nothing but the files of targets is written.
  var isOfTargetsAlone: Bool { formats.isEmpty && !targets.isEmpty }
}
