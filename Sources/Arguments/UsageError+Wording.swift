// The words of every usage error, and nowhere else. First line: the program, the command, what is
// wrong. Then, indented: the likely meaning, and where to read more.

extension UsageError: CustomStringConvertible {
  /// The whole message, without a line break at its end.
  public var description: String {
    let place = [program, command].compactMap(\.self)
    var lines = ["\(place.joined(separator: ": ")): \(kind.sentence)"]
    if let hint = kind.hint { lines.append("  \(hint)") }
    lines.append("  see '\(place.joined(separator: " ")) --help'")
    return lines.joined(separator: "\n")
  }
}

extension UsageError.Kind {
  /// What is wrong, in one line.
  var sentence: String {
    switch self {
    case .missingCommand:
      "no command given"
    case .unknownCommand(let name, _):
      "unknown command '\(name)'"
    case .unknownOption(let option, _):
      "unknown option '\(option)'"
    case .optionBeforeCommand(let option):
      "option '\(option)' comes before the command: put it after the command's name"
    case .missingValue(let option, let placeholder, _):
      "option '\(option)' needs a value: '\(option) <\(placeholder)>'"
    case .emptyValue(let subject, let expected):
      "'\(subject)' is empty" + (subject == expected ? "" : ": expected \(expected)")
    case .unexpectedValue(let option, let value):
      "option '\(option)' takes no value: found '\(value)'"
    case .repeatedOption(let option):
      "option '\(option)' is given more than once"
    case .conflict(let one, let other):
      "'\(one)' and '\(other)' can't be used together"
    case .missingOption(let option, let given):
      "option '\(given)' needs '\(option)'"
    case .badChoice(let subject, let value, let choices, _):
      "invalid value '\(value)' for '\(subject)': expected \(choices.joined(alternative: "or"))"
    case .badValue(let subject, let value, let expected, _):
      "invalid value '\(value)' for '\(subject)': expected \(expected)"
    case .missingPositional(let positional):
      "'\(positional)' is missing"
    case .extraPositional(let text):
      "unexpected argument '\(text)'"
    }
  }

  /// What was probably meant, if that can be said.
  var hint: String? {
    switch self {
    case .unknownCommand(_, let nearest?), .unknownOption(_, let nearest?),
      .badChoice(_, _, _, let nearest?), .badValue(_, _, _, let nearest?):
      "did you mean '\(nearest)'?"
    case .missingValue(let option, _, let next?):
      "a value that begins with '-' is given as '\(option)=\(next)'"
    default:
      nil
    }
  }
}

extension [String] {
  /// The items as a list for reading: `csv, ofx or qif`.
  func joined(alternative word: String) -> String {
    guard count > 1, let last else { return joined() }
    return "\(dropLast().joined(separator: ", ")) \(word) \(last)"
  }
}
