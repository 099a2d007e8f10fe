// The templates and the stylesheet, built into the program from `templates/`, any of which the caller may
// replace by name.

internal import Mustache

/// The templates and the stylesheet of a site.
struct SiteTemplates {
  /// The templates, parsed.
  let library: Library
  /// The stylesheet.
  let stylesheet: [UInt8]

  private static let stylesheetName = "site.css"
  private static let suffix = ".mustache"

  /// Takes the shipped files, and others in their place.
  init(replacing files: [String: [UInt8]] = [:]) throws {
    var sources = SiteTemplates.shipped.map { TemplateSource(name: $0.name, bytes: $0.bytes) }
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name != Self.stylesheetName {
      guard name.hasSuffix(Self.suffix) else { throw SiteError.unknownFile(name) }
      let stem = String(name.dropLast(Self.suffix.count))
      sources.append(TemplateSource(name: stem, file: name, bytes: bytes))
    }
    library = try Library(sources, mode: .strict)
    stylesheet = files[Self.stylesheetName] ?? PackageResources.site_css
  }

  private static let shipped: [(name: String, bytes: [UInt8])] = [
    ("layout", PackageResources.layout_mustache),
    ("overview", PackageResources.overview_mustache),
    ("month", PackageResources.month_mustache),
    ("transactions", PackageResources.transactions_mustache),
    ("about", PackageResources.about_mustache),
    ("_steps", PackageResources._steps_mustache),
    ("_figures", PackageResources._figures_mustache),
    ("_figure", PackageResources._figure_mustache),
    ("_lines", PackageResources._lines_mustache),
    ("_columns", PackageResources._columns_mustache),
    ("_categories", PackageResources._categories_mustache),
    ("_left_out", PackageResources._left_out_mustache),
    ("_transactions", PackageResources._transactions_mustache),
    ("_transaction", PackageResources._transaction_mustache),
    ("_pager", PackageResources._pager_mustache),
    ("_accounts", PackageResources._accounts_mustache),
    ("_year", PackageResources._year_mustache),
  ]
}
