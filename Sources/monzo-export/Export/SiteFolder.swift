// The site on disk: the pure builder's files in a folder that is replaced whole.

import Aggregate
import Archive
import Enrich
import Foundation
import Model
import Mustache
import Site
import Write

/// Writes the site of a history.
struct SiteFolder {
  private let rows: EnrichedRowSource
  private let path: String
  private let context: CommandContext

  init(_ rows: EnrichedRowSource, in path: String, _ context: CommandContext) {
    self.rows = rows
    self.path = path
    self.context = context
  }

  /// Writes every page and gives the paths.
  func write() throws -> [String] {
    let templates = try templates()
    do {
      return try write(with: templates)
    } catch let error as TemplateError {
      // The person's own templates are told by where they are, built-in ones by their names.
      let isOwn = error.location.map { templates[$0.file] != nil } ?? false
      let place = isOwn ? "\(context.settings.templates ?? "")/" : ""
      throw CommandError(message: "\(place)\(error)", status: .usage)
    }
  }

  private func write(with templates: [String: [UInt8]]) throws -> [String] {
    var options = SiteOptions(
      asOf: rows.history.asOf, timeZone: context.timeZone, version: MonzoExport.version)
    options.registers = registers
    options.postings = rows.history.balances.rule
    options.categoryNames = rows.history.knowledge.categoryNames
    options.templates = templates
    options.unreadCount = rows.history.diagnosticCount
    var folder = try OutputFolder(replacing: path)
    var builder = try SiteBuilder(options)
    var paths: [String] = []
    func put(_ file: SiteFile) throws {
      paths.append(file.path)
      try folder.write(file.bytes, to: file.path)
    }
    let knowledge = rows.history.knowledge
    try rows.visit { row, _ in
      // A pot's own statement belongs to a hidden account that people know only as the pot.
      if let account = row[.accountID], let pot = knowledge.pot(ofAccount: account) {
        row[.accountID] = pot.id
      }
      try builder.add(row, write: put)
    }
    try builder.finish(write: put)
    try folder.commit()
    return paths
  }

  /// Accounts in the order in which they were opened, each followed by its pots.
  private var registers: [Site.AccountSummary] {
    let history = rows.history
    let book = history.knowledge.references
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

  /// Adds what the books say of an account or a pot.
  private func fill(_ register: inout Site.AccountSummary) {
    let balances = rows.history.balances
    register.openingDay = balances.firstCompleteDay(of: register.id)
    register.openingMinor =
      register.openingDay.map { balances.balance(of: register.id, before: $0) }
      ?? balances.opening(of: register.id)
    register.balanceMinor = balances.closing(of: register.id)
    register.proof = balances.proof(of: register.id)
  }

  /// The user's templates, by name.
  private func templates() throws -> [String: [UInt8]] {
    guard let folder = context.settings.templates else { return [:] }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw StorageError(action: "read", path: folder, code: ENOENT)
    }
    var files: [String: [UInt8]] = [:]
    for name in names.sorted() where name.hasSuffix(".mustache") || name.hasSuffix(".css") {
      files[name] = try File.reading("\(folder)/\(name)").readAll()
    }
    return files
  }
}
