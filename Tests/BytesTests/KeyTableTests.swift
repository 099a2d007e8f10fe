import Bytes
import TestSupport
import Testing

@Suite struct KeyTableTests {
  @Test func `a name is found by its bytes, whatever is around it`() {
    let table = KeyTable(["id", "amount", "", "merchant_group_identity", "merchant_chain_identity"])
    #expect(index(of: "id", in: table) == 0)
    #expect(index(of: "amount", in: table) == 1)
    #expect(index(of: "", in: table) == 2)
    #expect(index(of: "merchant_group_identity", in: table) == 3)
    #expect(index(of: "merchant_chain_identity", in: table) == 4)
  }

  @Test(arguments: ["i", "idx", "ID", "amounu", "\0id", "id\0", "merchant_xxxxx_identity"])
  func `what is not in the table is not found`(name: String) {
    let table = KeyTable(["id", "amount", "merchant_group_identity"])
    #expect(index(of: name, in: table) == nil)
  }

  @Test func `many names that are alike keep their places`() {
    var random = SeededRandom(seed: 1)
    // Long names with equal ends and few letters: equal hashes are certain.
    let names = Set(
      (0..<2000).map { _ in
        let letters = (0..<Int.random(in: 0...6, using: &random)).map { _ in
          ["a", "b", "c"][Int.random(in: 0..<3, using: &random)]
        }
        return Bool.random(using: &random)
          ? letters.joined() : "settled_\(letters.joined())_at_time"
      }
    ).sorted()
    let table = KeyTable(names)
    for (place, name) in names.enumerated() { #expect(index(of: name, in: table) == place) }
  }

  private func index(of name: String, in table: KeyTable) -> Int? {
    let bytes = Array("xxxxxxxx\(name)yyyyyyyy".utf8)
    return table.index(of: bytes, ByteRange(start: 8, count: name.utf8.count))
  }
}
