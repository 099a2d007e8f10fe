// Reads a command line from left to right (POSIX.1-2017 §12.2, with the GNU long options). An
// argument that begins with '-' is never taken as the value of the option before it, unless it
// looks like a negative number; '--option=-value' says it when it is meant.

/// The state of reading one command line.
struct Parser {
  let program: CommandLineTool
  let environment: [String: String]
  /// The command, once its name was read.
  private(set) var command: Command?
  /// Texts by the option's long name; a flag has one empty text.
  private var options: [String: [String]] = [:]
  /// What is no option, after the command's name.
  private var positionals: [String] = []

  init(program: CommandLineTool, environment: [String: String]) {
    self.program = program
    self.environment = environment
  }

  /// Whether an argument asks for help, wherever it is before `--`.
  static func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  /// Whether an option was given on the command line.
  func isGiven(_ option: some OptionKey) -> Bool { options[option.definition.name] != nil }

  /// Reads all arguments and checks each value where it is.
  mutating func scan(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    var optionsEnded = false
    while let argument = rest.popFirst() {
      if optionsEnded || !Parser.isOption(argument) {
        try takePositional(argument)
      } else if argument == "--" {
        optionsEnded = true
      } else if argument.hasPrefix("--") {
        try takeLong(argument, rest: &rest)
      } else {
        try takeShort(argument, rest: &rest)
      }
    }
  }

  /// Whether an argument is written like an option: not `-`, which is a file, and not `-5` or
  /// `-.5`, which are numbers, since no option is a digit.
  private static func isOption(_ argument: String) -> Bool {
    guard argument.first == "-", let second = argument.dropFirst().first else { return false }
    return second != "." && !(second.isASCII && second.isNumber)
  }
}

// MARK: - One argument

extension Parser {
  private mutating func takePositional(_ argument: String) throws(UsageError) {
    if command == nil {
      command = try program.command(named: argument)
    } else {
      positionals.append(argument)
    }
  }

  /// Takes `--name`, `--name value` or `--name=value`.
  private mutating func takeLong(
    _ argument: String, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let (spelling, value) = Parser.split(argument)
    let name = spelling.dropFirst(2)
    guard let option = available.first(where: { $0.name == name }) else {
      throw error(unknown(spelling, name: String(name)))
    }
    try take(option, attached: value, rest: &rest)
  }

  /// Takes `-o value`, `-ovalue`, `-o=value`, or several flags in one word.
  private mutating func takeShort(
    _ argument: String, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = available.first(where: { $0.short == letter }) else {
        // The whole word when already its first letter is unknown: it may be '-format'.
        let isFirst = letter == argument.dropFirst().first
        let spelling = isFirst ? Parser.split(argument).spelling : "-\(letter)"
        throw error(unknown(spelling, name: String(spelling.dropFirst())))
      }
      let isAssigned = letters.first == "="
      if option.value != nil || isAssigned {
        let value = isAssigned ? letters.dropFirst() : letters
        let isAttached = isAssigned || !letters.isEmpty
        return try take(option, attached: isAttached ? String(value) : nil, rest: &rest)
      }
      try take(option, attached: nil, rest: &rest)
    }
  }

  /// Records an option with the value attached to it, or with the next argument.
  private mutating func take(
    _ option: OptionDefinition, attached: String?, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard let type = option.value else {
      if let attached {
        throw error(.unexpectedValue(option: option.spelling, value: attached))
      }
      options[option.name] = [""]
      return
    }
    let next = rest.first
    guard let text = attached ?? next.flatMap({ Parser.isOption($0) ? nil : $0 }) else {
      throw error(
        .missingValue(
          option: option.spelling, placeholder: type.placeholder,
          next: next == "--" ? nil : next))
    }
    if attached == nil { rest.removeFirst() }
    if !option.repeats, options[option.name] != nil {
      throw error(.repeatedOption(option.spelling))
    }
    try check(text, type, of: option.spelling)
    options[option.name, default: []].append(text)
  }

  /// The options that may be here, the command's own first.
  private var available: [OptionDefinition] { (command?.options ?? []) + program.commonOptions }

  /// Says what is wrong with an option that may not be here.
  private func unknown(_ spelling: String, name: String) -> UsageError.Kind {
    let elsewhere = program.commands.flatMap(\.options)
    if command == nil, elsewhere.contains(where: { [$0.spelling, $0.letter].contains(spelling) }) {
      return .optionBeforeCommand(spelling)
    }
    // A single letter is near to nothing: any other letter would be as near.
    let nearest =
      name.count > 1 ? Spelling.nearest(to: name, among: available.map(\.name)) : nil
    return .unknownOption(spelling, nearest: nearest.map { "--" + $0 })
  }

  /// Splits at the first `=`; the value is nil when there is none.
  private static func split(_ argument: String) -> (spelling: String, value: String?) {
    guard let sign = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (argument, nil) }
    let value = argument[argument.utf8.index(after: sign)...]
    return (String(argument[..<sign]), String(value))
  }
}

// MARK: - The whole

extension Parser {
  /// Makes the invocation, once everything was read.
  func invocation() throws(UsageError) -> Invocation {
    guard let command else { throw error(.missingCommand) }
    try checkAlternatives(of: command)
    return Invocation(
      command: command, program: program.name, options: try withEnvironment(),
      named: Set(options.keys), positionals: try bound(to: command.positionals))
  }

  private func checkAlternatives(of command: Command) throws(UsageError) {
    for group in command.alternatives {
      let given = group.filter { options[$0] != nil }
      if given.count > 1 { throw error(.conflict("--" + given[0], "--" + given[1])) }
    }
  }

  /// The options of the command line, and those of the environment that it does not give.
  private func withEnvironment() throws(UsageError) -> [String: [String]] {
    var options = options
    for option in available where options[option.name] == nil {
      guard let variable = option.environment, let text = environment[variable], !text.isEmpty
      else { continue }
      if let type = option.value { try check(text, type, of: variable) }
      options[option.name] = [text]
    }
    return options
  }

  /// Gives every positional its place.
  private func bound(
    to definitions: [PositionalDefinition]
  ) throws(UsageError) -> [String: [String]] {
    var bound: [String: [String]] = [:]
    var rest = positionals[...]
    for definition in definitions {
      let texts = rest.prefix(definition.repeats ? rest.count : 1)
      rest.removeFirst(texts.count)
      if texts.isEmpty, definition.isRequired {
        throw error(.missingPositional(definition.spelling))
      }
      for text in texts { try check(text, definition.value, of: definition.spelling) }
      bound[definition.value.placeholder] = Array(texts)
    }
    if let extra = rest.first { throw error(.extraPositional(extra)) }
    return bound
  }

  private func check(
    _ text: String, _ type: ValueDefinition, of subject: String
  ) throws(UsageError) {
    if let kind = type.mistake(in: text, of: subject) { throw error(kind) }
  }

  private func error(_ kind: UsageError.Kind) -> UsageError {
    UsageError(program: program.name, command: command?.name, kind: kind)
  }
}
