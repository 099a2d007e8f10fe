// What every page has: a path, a title, its place in the site, and a context for its template.

internal import Model
internal import Mustache

/// A page of the site: plain values, made ready for a template.
protocol Page {
  /// The template that draws it.
  static var template: String { get }
  /// What is around its content.
  var frame: Frame { get }
  /// What its template shows, by name.
  var content: [(String, Value)] { get }
}

/// What is around the content of a page.
struct Frame: Equatable {
  /// A link and what it says.
  struct Link: Equatable {
    let label: String
    /// The path from the site's folder.
    let path: String
  }

  /// The path from the site's folder.
  let path: String
  /// The title, unlike that of any other page.
  let title: String
  /// The pages above it, highest first; none for the overview.
  let above: [Link]
  /// The day up to which the data reach.
  let asOf: CivilDate
  /// The name of the time zone.
  let timeZone: String

  /// Places a page in a site.
  init(_ path: String, _ title: String, above: [Link] = [], _ site: SiteFacts) {
    self.path = path
    self.title = title
    self.above = above
    asOf = site.asOf
    timeZone = site.options.timeZone.identifier
  }

  /// The way from the page's folder to the site's.
  var root: String { String(repeating: "../", count: path.utf8.count { $0 == 0x2F }) }

  /// A link from this page to a path.
  func href(_ path: String) -> Value { .text(root + path) }

  /// The same for several pages.
  static let overview = Link(label: Words.overview, path: "index.html")

  private static let main = [
    overview,
    Link(label: Words.months, path: "index.html#months"),
    Link(label: Words.accounts, path: "index.html#accounts"),
    Link(label: Words.about, path: "about.html"),
  ]

  /// What the layout shows, by name.
  var content: [(String, Value)] {
    [
      ("w", Words.context), ("root", .text(root)), ("title", .text(title)),
      ("asOf", .date(asOf)), ("zoneNote", .text(Words.days(inZone: timeZone))),
      (
        "navigation",
        .list(
          Frame.main.map { link in
            [
              "href": href(link.path), "label": .text(link.label),
              "isCurrent": .bool(link.path == path),
            ]
          })
      ),
      (
        "crumbs",
        above.isEmpty
          ? .null
          : [
            "links": .list(above.map { ["href": href($0.path), "label": .text($0.label)] }),
            "here": .text(title),
          ]
      ),
    ]
  }
}

/// Turns pages into files.
struct PageRenderer {
  let templates: SiteTemplates

  /// Takes the templates.
  init(_ templates: SiteTemplates) { self.templates = templates }

  /// The file of a page.
  func file<P: Page>(of page: P) throws(TemplateError) -> SiteFile {
    let members = page.frame.content + page.content
    let context = Value.object(Shape(members.map(\.0)), members.map(\.1))
    let bytes = try templates.library.render(P.template, with: context)
    return SiteFile(path: page.frame.path, bytes: bytes)
  }
}
