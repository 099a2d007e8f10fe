// A name is found with a guess as without one, at the end of a buffer, and by its middle.

import Bytes
import Testing

@Suite struct KeyTableGuessTests {
  private let names = [
    "", "a", "id", "pots", "amount", "created", "currency", "account_id", "local_currency",
    "counterparty", "exactly sixteen.", "seventeen letters", "can_be_made_subscription",
    "can_be_excluded_from_breakdown", "can_match_transactions_in_categorization",
  ]

  @Test func `every name is found wherever it is, and no other`() {
    let table = KeyTable(names)
    var guess: Int32 = 0
    for (place, name) in names.enumerated() {
      // Names at the very end of a buffer have nothing behind them that could be read.
      for text in [name, "\"\(name)", "\"\(name)\": 12345678"] {
        let bytes = Array(text.utf8)
        let start = text == name ? 0 : 1
        let range = ByteRange(start: start, count: name.utf8.count)
        #expect(table.index(of: bytes, range) == place)
        #expect(table.index(of: bytes, range, guess: &guess) == place)
        #expect(table.index(of: bytes, range, guess: &guess) == place)
      }
      for other in [name + "x", name.dropLast() + "~", "x" + name.dropFirst()] where other != "" {
        let bytes = Array(String(other).utf8)
        let range = ByteRange(start: 0, count: bytes.count)
        let expected = names.firstIndex(of: String(other))
        #expect(table.index(of: bytes, range) == expected)
        #expect(table.index(of: bytes, range, guess: &guess) == expected)
      }
    }
  }

  @Test func `long names are told apart by their middles`() {
    let table = KeyTable(["abcdefgh-12345678-abcdefgh", "abcdefgh-12345679-abcdefgh"])
    for (text, expected) in [
      ("abcdefgh-12345678-abcdefgh", 0), ("abcdefgh-12345679-abcdefgh", 1),
      ("abcdefgh-12345670-abcdefgh", nil),
    ] {
      let bytes = Array(text.utf8)
      #expect(table.index(of: bytes, ByteRange(start: 0, count: bytes.count)) == expected)
    }
  }
}
