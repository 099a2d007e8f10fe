// The site as a writer: rows in, pages out. Rows come once, in order of day; the pages of a month are
// made when the next month begins, because they link to it, so only one month's rows are ever in memory.

public import Model
internal import Mustache

/// One file of the site.
public struct SiteFile: Equatable, Sendable {
  /// The path inside the site's folder, with `/` between its parts: lower-case letters, digits, `-` and `.`.
  public var path: String
  /// The content.
  public var bytes: [UInt8]
}

/// Makes the pages of a history.
///
/// ```swift
/// var site = try SiteBuilder(options)
/// for row in rows { try site.add(row) { try folder.write($0.path, $0.bytes) } }
/// try site.finish { try folder.write($0.path, $0.bytes) }
/// ```
///
/// The same rows and options give the same files in the same order. Memory is that of the rows of one
/// month and a few kilobytes for each month before it.
public struct SiteBuilder {
  private let press: PageRenderer
  private var site: SiteFacts
  private var current: OpenMonth?

  /// A month whose rows are still coming.
  private struct OpenMonth {
    var facts: MonthFacts
    var entries: [TransactionLine]
  }

  /// Prepares a site.
  ///
  /// - Throws: `TemplateError` when a template given in the options has an error, `SiteError` when a file in
  ///   them is none of the site's.
  public init(_ options: SiteOptions) throws {
    press = PageRenderer(try SiteTemplates(replacing: options.templates))
    site = SiteFacts(options)
  }

  /// Adds the next row.
  ///
  /// - Parameters:
  ///   - row: An enriched row with its running balance; its month is not before that of the rows before.
  ///   - write: Takes each file that is complete now, which most rows give none of.
  /// - Throws: `SiteError.outOfOrder`, `TemplateError` when a page cannot be made of the templates, or
  ///   whatever `write` throws.
  public mutating func add(_ row: Row, write: (SiteFile) throws -> Void) throws {
    let month = row.date.month
    if let open = current, open.facts.month != month {
      guard open.facts.month < month else {
        throw SiteError.outOfOrder(id: row[.id] ?? "", month: month, after: open.facts.month)
      }
      try close(open, next: month, write)
      current = nil
    }
    if current == nil { current = OpenMonth(facts: site.beginMonth(of: row), entries: []) }
    let balance = site.note(row)
    current?.facts.add(row, balance: balance)
    current?.entries.append(TransactionLine(row, site.names))
  }

  /// Makes the pages that need to know all rows, and the stylesheet.
  ///
  /// - Parameter write: Takes each file.
  /// - Throws: `TemplateError` when a page cannot be made of the templates, or whatever `write` throws.
  public mutating func finish(write: (SiteFile) throws -> Void) throws {
    if let open = current { try close(open, next: nil, write) }
    current = nil
    try write(press.file(of: OverviewPage(site)))
    try write(press.file(of: AboutPage(site)))
    try write(SiteFile(path: "site.css", bytes: press.templates.stylesheet))
  }

  private mutating func close(
    _ open: OpenMonth, next: Month?, _ write: (SiteFile) throws -> Void
  ) throws {
    site.history.append(open.facts)
    site.noteToSee(open.entries, of: open.facts.month)
    let newest = TransactionList(open.entries, .newestFirst, site)
    try write(press.file(of: MonthPage(open.facts, newest, next: next, site)))
    for page in newest.pages.dropFirst() { try write(press.file(of: page)) }
    for page in TransactionList(open.entries, .largestFirst, site).pages {
      try write(press.file(of: page))
    }
  }
}

/// What stops a site from being made, besides errors of templates.
public enum SiteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A row of an earlier month came after rows of a later one.
  case outOfOrder(id: String, month: Month, after: Month)
  /// A file that should take the place of a shipped one is neither a template nor the stylesheet.
  case unknownFile(String)

  /// The error in words.
  public var description: String {
    switch self {
    case .outOfOrder(let id, let month, let after):
      "row '\(id)' of \(month) came after rows of \(after): expected rows in order of day"
    case .unknownFile(let name):
      "'\(name)' is no file of the site: expected 'site.css' or a name that ends in '.mustache'"
    }
  }
}
