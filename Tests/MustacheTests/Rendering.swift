// What the tests of this folder share: templates and context in, text out.

import Mustache

/// Renders the template `page` of a few templates.
func render(
  _ page: String, _ context: Value = [:], with others: [String: String] = [:],
  mode: Library.Mode = .strict
) throws -> String {
  let library = try Library(sources(page, others), mode: mode)
  return String(decoding: try library.render("page", with: context), as: UTF8.self)
}

/// The wording of the error that rendering ends in; nil when it does not.
func complaint(
  _ page: String, _ context: Value = [:], with others: [String: String] = [:],
  mode: Library.Mode = .strict
) -> String? {
  do {
    _ = try render(page, context, with: others, mode: mode)
    return nil
  } catch {
    return "\(error)"
  }
}

func sources(_ page: String, _ others: [String: String]) -> [TemplateSource] {
  others.map { TemplateSource(name: $0.key, text: $0.value) }
    + [TemplateSource(name: "page", text: page)]
}

/// Markup for tests, made the only way there is.
func markup(_ literal: StaticString) -> Value {
  var writer = MarkupWriter()
  writer.append(literal)
  return .markup(writer.markup)
}
