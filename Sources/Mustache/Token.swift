// A template as a row of tokens: text, cut after each line feed, and tags.

internal import Bytes

/// One piece of a template's source.
struct Token: Equatable {
  /// What a tag does.
  enum Kind: Equatable {
    case text
    /// `{{name}}`
    case variable
    /// `{{{name}}}` and `{{&name}}`
    case unescaped
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case inverted
    /// `{{$name}}`
    case block
    /// `{{<name}}`
    case parent
    /// `{{/name}}`
    case close
    /// `{{>name}}`
    case partial
    /// `{{! … }}`
    case comment
    /// `{{=<% %>=}}`
    case delimiters
  }

  let kind: Kind
  /// Where it is in the source.
  let range: ByteRange
  /// The tag's name without spaces around it, and without the `*` of a dynamic name.
  var name = ByteRange.empty
  /// Whether the name is that of a value that holds the name of a template.
  var isDynamic = false

  /// Whether the tag needs a closing tag.
  var opens: Bool {
    switch kind {
    case .section, .inverted, .block, .parent: true
    default: false
    }
  }

  /// Whether the tag takes its line with it when it is there alone.
  var mayStandAlone: Bool {
    switch kind {
    case .text, .variable, .unescaped: false
    default: true
    }
  }
}
