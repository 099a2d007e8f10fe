// Help, to the letter, and the ways to ask for it.

import Arguments
import Testing

@Suite struct `Help` {
  @Test func `of the program lists commands in the order of use`() {
    #expect(
      program.help() == """
        Turn your bank's records into files for accounting and a site for reading.

        USAGE
          monzo-export <command> [options]

        COMMANDS
          demo    run the whole pipeline over the demo bank
          export  write any period in one format
          import  take saved records into the archive
          write   rows in, a file out
          help    show this help, or the help of a command

        COMMON OPTIONS
              --archive <dir>  the folder that keeps the bank's records
                               [default: the XDG data directory]
                               [env: MONZO_EXPORT_ARCHIVE]
          -q, --quiet          say nothing unless something is wrong [env: QUIET]
          -j, --json           print results for machines
          -h, --help           show this help
              --version        show the version

        See 'monzo-export <command> --help' for the options of a command.

        For a person's own accounts only.
        """)
  }

  @Test func `of a command has all that its definition says`() {
    #expect(
      program.help(for: Commands.export) == """
        write any period in one format

        USAGE
          monzo-export export [options] [<file>...]

        Rows are ordered by their time, then by their id, so that the same records
        always give the same bytes, on any machine.

        Pending rows are left out of accounting files.

        ARGUMENTS
          <file>...                   records to read, '-' is stdin

        OPTIONS
          -f, --format <format>       what to write [values: csv, ofx, qif, jsonl]
                                      [default: csv] [env: FORMAT]
          -a, --account <account>...  only this account, by slug, type or id; the order
                                      of the accounts is kept [env: ACCOUNTS]
              --month <month>         only this month
              --year <year>           only this year
              --minimum-amount-of-a-payment <amount>
                                      leave smaller ones out
          -o, --output <file>         write to this file

        COMMON OPTIONS
              --archive <dir>         the folder that keeps the bank's records
                                      [default: the XDG data directory]
                                      [env: MONZO_EXPORT_ARCHIVE]
          -q, --quiet                 say nothing unless something is wrong [env: QUIET]
          -j, --json                  print results for machines
          -h, --help                  show this help
              --version               show the version

        EXAMPLES
          June as a table:
            monzo-export export --month 2026-06 -o june.csv
          Everything, for accounting:
            monzo-export export -f ofx - < rows.jsonl

        EXIT CODES
          0  done
          3  bad input data; the rest is written
        """)
  }

  @Test func `leaves out sections that would be empty`() {
    let text = program.help(for: Commands.selfTest)
    #expect(
      text.hasPrefix(
        """
        for its makers

        USAGE
          monzo-export self-test [options]

        COMMON OPTIONS
        """))
  }

  @Test func `shows in the usage what must be given and what repeats`() {
    #expect(program.help(for: Commands.importing).contains("import [options] <source>...\n"))
    #expect(program.help(for: Commands.write).contains("write [options] <format> [<title>]\n"))
  }

  @Test(arguments: program.commands)
  func `fits eighty columns and has no trailing space`(command: Command) {
    for line in program.help(for: command).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
  }

  @Test func `of a command is asked for in many ways`() throws {
    let expected = program.help(for: Commands.export)
    #expect(try help("export", "--help") == expected)
    #expect(try help("export", "-h") == expected)
    #expect(try help("export", "-qh") == expected)
    #expect(try help("--help", "export") == expected)
    #expect(try help("help", "export") == expected)
    #expect(try help("-q", "help", "export", "-j") == expected)
  }

  @Test func `of the program is asked for in many ways`() throws {
    let expected = program.help()
    #expect(try help("--help") == expected)
    #expect(try help("-h") == expected)
    #expect(try help("help") == expected)
    #expect(try help("--archive", "here", "-h") == expected)
  }

  @Test func `is given whatever else is wrong after the name of the command`() throws {
    let expected = program.help(for: Commands.export)
    #expect(try help("export", "--formt", "csv", "--help") == expected)
    #expect(try help("export", "--output", "-h") == expected)
    #expect(try help("import", "--help") == program.help(for: Commands.importing))
  }

  @Test func `of a hidden command and of help itself can be read`() throws {
    #expect(try help("help", "self-test") == program.help(for: Commands.selfTest))
    #expect(try help("help", "help").contains("monzo-export help [options] [<command>]\n"))
  }

  @Test(arguments: [["--version"], ["demo", "--version"], ["-q", "--version"]])
  func `is not needed to learn the version`(line: [String]) throws {
    let outcome = try program.parse(line)
    guard case .version(let text) = outcome else { throw Unexpected(outcome: outcome) }
    #expect(text == "monzo-export 1.2.3")
  }
}
