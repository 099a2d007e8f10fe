// The pages of a site while its rows come, in a folder that appears when they are complete.

import Disk
package import Model
import Mustache
import Pipeline
import Site

/// Makes the pages of a site.
package final class SitePages {
  private var builder: SiteBuilder
  private let knowledge: Knowledge
  private let path: String
  private let guarded: OutputFolder.Guarded
  private let templates: Set<String>
  private let templatesFolder: String?
  private var folder: OutputFolder?
  private var paths: [String] = []

  /// Begins with no page; nothing is written before the first.
  init(
    _ options: SiteOptions, of knowledge: Knowledge, in path: String,
    guarding guarded: OutputFolder.Guarded, templatesFolder: String?
  ) throws {
    try OutputFolder.check(path, guarding: guarded)
    self.guarded = guarded
    self.knowledge = knowledge
    self.path = path
    self.templatesFolder = templatesFolder
    let names = Set(options.templates.keys)
    templates = names
    builder = try SitePages.placing(names, templatesFolder) { try SiteBuilder(options) }
  }

  /// Adds the next row, which afterwards is of the account under which people know it.
  package func add(_ row: inout Row) throws {
    // A pot's own statement belongs to a hidden account that people know only as the pot.
    if let account = row[.accountID], let pot = knowledge.pot(ofAccount: account) {
      row[.accountID] = pot.id
    }
    try placing { try builder.add(row, write: put) }
  }

  /// Writes the last pages, which are not in their place yet.
  ///
  /// - Returns: the paths of the pages.
  /// - Throws: `StorageError` when somebody else has the name of a page.
  package func finish() throws -> [String] {
    try placing { try builder.finish(write: put) }
    try folder?.check()
    return paths
  }

  /// Puts the pages in their place.
  package func commit() throws { try folder?.commit() }

  private func put(_ file: SiteFile) throws {
    if folder == nil { folder = try OutputFolder(at: path, guarding: guarded) }
    paths.append(file.path)
    try folder?.write(file.bytes, to: file.path)
  }

  private func placing(_ body: () throws -> Void) throws {
    try SitePages.placing(templates, templatesFolder, body)
  }

  /// Says of an error in a template which folder the template is in.
  private static func placing<Result>(
    _ templates: Set<String>, _ folder: String?, _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch let error as TemplateError {
      let isOwn = error.location.map { templates.contains($0.file) } ?? false
      throw PipelineError.template(error, folder: isOwn ? folder : nil)
    }
  }
}
