// What a definition must hold to: names that can be typed, no name twice, places that can be kept
// apart, one meaning for one option throughout the program.

extension CommandLineTool {
  /// Lists what contradicts itself in a definition, in the order of the definition.
  static func mistakes(in commands: [Command], commonOptions: [OptionDefinition]) -> [String] {
    var mistakes = repeated(commands.map(\.name)).map { "command '\($0)' is defined twice" }
    for command in commands {
      let options = command.options + commonOptions
      var own = command.options.flatMap(mistakes(in:))
      own += repeated(options.map(\.spelling)).map { "'\($0)' is defined twice" }
      own += repeated(options.compactMap(\.short)).map { "'-\($0)' is defined twice" }
      own += strange(command.commonOptions, among: commonOptions)
      own += self.mistakes(in: command.positionals)
      own += alternativeMistakes(in: command)
      for example in command.examples where example.line.count + 4 > HelpPage.columnsMax {
        own.append("the example '\(example.line)' is too wide")
      }
      if !isName(command.name) { own.append("the name cannot be typed") }
      mistakes += own.map { "\(command.name): \($0)" }
    }
    return mistakes + commonOptions.flatMap(self.mistakes(in:))
      + ambiguous(commands.flatMap(\.options) + commonOptions)
  }

  private static func mistakes(in option: OptionDefinition) -> [String] {
    var mistakes: [String] = []
    if !isName(option.name) { mistakes.append("'\(option.spelling)' cannot be typed") }
    if let short = option.short, !(short.isASCII && short.isLetter) {
      mistakes.append("'-\(short)' is not a letter")
    }
    return mistakes
  }

  /// Places fill from the left, so nothing may follow a place that can take all or none.
  private static func mistakes(in positionals: [PositionalDefinition]) -> [String] {
    var mistakes = repeated(positionals.map(\.spelling)).map { "\($0) is defined twice" }
    for (former, latter) in zip(positionals, positionals.dropFirst()) {
      if former.repeats {
        mistakes.append("\(latter.spelling) can never be reached")
      } else if latter.isRequired, !former.isRequired {
        mistakes.append("\(latter.spelling) is required after one that is not")
      }
    }
    return mistakes
  }

  private static func alternativeMistakes(in command: Command) -> [String] {
    let names = command.options.map(\.name)
    return command.alternatives.flatMap(\.self).filter { !names.contains($0) }
      .map { "'--\($0)' is an alternative but no option" }
  }

  /// What a command explains in its own words must be the option that all commands share.
  private static func strange(
    _ options: [OptionDefinition], among common: [OptionDefinition]
  ) -> [String] {
    options.filter { option in
      !common.contains {
        $0.name == option.name && $0.short == option.short
          && $0.value?.placeholder == option.value?.placeholder
      }
    }.map { "'\($0.spelling)' is explained but not common" }
  }

  /// One name takes one kind of value in every command: a lookup goes by the name.
  private static func ambiguous(_ options: [OptionDefinition]) -> [String] {
    var first: [String: OptionDefinition] = [:]
    var names: [String] = []
    for option in options {
      let other = first[option.name] ?? option
      first[option.name] = other
      let isSame =
        option.value?.placeholder == other.value?.placeholder
        && option.value?.choices == other.value?.choices && option.repeats == other.repeats
      if !isSame { names.append("'\(option.spelling)' takes different values in two commands") }
    }
    return names
  }

  private static func repeated<Name: Hashable>(_ names: [Name]) -> [Name] {
    var seen: Set<Name> = []
    return names.filter { !seen.insert($0).inserted }
  }

  /// Whether a name is of small letters, digits and hyphens, the first one a letter.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isSmallLetter(first) else { return false }
    return name.utf8.allSatisfy {
      isSmallLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
