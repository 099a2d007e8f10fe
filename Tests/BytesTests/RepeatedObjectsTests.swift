// Objects that are not scanned again must leave the same tape as if they were.

import Bytes
import TestSupport
import Testing

@Suite struct RepeatedObjectsTests {
  private func tokens(_ tape: JSONTape) -> [String] {
    tape.tokens.map { "\($0.kind) \($0.hasEscapes) \($0.range.indices) \($0.next)" }
  }

  @Test func `a tape that remembers objects reads like one that does not`() throws {
    var random = SeededRandom(seed: 7)
    var plain = JSONTape()
    var remembering = JSONTape(repeatingObjectsThatBeginWith: "{\"id\":\"merch_")
    let names = ["Deli", "Caf\\u00e9 \\\"Zo\\\"", "𝕏 🍣", "", "a\\\\"]
    for round in 0..<2000 {
      let id = Int.random(in: 0..<9, using: &random)
      let name = names.randomElement(using: &random) ?? ""
      let gap = Bool.random(using: &random) ? "\n " : ""
      let merchant = """
        {"id":"merch_0000000000000000000\(id)","name":"\(name)",\(gap)"address":{"city":"L","n":[1,2.5,null]}}
        """
      let text = Array(
        "{\"a\":\(round),\"merchant\":\(merchant),\"b\":\(gap)[\(merchant)],\"merchant\":\(merchant)}x"
          .utf8)
      let range = ByteRange(start: 0, count: text.count)
      let one = try plain.parsePrefix(text, range)
      let other = try remembering.parsePrefix(text, range)
      #expect(one == other)
      #expect(tokens(plain) == tokens(remembering))
    }
  }

  @Test func `an object that is cut short or broken is not taken for the one before`() throws {
    var tape = JSONTape(repeatingObjectsThatBeginWith: "{\"id\":\"merch_")
    let whole = #"{"m":{"id":"merch_00000000000000000001","name":"Deli and more of it"}}"#
    try tape.parse(Array(whole.utf8))
    let cut = Array(whole.dropLast(3).utf8)
    #expect(throws: JSONError(.endOfText, offset: cut.count, line: 1)) { try tape.parse(cut) }
    try tape.parse(Array(whole.utf8))
    let broken = whole.replacing("it\"", with: "it\u{1}\"")
    #expect(throws: JSONError.self) { try tape.parse(Array(broken.utf8)) }
    try tape.parse(Array(whole.utf8))
    #expect(tape.string(6, in: Array(whole.utf8)) == "Deli and more of it")
  }
}
