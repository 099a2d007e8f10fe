// What help says of a program and of each command, from nothing but their definitions.

extension CommandLineTool {
  /// The help of the program: its commands in the order of use and the common options.
  public func help() -> String {
    var page = HelpPage()
    page.add(paragraphs: abstract)
    page.add(usage: name, words: ["<command>", "[options]"])
    page.add(tables: [
      (
        "COMMANDS",
        commands.filter { !$0.isHidden }.map {
          HelpPage.Row(term: $0.name, words: HelpPage.words($0.abstract))
        }
      )
    ])
    page.add(tables: [("COMMON OPTIONS", commonOptions.map(\.row))])
    page.add(paragraphs: "See '\(name) <command> --help' for the options of a command.")
    page.add(paragraphs: footer)
    page.add(tables: [exitCodes.table])
    return page.text
  }

  /// The help of one command.
  public func help(for command: Command) -> String {
    var page = HelpPage()
    page.add(paragraphs: command.abstract)
    page.add(
      usage: "\(name) \(command.name)", words: ["[options]"] + command.positionals.map(\.usage))
    page.add(paragraphs: command.discussion)
    page.add(tables: [
      ("ARGUMENTS", command.positionals.map(\.row)),
      ("OPTIONS", command.options.map(\.row)),
      ("COMMON OPTIONS", commonOptions(of: command).map(\.row)),
    ])
    page.add(
      section: "EXAMPLES", lines: command.examples.flatMap { ["\($0.help):", "  \($0.line)"] })
    page.add(tables: [command.exitCodes.table])
    return page.text
  }
}

extension [ExitCode] {
  /// The exit codes as a table of help.
  fileprivate var table: (title: String, rows: [HelpPage.Row]) {
    (
      "EXIT CODES",
      map { HelpPage.Row(term: String($0.code), words: HelpPage.words($0.meaning)) }
    )
  }
}

extension OptionDefinition {
  /// The option as a row of help.
  var row: HelpPage.Row {
    var term = (letter.map { "\($0), " } ?? "    ") + spelling
    if let value { term += " <\(value.placeholder)>" }
    if repeats { term += "..." }
    var words = HelpPage.words(help) + HelpPage.note("values", value?.choices)
    words += HelpPage.note("default", defaultText.map { [$0] })
    words += HelpPage.note("env", environment.map { [$0] })
    return HelpPage.Row(term: term, words: words)
  }
}

extension PositionalDefinition {
  /// The positional as a row of help.
  var row: HelpPage.Row {
    HelpPage.Row(
      term: spelling + (repeats ? "..." : ""),
      words: HelpPage.words(help) + HelpPage.note("values", value.choices))
  }

  /// The positional in the usage line: `<file>`, `[<file>]`, `<file>...`, `[<file>...]`.
  var usage: String {
    let all = spelling + (repeats ? "..." : "")
    return isRequired ? all : "[\(all)]"
  }
}

extension HelpPage {
  /// The words of a text.
  static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  /// A note in brackets, kept in one piece when it is short; empty when there is nothing to note.
  static func note(_ label: String, _ items: [String]?) -> [String] {
    guard let items, !items.isEmpty else { return [] }
    let note = "[\(label): \(items.joined(separator: ", "))]"
    return note.count <= columnsMax / 2 ? [note] : words(note)
  }
}
