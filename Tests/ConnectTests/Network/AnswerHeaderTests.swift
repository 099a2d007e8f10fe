// The header of an answer as it comes, line by line.

import Testing

@testable import Connect

@Suite struct AnswerHeaderTests {
  private func header(_ lines: String...) -> AnswerHeader {
    var header = AnswerHeader()
    for line in lines {
      let isTaken = Array("\(line)\r\n".utf8).withUnsafeBufferPointer { header.take($0) }
      #expect(isTaken)
    }
    return header
  }

  @Test func `fields are found by their lower-case names, without space around values`() {
    let header = header("HTTP/1.1 200 OK", "Retry-After:  3 ", "DATE:x:y", "Empty:", "no field", "")
    #expect(header.fields == ["retry-after": "3", "date": "x:y", "empty": ""])
    #expect(header.isComplete)
  }

  @Test func `values of equal names are joined in their order`() {
    #expect(header("HTTP/1.1 200", "Z: 2", "a: 1", "z: 1", "").fields == ["z": "2, 1", "a": "1"])
  }

  @Test func `a value may go on in the next line`() {
    #expect(header("HTTP/1.1 200", "a: 1", "  2", "\t3", "").fields == ["a": "1 2 3"])
    #expect(header("HTTP/1.1 200", " 2", "a: 1", "").fields == ["a": "1"])
  }

  @Test func `without the empty line it is not whole`() {
    #expect(!header().isComplete)
    #expect(!header("HTTP/1.1 200 OK", "a: 1").isComplete)
  }

  @Test func `an interim answer is not the answer`() {
    let interim = header("HTTP/1.1 103 Early Hints", "a: 1", "", "HTTP/1.1 200 OK", "b: 1")
    #expect(interim.fields == ["b": "1"] && !interim.isComplete)
  }

  @Test func `fields behind the body are no fields of the header`() {
    #expect(header("HTTP/1.1 200 OK", "a: 1", "", "a: 2", "b: 1").fields == ["a": "1"])
  }

  @Test func `more than 64 KiB are refused, interim answers counted`() {
    var header = header("HTTP/1.1 103 Early Hints", "")
    let line = Array("\(String(repeating: "a", count: 1022)):\n".utf8)
    let taken = line.withUnsafeBufferPointer { line in (0..<64).count { _ in header.take(line) } }
    #expect(taken == 63)
    #expect(Array("HTTP/1.1 200 OK\r\n".utf8).withUnsafeBufferPointer { !header.take($0) })
  }
}
