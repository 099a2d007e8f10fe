// The golden files of this package are only worth what their comparison is worth.

import Foundation
import TestSupport
import Testing

@Suite struct `golden files` {
  private let folder = URL(filePath: ScratchPlace.path).appending(
    path: "golden-\(UUID().uuidString)")

  private func compare(_ expected: [String: String], _ outputs: [String: String]) throws
    -> [String]
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Golden(folder, isRecording: true).compare(expected.mapValues { Array($0.utf8) })
    return try Golden(folder, isRecording: false).compare(outputs.mapValues { Array($0.utf8) })
      .map { String($0.description.dropFirst(folder.path().count + 1)) }
  }

  @Test func `equal bytes are no difference`() throws {
    #expect(
      try compare(["a.csv": "x\r\ny", "site/b.html": ""], ["site/b.html": "", "a.csv": "x\r\ny"])
        == [])
  }

  @Test func `the first line that differs is named with both readings`() throws {
    let found = try compare(["a.csv": "one\ntwo\nthree\n"], ["a.csv": "one\nTWO\nTHREE\n"])
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("a.csv:2: expected \"two\", got \"TWO\""))
  }

  @Test(arguments: [("a\r\n", "a\n"), ("a\n", "a"), ("", "\n"), ("é", "e\u{301}")])
  func `nothing is normalized before it is compared`(_ expected: String, _ output: String) throws {
    #expect(try compare(["a": expected], ["a": output]).count == 1)
    #expect(try compare(["a": output], ["a": expected]).count == 1)
  }

  @Test func `a file that ends early or goes on is a difference`() throws {
    #expect(
      try compare(["a": "one\ntwo"], ["a": "one"])[0].hasPrefix(
        "a:2: expected \"two\", got the end of the file"))
  }

  @Test func `an output without an expected file fails`() throws {
    #expect(try compare([:], ["new.csv": "x"])[0].hasPrefix("new.csv:1: expected file is missing"))
  }

  @Test func `an expected file without an output fails`() throws {
    #expect(try compare(["old.csv": "x"], [:])[0].hasPrefix("old.csv:1: expected file is stale"))
  }

  @Test func `recording writes, deletes what is stale, and is never green`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let golden = Golden(folder, isRecording: true)
    #expect(try golden.compare(["old": [1], "kept": [2]]).count == 1)
    #expect(try golden.compare(["site/new": [3], "kept": [2]]).count == 1)
    #expect(try golden.compare(["site/new": [3], "kept": [2]]).count == 1)
    let check = Golden(folder, isRecording: false)
    #expect(try check.compare(["site/new": [3], "kept": [2]]) == [])
  }
}
