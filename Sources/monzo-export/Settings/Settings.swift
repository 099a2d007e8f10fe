// What a run goes by, resolved once before its command starts: the command line first, then the environment, then
// the configuration file, then the default. No other file looks an option and a key of the configuration up together.

import Accounting
import Archive
import Arguments
import Bytes
import Calendar
import Connect
import Disk
import Model
import MonzoAPI
import Pipeline
import Write

struct Settings {
  /// The folder of the archive, from the root: what is shown of it means the same in every working folder.
  let archive: String?
  /// Whether the command line names the archive, which then is what a filter reads instead of standard input.
  let isArchiveNamed: Bool
  /// The configuration file; nil when there is none.
  let configuration: String?
  /// The folder that the command line names for files; nil when it names none.
  let out: String?
  let exports: String
  /// The folder of the site, where a command writes nothing else.
  let site: String
  /// The file of the user's rules; nil for the one in the archive that is read.
  let rules: String?
  let templates: String?
  let timeZone: TimeZoneRules
  /// The time that is treated as now; nil for the latest time in the input.
  let asOf: Instant?
  let isQuiet: Bool
  let exportsLateRows: Bool
  /// The user's accounts elsewhere, and what is never spending.
  let spending: SpendingSettings
  /// What the user's own accounting calls categories, shops, people, tags and accounts.
  let chart: ChartOfAccounts
  /// Whose bank holidays move paydays.
  let nation: Nation
  /// In which months the user's VAT quarters end; nil when nobody said.
  let vatStagger: VATStagger?
  /// The programs for which a month writes files in a form of their own.
  let targets: [Target]
  let apiURL: String
  let authURL: String
  let clientID: String?
  let clientSecret: Secret?
  /// An access token that serves this run alone.
  let accessToken: Secret?
  let redirect: String
  let tokenStore: Configuration.TokenStoreChoice
  let concurrency: Int
  let home: String?
  /// The folder of what is known between runs, such as tokens; nil when the environment leads to none.
  let state: String?
  let environment: [String: String]

  init(_ invocation: Invocation, environment: [String: String]) throws {
    func variable(_ name: String) -> String? { environment[name].flatMap(\.trimmed.nonEmpty) }
    let places = Places(environment: environment)
    let file = try Configuration(of: invocation[Options.config], places)
    archive = (invocation[Options.archive] ?? file.archive ?? places.archive).map {
      SystemDisk($0).place
    }
    isArchiveNamed = invocation.isOnCommandLine(Options.archive)
    configuration = file.path
    out = invocation[Options.out].map(Settings.withoutSlashesAtEnd)
    exports = out ?? file.out ?? "./exports"
    site = out ?? file.out.map { "\($0)/site" } ?? "./exports/site"
    rules = invocation[Options.rules] ?? file.rules
    templates = invocation[Options.templates] ?? file.templates
    timeZone = try Settings.zone(invocation, file)
    asOf = invocation[Options.asOf]
    isQuiet = invocation[Options.quiet]
    exportsLateRows = !invocation[Options.noLate] && file.late ?? true
    spending = file.spending
    chart = file.chart
    nation = invocation[Options.bankHolidays] ?? file.nation ?? .englandAndWales
    vatStagger = invocation[Options.vatStagger] ?? file.vatStagger
    targets = file.targets
    apiURL = invocation[Options.apiURL] ?? file.apiURL ?? "https://api.monzo.com"
    authURL = invocation[Options.authURL] ?? file.authURL ?? "https://auth.monzo.com"
    clientID = variable("MONZO_CLIENT_ID") ?? file.clientID
    clientSecret = variable("MONZO_CLIENT_SECRET").map(Secret.init) ?? file.clientSecret
    accessToken = environment["MONZO_ACCESS_TOKEN"].flatMap(\.nonEmpty).map(Secret.init)
    redirect = file.redirect ?? RedirectAddress.usual
    tokenStore = file.tokenStore ?? .file(nil)
    concurrency = invocation[Options.concurrency] ?? file.concurrency ?? 4
    home = places.home
    state = places.state
    self.environment = environment
  }

  private static func zone(_ invocation: Invocation, _ file: Configuration) throws -> TimeZoneRules
  {
    let named = invocation[Options.timeZone] ?? file.timeZone
    guard let named else { return .london }
    if let zone = TimeZoneRules.system(named) { return zone }
    throw invocation.badValue(
      of: Options.timeZone, named, expected: "a zone such as Europe/London or UTC")
  }

  /// A folder's path without the slashes that a shell may put at its end.
  private static func withoutSlashesAtEnd(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

extension Configuration {
  /// Reads the configuration of a run: the file that is named, or the one at its usual place if there is one.
  fileprivate init(of named: String?, _ places: Places) throws {
    guard let path = named ?? places.configuration else {
      self = .empty
      return
    }
    do {
      try self.init(parsing: File.reading(path).readAll(), path: path, home: places.home)
    } catch let error as StorageError where error.isMissing && named == nil {
      self = .empty
    }
  }
}
