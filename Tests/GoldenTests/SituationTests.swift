// Every situation, through every stage and into every format, byte for byte.

import TestSupport
import Testing

@Suite struct `golden situations` {
  @Test(arguments: Situation.all)
  func `every stage and format gives the expected bytes`(_ situation: Situation) throws {
    let run = try PipelineRun(situation)
    for twin in run.twins {
      #expect(
        twin.filtered == twin.exported,
        "\(situation.testDescription): filters and export make different \(twin.name)")
    }
    for difference in try situation.golden.compare(run.outputs) {
      Issue.record(
        Comment(rawValue: difference.description),
        sourceLocation: SourceLocation(
          fileID: "GoldenTests/\(situation.testDescription)", filePath: difference.path,
          line: difference.line, column: 1))
    }
  }

  @Test func `every situation says in one line what must come out of it`() throws {
    #expect(Situation.all.count > 50)
    for situation in Situation.all {
      #expect(
        situation.about.hasSuffix(".\n") && situation.about.utf8.count { $0 == 0x0A } == 1,
        "\(situation.testDescription)/about")
      #expect(try !situation.inputs().isEmpty, "\(situation.testDescription) has no input")
    }
  }
}
