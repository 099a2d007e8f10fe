// Which regular expressions are let in. The matcher tries every way to match, so a repetition of something
// that itself repeats or has alternatives can take longer than anybody waits; such patterns are refused
// when the rules are read, not met in the middle of a run.

import Bytes

enum RegexGuard {
  /// The most characters of a pattern.
  static let patternMax = 200
  /// The most characters of a text that are searched.
  static let textMax = 200
  /// The most repetitions without an upper limit: the time grows by the length of the text with each.
  static let repetitionsMax = 3

  /// What is wrong with a pattern; nil when it may be used.
  static func mistake(in pattern: String) -> RulesError.Kind? {
    if pattern.count > patternMax { return .longRegex(limit: patternMax) }
    do {
      _ = try Regex(pattern)
    } catch {
      return .badRegex("\(error)")
    }
    return isSlow(Array(pattern.unicodeScalars)) ? .slowRegex : nil
  }

  /// A regular expression that was let in.
  static func compile(_ pattern: String) -> Regex<AnyRegexOutput>? {
    (try? Regex(pattern))?.ignoresCase()
  }

  private struct Group {
    var repeats = false
    var hasAlternatives = false
  }

  /// Walks over a pattern that is known to be well formed.
  private static func isSlow(_ pattern: [Unicode.Scalar]) -> Bool {
    var open = [Group()]
    var closed: Group?  // The group that ended just before.
    var repetitions = 0
    var at = 0
    while at < pattern.count {
      let scalar = pattern[at]
      var next = at + 1
      var ended: Group?
      switch scalar {
      case "\\": next = at + 2
      case "[": next = endOfSet(pattern, at)
      case "(": open.append(Group())
      case ")":
        ended = open.count > 1 ? open.removeLast() : nil
        if let ended, ended.repeats { open[open.count - 1].repeats = true }
      case "|": open[open.count - 1].hasAlternatives = true
      case "*", "+", "{":
        if scalar == "{", !isRepetition(pattern, at) { break }
        if let closed, closed.repeats || closed.hasAlternatives { return true }
        open[open.count - 1].repeats = true
        repetitions += scalar == "{" && hasLimit(pattern, at) ? 0 : 1
        if scalar == "{" { next = (pattern[at...].firstIndex(of: "}") ?? at) + 1 }
      default: break
      }
      closed = ended
      at = next
    }
    return repetitions > repetitionsMax
  }

  private static func endOfSet(_ pattern: [Unicode.Scalar], _ start: Int) -> Int {
    var depth = 0
    var at = start
    while at < pattern.count {
      switch pattern[at] {
      case "\\": at += 1
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { return at + 1 }
      default: break
      }
      at += 1
    }
    return at
  }

  private static func isRepetition(_ pattern: [Unicode.Scalar], _ at: Int) -> Bool {
    at + 1 < pattern.count && ("0"..."9" ~= pattern[at + 1] || pattern[at + 1] == ",")
  }

  /// Whether `{n}` or `{n,m}` is here, and not `{n,}`.
  private static func hasLimit(_ pattern: [Unicode.Scalar], _ at: Int) -> Bool {
    guard let end = pattern[at...].firstIndex(of: "}") else { return true }
    return pattern[end - 1] != ","
  }
}
