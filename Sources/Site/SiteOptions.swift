// What the site is given beside rows. All of it is plain values: no clock, no folder, no system setting.

public import Aggregate
public import Model

/// What the site is given beside rows.
public struct SiteOptions: Sendable {
  /// The time up to which the data reach; the month it is in is compared with the same days of others.
  public var asOf: Instant
  /// The zone whose days the rows have.
  public var timeZone: TimeZoneRules
  /// The version of the program.
  public var version: String
  /// The currency of the figures; rows of accounts in other currencies are listed, not counted.
  public var currency = Currency.gbp
  /// How many transactions a page holds, 1 to `rowsPerPageMax`.
  public var rowsPerPage = 250
  /// The accounts and pots, in the order of the overview.
  public var registers: [AccountSummary] = []
  /// In which registers rows are.
  public var postings = PostingRule()
  /// The names of the user's own categories, by id.
  public var categoryNames: [String: String] = [:]
  /// Files that take the place of shipped ones, by file name: `month.mustache`, `site.css`.
  ///
  /// Templates of other names may be added, for others to call.
  public var templates: [String: [UInt8]] = [:]
  /// Data files to link to from the page about the report.
  public var dataFiles: [DataFile] = []
  /// How many records could not be read.
  public var unreadCount = 0

  /// The most transactions on one page: more than 8,000 elements make a page slow to load.
  public static let rowsPerPageMax = 500

  /// Creates the options of a site.
  public init(asOf: Instant, timeZone: TimeZoneRules, version: String) {
    self.asOf = asOf
    self.timeZone = timeZone
    self.version = version
  }

  /// The day of `asOf`.
  var asOfDay: CivilDate { timeZone.date(of: asOf) }
}

/// A data file beside the site.
public struct DataFile: Equatable, Sendable {
  /// What the link says.
  public var name: String
  /// The path from the site's folder, as `../2026-06/transactions.csv`.
  ///
  /// Letters, digits and `._-/` only, not from the root; any other path is shown and not linked.
  public var path: String

  /// Creates a link.
  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The path when it may be in a link.
  var href: String? {
    let isSafe = path.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
      default: false
      }
    }
    return isSafe && !path.isEmpty && path.utf8.first != 0x2F ? path : nil
  }
}

/// An account or a pot as the overview lists it.
public struct AccountSummary: Equatable, Sendable {
  /// The bank's id of the account or pot.
  public var id: String
  /// What a person calls it.
  public var name: String
  /// Whether it is a pot.
  public var isPot: Bool
  /// Whether it is closed or deleted.
  public var isClosed = false
  /// The currency of the balance.
  public var currency = Currency.gbp
  /// The balance before the first row, in minor units, or when `openingDay` began; null when nothing says.
  public var openingMinor: Int64?
  /// The first day of which all rows are known, when of earlier ones some may be missing.
  public var openingDay: CivilDate?
  /// The balance in minor units; that of the last row when null.
  public var balanceMinor: Int64?
  /// Whether its books balance; null when nobody looked.
  public var proof: Proof?

  /// Creates an account or a pot.
  public init(id: String, name: String, isPot: Bool = false) {
    self.id = id
    self.name = name
    self.isPot = isPot
  }
}
