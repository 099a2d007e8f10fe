// The program as a value, and the one operation of this module: a command line in, an invocation,
// a help text or a usage error out. Nothing here reads the process: the environment is an argument.

/// A program: its commands in the order of use and the options that all of them share.
public struct CommandLineTool: Sendable {
  /// The name of the executable.
  public let name: String
  /// The version, without the name.
  public let version: String
  /// One line that says what the program does.
  public let abstract: String
  /// The commands in the order of use; the last one is `help`.
  public let commands: [Command]
  /// The options of every command; the last ones are `--help` and `--version`.
  public let commonOptions: [OptionDefinition]
  /// What is at the end of the program's help: paragraphs with an empty line between them.
  public let footer: String
  /// What the program's exit codes mean, in the order of help.
  public let exitCodes: [ExitCode]

  static let helpFlag = Option.flag("help", short: "h", help: "show this help")
  static let versionFlag = Option.flag("version", help: "show the version")
  static let helpTopic = Positional.optional(.text("command"), help: "the command")

  /// Defines a program; `help`, `--help` and `--version` are added to what is given.
  ///
  /// A definition that contradicts itself is a programming error and ends the process with a list
  /// of what is wrong.
  public init(
    name: String, version: String, abstract: String, commands: [Command],
    commonOptions: [any OptionKey] = [], footer: String = "",
    exitCodes: [ExitCode] = []
  ) {
    let help = Command(
      "help", abstract: "show this help, or the help of a command",
      positionals: [CommandLineTool.helpTopic])
    self.name = name
    self.version = version
    self.abstract = abstract
    self.commands = commands + [help]
    self.commonOptions =
      commonOptions.map(\.definition) + [
        CommandLineTool.helpFlag.definition, CommandLineTool.versionFlag.definition,
      ]
    self.footer = footer
    self.exitCodes = exitCodes
    let mistakes = CommandLineTool.mistakes(in: self.commands, commonOptions: self.commonOptions)
    precondition(mistakes.isEmpty, mistakes.joined(separator: "\n"))
  }

  /// Understands a command line.
  ///
  /// Help is given whenever it is asked for, whatever else is wrong after the command's name.
  ///
  /// - Parameters:
  ///   - arguments: what follows the program's own name.
  ///   - environment: the environment variables; an empty one counts as not set.
  /// - Returns: the command to run with its values, or the text that was asked for instead.
  /// - Throws: the first thing that is wrong, from left to right.
  public func parse(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws(UsageError) -> CommandLineRequest {
    var parser = Parser(program: self, environment: environment)
    do throws(UsageError) {
      try parser.scan(arguments)
    } catch {
      guard let command = parser.command, Parser.asksForHelp(arguments) else { throw error }
      return .help(help(for: command))
    }
    if parser.isGiven(CommandLineTool.helpFlag) {
      return .help(parser.command.map(help(for:)) ?? help())
    }
    if parser.isGiven(CommandLineTool.versionFlag) { return .version("\(name) \(version)") }
    let invocation = try parser.invocation()
    return invocation.command.name == "help" ? .help(try explain(invocation)) : .run(invocation)
  }

  /// Answers `help` and `help COMMAND`.
  private func explain(_ invocation: Invocation) throws(UsageError) -> String {
    guard let topic = invocation[CommandLineTool.helpTopic] else { return help() }
    return help(for: try command(named: topic))
  }

  /// The common options in the words of a command.
  func commonOptions(of command: Command) -> [OptionDefinition] {
    commonOptions.map { common in
      command.commonOptions.first { $0.name == common.name } ?? common
    }
  }

  /// Finds a command by its name, hidden ones included.
  func command(named name: String) throws(UsageError) -> Command {
    if let command = commands.first(where: { $0.name == name }) { return command }
    let listed = commands.filter { !$0.isHidden }.map(\.name)
    throw UsageError(
      program: self.name, command: nil,
      kind: .unknownCommand(name, nearest: Spelling.nearest(to: name, among: listed)))
  }
}

/// What a command line asks for; texts have no line break at their end.
public enum CommandLineRequest: Sendable {
  /// A command is to be run.
  case run(Invocation)
  /// Help was asked for: this is it.
  case help(String)
  /// The version was asked for: this is it, with the program's name.
  case version(String)
}
