// A definition that contradicts itself is found before the first command line is read.

import Testing

@testable import Arguments

@Suite struct `A definition` {
  @Test func `that is right has no mistakes`() {
    #expect(
      CommandLineTool.mistakes(in: program.commands, commonOptions: program.commonOptions) == [])
  }

  @Test func `has each command and each option of a command once`() {
    let short = Option.flag("quick", short: "q", help: "again")
    #expect(
      mistakes(Commands.demo, Commands.demo) == ["command 'demo' is defined twice"])
    #expect(
      mistakes(Command("a", abstract: "", options: [twice, short]))
        == ["a: '--quiet' is defined twice", "a: '-q' is defined twice"])
  }

  @Test func `explains only common options in words of its own`() {
    let quiet = Option.flag("quiet", short: "q", help: "never mind")
    #expect(mistakes(Command("a", abstract: "", commonOptions: [quiet])) == [])
    #expect(
      mistakes(Command("a", abstract: "", commonOptions: [Options.seed, twice]))
        == [
          "a: '--seed' is explained but not common", "a: '--quiet' is explained but not common",
        ])
  }

  /// A common option without the letter that it has everywhere else.
  private var twice: Option<Bool> { Option.flag("quiet", help: "again") }

  @Test func `has names that can be typed`() {
    let odd = Option.flag("Odd Name", short: "1", help: "")
    #expect(
      mistakes(Command("two words", abstract: "", options: [odd])) == [
        "two words: '--Odd Name' cannot be typed", "two words: '-1' is not a letter",
        "two words: the name cannot be typed",
      ])
  }

  @Test func `has positionals that can be told apart`() {
    let command = Command(
      "a", abstract: "", positionals: [Places.title, Places.format, Places.files, Places.title])
    #expect(
      mistakes(command) == [
        "a: <title> is defined twice", "a: <format> is required after one that is not",
        "a: <title> can never be reached",
      ])
  }

  @Test func `gives an option of one name one kind of value`() {
    let other = Option.value("output", .text("dir"), help: "")
    #expect(
      mistakes(Commands.export, Command("a", abstract: "", options: [other]))
        == ["'--output' takes different values in two commands"])
  }

  @Test func `has alternatives among its options and examples that fit`() {
    let command = Command(
      "a", abstract: "", alternatives: [[Options.seed]],
      examples: [Example(String(repeating: "x", count: 77), help: "")])
    #expect(
      mistakes(command) == [
        "a: '--seed' is an alternative but no option",
        "a: the example '\(String(repeating: "x", count: 77))' is too wide",
      ])
  }

  @Test func `with an error ends the process`() async {
    await #expect(processExitsWith: .failure) {
      _ = CommandLineTool(
        name: "p", version: "1", abstract: "", commands: [Commands.demo, Commands.demo])
    }
  }

  @Test func `of a required positional is of no use to another command`() async {
    await #expect(processExitsWith: .failure) {
      _ = try invocation("demo")[Places.format]
    }
  }

  private func mistakes(_ commands: Command...) -> [String] {
    CommandLineTool.mistakes(in: commands, commonOptions: [Options.quiet.definition])
  }
}
