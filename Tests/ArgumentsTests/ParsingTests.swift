// Every way to write a command line that is understood.

import Arguments
import Testing

@Suite struct `An option with a value` {
  @Test(arguments: [
    ["--output", "june.csv"], ["--output=june.csv"], ["-o", "june.csv"], ["-ojune.csv"],
    ["-o=june.csv"],
  ])
  func `is written in five ways`(form: [String]) throws {
    let outcome = try program.parse(["export"] + form)
    guard case .run(let invocation) = outcome else { throw Unexpected(outcome: outcome) }
    #expect(invocation[Options.output] == "june.csv")
    #expect(invocation[Places.files] == [])
  }

  @Test func `keeps equals signs, spaces and line breaks of its value`() throws {
    #expect(try invocation("export", "--output=a=b c\r\n")[Options.output] == "a=b c\r\n")
    #expect(try invocation("export", "-o", "a=b")[Options.output] == "a=b")
    #expect(try invocation("export", "-oa=b")[Options.output] == "a=b")
  }

  @Test func `is absent when it is not given`() throws {
    let invocation = try invocation("export")
    #expect(invocation[Options.output] == nil)
    #expect(invocation[Options.format] == nil)
    #expect(invocation[Options.accounts] == [])
    #expect(!invocation[Options.quiet])
  }

  @Test func `is absent from a command that does not have it`() throws {
    #expect(try invocation("demo")[Options.output] == nil)
  }

  @Test func `is read into its own type`() throws {
    let invocation = try invocation("export", "--format", "ofx", "--month", "2026-06")
    #expect(invocation[Options.format] == .ofx)
    #expect(invocation[Options.month] == Month("2026-06"))
  }

  @Test func `keeps every value in order when it repeats`() throws {
    let invocation = try invocation("export", "-a", "joint", "--account=flex", "-apot")
    #expect(invocation[Options.accounts] == ["joint", "flex", "pot"])
  }

  @Test(arguments: ["-5", "-5.50", "-.5", "-", "-1,000"])
  func `takes what looks like a negative number, and the dash`(text: String) throws {
    let invocation = try invocation("export", "--output", text, "-a", text)
    #expect(invocation[Options.output] == text)
    #expect(invocation[Options.accounts] == [text])
  }

  @Test func `takes a value with a dash when it is attached`() throws {
    #expect(try invocation("export", "--output=--json")[Options.output] == "--json")
    #expect(try invocation("export", "-o-x")[Options.output] == "-x")
  }
}

@Suite struct `A flag` {
  @Test(arguments: ["--quiet", "-q"])
  func `has a long and a short form`(form: String) throws {
    #expect(try invocation("demo", form)[Options.quiet])
    #expect(try !invocation("demo", form)[Options.json])
  }

  @Test func `may share a word with others and with one value`() throws {
    let invocation = try invocation("export", "-qjo", "june.csv")
    #expect(invocation[Options.quiet])
    #expect(invocation[Options.json])
    #expect(invocation[Options.output] == "june.csv")
    #expect(invocation[Options.format] == nil)
  }

  @Test func `may be given twice`() throws {
    #expect(try invocation("demo", "-q", "--quiet")[Options.quiet])
  }
}

@Suite struct `A positional` {
  @Test func `may come before, between and after options`() throws {
    let invocation = try invocation("export", "a", "-o", "out", "b", "--quiet", "c")
    #expect(invocation[Places.files] == ["a", "b", "c"])
    #expect(invocation[Options.output] == "out")
  }

  @Test func `may come in any gap between options`() throws {
    let options = [["-o", "out"], ["--quiet"], ["-aflex"], ["--account=joint"]]
    for first in 0...options.count {
      for second in first...options.count {
        var words = options
        words.insert(["two"], at: second)
        words.insert(["one"], at: first)
        let outcome = try program.parse(["export"] + words.flatMap(\.self))
        guard case .run(let invocation) = outcome else { throw Unexpected(outcome: outcome) }
        #expect(invocation[Places.files] == ["one", "two"])
        #expect(invocation[Options.output] == "out")
        #expect(invocation[Options.quiet])
        #expect(invocation[Options.accounts] == ["flex", "joint"])
      }
    }
  }

  @Test func `may be the dash`() throws {
    #expect(try invocation("export", "-")[Places.files] == ["-"])
  }

  @Test func `may look like an option after two dashes`() throws {
    let invocation = try invocation("export", "-q", "--", "--quiet", "-o", "--", "--help")
    #expect(invocation[Places.files] == ["--quiet", "-o", "--", "--help"])
    #expect(invocation[Options.output] == nil)
  }

  @Test func `may look like a negative number`() throws {
    #expect(try invocation("export", "-5")[Places.files] == ["-5"])
  }

  @Test func `fills its place from the left`() throws {
    let both = try invocation("write", "ofx", "June")
    #expect(both[Places.format] == "ofx")
    #expect(both[Places.title] == "June")
    #expect(try invocation("write", "csv")[Places.title] == nil)
  }

  @Test func `repeats as often as it is given`() throws {
    #expect(try invocation("import", "a")[Places.sources] == ["a"])
    #expect(try invocation("import", "a", "b", "b")[Places.sources] == ["a", "b", "b"])
  }
}

@Suite struct `A command` {
  @Test func `is known by its definition`() throws {
    #expect(try invocation("demo").command == Commands.demo)
    #expect(try invocation("import", "a").command == Commands.importing)
  }

  @Test func `may follow common options`() throws {
    let invocation = try invocation("--archive", "here", "-q", "export", "--json")
    #expect(invocation.command == Commands.export)
    #expect(invocation[Options.archive] == "here")
    #expect(invocation[Options.quiet])
    #expect(invocation[Options.json])
  }

  @Test func `may have the name of another as its argument`() throws {
    #expect(try invocation("export", "demo")[Places.files] == ["demo"])
    #expect(try invocation("--archive", "demo", "export").command == Commands.export)
  }

  @Test func `may be hidden and works all the same`() throws {
    #expect(try invocation("self-test").command == Commands.selfTest)
  }
}

@Suite struct `The environment` {
  @Test func `gives what the command line does not`() throws {
    let environment = ["MONZO_EXPORT_ARCHIVE": "there", "FORMAT": "qif", "ACCOUNTS": "joint"]
    let invocation = try invocation("export", environment: environment)
    #expect(invocation[Options.archive] == "there")
    #expect(invocation[Options.format] == .qif)
    #expect(invocation[Options.accounts] == ["joint"])
  }

  @Test func `is overridden by the command line`() throws {
    let environment = ["MONZO_EXPORT_ARCHIVE": "there", "FORMAT": "nonsense", "ACCOUNTS": "joint"]
    let invocation = try invocation(
      "export", "--archive", "here", "-f", "csv", "-a", "flex", environment: environment)
    #expect(invocation[Options.archive] == "here")
    #expect(invocation[Options.format] == .csv)
    #expect(invocation[Options.accounts] == ["flex"])
  }

  @Test func `gives nothing when it is empty`() throws {
    let environment = ["MONZO_EXPORT_ARCHIVE": "", "QUIET": ""]
    let invocation = try invocation("export", environment: environment)
    #expect(invocation[Options.archive] == nil)
    #expect(!invocation[Options.quiet])
  }

  @Test func `sets a flag with any text`() throws {
    #expect(try invocation("export", environment: ["QUIET": "1"])[Options.quiet])
  }

  @Test func `gives nothing to a command without the option`() throws {
    #expect(try invocation("demo", environment: ["FORMAT": "nonsense"])[Options.format] == nil)
  }
}
