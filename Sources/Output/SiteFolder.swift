// The site on disk: the pure builder's files in a folder.

import Aggregate
import Archive
import Disk
import Enrich
public import Model
import Mustache
public import Pipeline
import Site
import Write

/// Writes the site of a dataset.
public struct SiteFolder {
  private let rows: EnrichedRowSource
  private let path: String
  private let templatesFolder: String?
  private let days: DayRange?

  /// Prepares a site.
  ///
  /// - Parameters:
  ///   - rows: the rows of the dataset.
  ///   - path: the folder of the site.
  ///   - templates: the folder of templates that take the place of built-in ones; nil for none.
  ///   - days: the days of the rows that are shown; nil for all.
  public init(
    _ rows: EnrichedRowSource, in path: String, templates: String? = nil, days: DayRange? = nil
  ) {
    self.rows = rows
    self.path = path
    templatesFolder = templates
    self.days = days
  }

  /// Writes every page, and puts the folder in its place.
  ///
  /// - Returns: the paths of the pages.
  /// - Throws: `StorageError`, or `PipelineError` when a template cannot be used.
  public func write() throws -> [String] {
    let pages = try begin()
    try rows.visit { row, _ in
      if days?.contains(row.date) ?? true { try pages.add(&row) }
    }
    let paths = try pages.finish()
    try pages.commit()
    return paths
  }

  /// Begins the pages, for rows that come from elsewhere.
  package func begin() throws -> SitePages {
    var options = SiteOptions(
      asOf: rows.dataset.asOf, timeZone: rows.dataset.settings.timeZone,
      version: PipelineSettings.version)
    options.registers = registers
    options.postings = rows.dataset.balances.rule
    options.categoryNames = rows.dataset.knowledge.categoryNames
    options.templates = try templates()
    options.unreadCount = rows.dataset.unreadableCount
    return try SitePages(
      options, of: rows.dataset.knowledge, in: path, guarding: rows.dataset.guarded,
      templatesFolder: templatesFolder)
  }

  /// Accounts in the order in which they were opened, each followed by its pots.
  private var registers: [Site.AccountSummary] {
    let dataset = rows.dataset
    let book = dataset.knowledge.references
    func opened(_ instant: Instant?, _ id: String) -> (Instant, String) {
      (instant ?? .distantFuture, id)
    }
    let accounts = book.accounts.values.sorted {
      opened($0.created, $0.id) < opened($1.created, $1.id)
    }
    return accounts.flatMap { account in
      var register = Site.AccountSummary(
        id: account.id, name: AccountTitle.title(ofType: account.type))
      register.isClosed = account.isClosed
      register.currency = account.currency
      fill(&register)
      let pots = book.pots.values.filter { $0.accountID == account.id }
        .sorted { opened($0.created, $0.id) < opened($1.created, $1.id) }
      return [register]
        + pots.map { pot in
          var register = Site.AccountSummary(id: pot.id, name: pot.name, isPot: true)
          register.isClosed = pot.isDeleted
          register.currency = pot.currency
          fill(&register)
          return register
        }
    }
  }

  /// Adds the balances of an account or a pot.
  private func fill(_ register: inout Site.AccountSummary) {
    let balances = rows.dataset.balances
    register.openingDay = balances.firstCompleteDay(of: register.id)
    register.balanceMinor = balances.closing(of: register.id)
    if let days {
      if register.openingDay.map({ $0 <= days.from }) ?? false { register.openingDay = nil }
      register.balanceMinor = balances.balance(
        of: register.id, before: days.through.adding(days: 1))
    }
    register.openingMinor =
      (register.openingDay ?? days?.from).map { balances.balance(of: register.id, before: $0) }
      ?? balances.opening(of: register.id)
    register.proof = balances.proof(of: register.id)
  }

  /// The user's templates, by name.
  private func templates() throws -> [String: [UInt8]] {
    guard let folder = templatesFolder else { return [:] }
    var files: [String: [UInt8]] = [:]
    for name in try FolderContents.names(in: folder)
    where name.hasSuffix(".mustache") || name.hasSuffix(".css") {
      files[name] = try File.reading("\(folder)/\(name)").readAll()
    }
    return files
  }
}
