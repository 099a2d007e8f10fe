// How an export is to be: which formats and targets, and how they write days and text.

public import Aggregate
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

  /// The options that chose the period, for the manifest.
  public var asked: [(name: String, value: String)] = []

  /// Whether rows that changed after they were exported get an entry that corrects them.
  public var adjusts = false

  /// Whether a journal has a file for each month, which its first file includes.
  public var hasJournalPerMonth = false

  /// The usual formats, with the usual days.
  public init() {}

  /// Options that the manifest names only where they are used.
  var named: [(name: String, value: String)] {
    var named: [(name: String, value: String)] = []
    if charset != .utf8 { named.append(("charset", charset.rawValue)) }
    if !targets.isEmpty {
      named.append(("targets", targets.map(\.name).joined(separator: ",")))
    }
    return named
  }

  /// Whether nothing but the files of targets is written.
  var isOfTargetsAlone: Bool { formats.isEmpty && !targets.isEmpty }
}
