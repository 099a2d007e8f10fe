// Everything that can be wrong with a template or with what it is filled with: facts first, then
// the one place that words them.

/// An error of a template, or of the context it was filled with.
public struct TemplateError: Error, Equatable {
  /// What is wrong.
  public let fact: Fact
  /// The tag that is wrong; nil when the error is outside all templates.
  public let location: TemplateLocation?

  init(_ fact: Fact, _ location: TemplateLocation? = nil) {
    self.fact = fact
    self.location = location
  }

  /// What can be wrong.
  public enum Fact: Equatable, Sendable {
    // MARK: Errors that parsing finds

    /// The bytes are not UTF-8.
    case notUTF8
    /// A tag has no end; the closing delimiter that was expected.
    case unclosedTag(expected: String)
    /// A section, block or parent has no end; the location is that of its opening tag.
    case unclosedSection(String)
    /// A closing tag has nothing to close.
    case unexpectedClose(String)
    /// A closing tag names something else than what was opened last.
    case wrongClose(found: String, expected: String, openedAt: TemplateLocation)
    /// A set-delimiter tag does not hold two words.
    case badDelimiters(String)
    /// A tag's name is empty, or holds spaces, braces or empty parts.
    case badName(String)
    /// A template's name is not made of letters, digits, `_`, `-` and `/`.
    case badTemplateName(String)
    /// Inside a parent is something that is not a block and would be dropped.
    case ignoredInParent
    /// A block overrides nothing, as the parent has none of that name.
    case unknownBlock(String, parent: String)
    /// Tags are nested too deeply in one template.
    case nestedTooDeeply(limit: Int)

    // MARK: Errors that rendering finds

    /// No template has the name.
    case unknownTemplate(String)
    /// The context has no such name; the names of the innermost object.
    case missingKey(String, known: [String])
    /// `{{{name}}}` met something that is not safe markup.
    case notMarkup(String, kind: String)
    /// `{{name}}` met safe markup.
    case markupEscaped(String)
    /// `{{name}}` met a list or an object.
    case notText(String, kind: String)
    /// `{{>*name}}` met something that is not text.
    case notTemplateName(String, kind: String)
    /// Templates call each other too deeply.
    case depthExceeded(limit: Int)
    /// The output is too long.
    case outputExceeded(limit: Int)
  }
}

extension TemplateError: CustomStringConvertible {
  /// One line, `file:line:column: what is wrong`.
  public var description: String {
    guard let location else { return fact.message }
    return "\(location): \(fact.message)"
  }
}

extension TemplateError.Fact {
  /// The words for a fact.
  fileprivate var message: String {
    switch self {
    case .notUTF8: "not valid UTF-8"
    case .unclosedTag(let expected): "the tag is never closed by '\(expected)'"
    case .unclosedSection(let name): "'\(name)' is opened here and never closed by '{{/\(name)}}'"
    case .unexpectedClose(let name): "'{{/\(name)}}' closes nothing"
    case .wrongClose(let found, let expected, let opened):
      "found '{{/\(found)}}', expected '{{/\(expected)}}' to close line \(opened.line)"
        + " column \(opened.column)"
    case .badDelimiters(let text):
      "'\(text)' are not delimiters: expected two words without '=', as in '{{=<% %>=}}'"
    case .badName(let name):
      "'\(name)' is not a name: expected words joined by dots, without spaces and braces"
    case .badTemplateName(let name):
      "'\(name)' is not a template name: expected letters, digits, '_' and '-',"
        + " in parts joined by '/'"
    case .ignoredInParent: "only blocks may stand inside a parent, anything else is dropped"
    case .unknownBlock(let name, let parent): "'\(parent)' has no block '\(name)' to override"
    case .nestedTooDeeply(let limit): "tags are nested deeper than \(limit)"
    case .unknownTemplate(let name): "there is no template '\(name)'"
    case .missingKey(let name, let known):
      "there is no value '\(name)'"
        + (known.isEmpty ? "" : "; here are: " + known.joined(separator: ", "))
    case .notMarkup(let name, let kind):
      "'\(name)' is \(kind), and only markup may stand unescaped: write '{{\(name)}}'"
    case .markupEscaped(let name): "'\(name)' is markup: write '{{{\(name)}}}'"
    case .notText(let name, let kind): "'\(name)' is \(kind), expected text"
    case .notTemplateName(let name, let kind):
      "'\(name)' is \(kind), expected the name of a template"
    case .depthExceeded(let limit): "templates call each other deeper than \(limit)"
    case .outputExceeded(let limit): "the output is longer than \(limit) bytes"
    }
  }
}
