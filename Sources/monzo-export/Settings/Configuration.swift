// The user's configuration file: what would otherwise be on every command line. Relaxed JSON; an unknown key is an
// error with its place, because a misspelt setting would silently do nothing.

import Accounting
import Bytes
import Calendar
import Connect
import Model
import MonzoAPI
import Pipeline
import Wording
import Write

/// What the configuration file says; what it leaves out is nil.
struct Configuration: Equatable {
  /// The file that it was read from; nil when there is none.
  var path: String?
  var archive: String?
  var out: String?
  var timeZone: String?
  var apiURL: String?
  var authURL: String?
  var clientID: String?
  var clientSecret: Secret?
  var redirect: String?
  var tokenStore: TokenStoreChoice?
  var concurrency: Int?
  var rules: String?
  var templates: String?
  /// Whether `month` also exports rows of earlier months that were never exported.
  var late: Bool?
  /// Whose bank holidays move paydays.
  var nation: Nation?
  /// In which months the user's VAT quarters end.
  var vatStagger: VATStagger?
  /// What `own_accounts` and `spending` say.
  var spending = SpendingSettings.none
  /// What `chart` maps to accounts of the user's own accounting.
  var chart = ChartOfAccounts.empty

  /// The programs for which a month writes files in a form of their own.
  var targets: [Target] = []

  enum TokenStoreChoice: Equatable {
    /// A file of the user's own, at the usual place or at a given one.
    case file(String?)
    /// Nowhere: shown once on the terminal.
    case echo
    case helper([String])
  }

  static let empty = Configuration()

  static let keys = [
    "archive", "out", "time_zone", "api_url", "auth_url", "client_id", "client_secret",
    "redirect", "token_store", "concurrency", "rules", "templates", "late",
    "bank_holidays", "vat_stagger", "own_accounts", "spending", "chart", "targets",
  ]

  init(parsing bytes: [UInt8], path: String, home: String?) throws(CommandError) {
    self.init()
    self.path = path
    let reader = ConfigurationReader(path: path, home: home)
    for member in try reader.members(of: bytes, among: Configuration.keys) {
      switch member.key {
      case "archive": archive = try reader.path(member)
      case "out": out = try reader.path(member)
      case "time_zone": timeZone = try reader.text(member) { try Configuration.check(zone: $0) }
      case "api_url": apiURL = try reader.text(member) { _ = try BaseAddress($0) }
      case "auth_url": authURL = try reader.text(member) { _ = try BaseAddress($0) }
      case "client_id": clientID = try reader.text(member)
      case "client_secret": clientSecret = Secret(try reader.text(member))
      case "redirect": redirect = try reader.text(member) { _ = try RedirectAddress($0) }
      case "token_store": tokenStore = try reader.tokenStore(member)
      case "concurrency": concurrency = try reader.count(member, 1...16)
      case "rules": rules = try reader.path(member)
      case "templates": templates = try reader.path(member)
      case "late": late = try reader.boolean(member)
      case "chart": chart = try reader.chart(member)
      case "bank_holidays": nation = try reader.nation(member)
      case "vat_stagger":
        vatStagger = VATStagger(rawValue: try reader.count(member, 1...3))
      case "targets": targets = try reader.targets(member)
      case "own_accounts": spending.ownAccounts = try reader.ownAccounts(member)
      default: try reader.readSpending(member, into: &spending)
      }
    }
  }

  private init() {}

  private static func check(zone: String) throws(CommandError) {
    guard TimeZoneRules.system(zone) == nil else { return }
    throw CommandError(
      message: "no zone '\(zone)', expected one such as Europe/London or UTC", status: .usage)
  }
}
