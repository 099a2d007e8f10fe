// Objects that were parsed before are passed over whole, and nothing else is.

import Bytes
import TestSupport
import Testing

@Suite struct KnownObjectsTests {
  private static let shop =
    #"{"id":"merch_00009TAe6wtwZzjTjB0PzI","name":"Fernhill Deli","emoji":"🥪","tags":["a","b"]}"#

  private func known(_ texts: String...) -> KnownObjects {
    var objects = KnownObjects()
    for text in texts {
      let bytes = Array(text.utf8)
      _ = objects.insert(bytes, ByteRange(start: 0, count: bytes.count))
    }
    return objects
  }

  private func parse(_ text: String, _ objects: KnownObjects) throws -> JSONTape {
    let bytes = Array(text.utf8)
    var tape = JSONTape()
    let whole = ByteRange(start: 0, count: bytes.count)
    let (end, _) = try tape.parsePrefix(bytes, whole, knowing: objects)
    #expect(end == bytes.count)
    return tape
  }

  @Test func `a known member is one token`() throws {
    let shop = KnownObjectsTests.shop
    let tape = try parse(#"{"a":1,"shop":\#(shop),"z":[\#(shop)]}"#, known(shop))
    #expect(tape.tokens.prefix(6).map(\.kind) == [.object, .key, .integer, .key, .object, .key])
    #expect(tape.known == (token: 4, number: 0))
    #expect(tape[4].range == ByteRange(start: 14, count: shop.utf8.count))
    #expect(tape[4].next == 5)
    // Deeper inside, and in a list, it is read as any other.
    #expect(tape.tokens.count > 15)
  }

  @Test(arguments: [
    #"{"id":"merch_00009TAe6wtwZzjTjB0PzI","name":"Fernhill Deli","emoji":"🥪","tags":["a","c"]}"#,
    #"{"id":"merch_00009TAe6wtwZzjTjB0PzI","name":"Fernhill Deli","emoji":"🥪","tags":["a","b"],"x":1}"#,
    #"{"id":"merch_00009TAe6wtwZzjTjB0PzJ","name":"Fernhill Deli","emoji":"🥪","tags":["a","b"]}"#,
  ])
  func `an object that differs anywhere is read`(other: String) throws {
    let tape = try parse(#"{"shop":\#(other)}"#, known(KnownObjectsTests.shop))
    #expect(tape.known == (token: -1, number: -1))
    #expect(tape.tokens.count > 10)
  }

  @Test func `of many objects the right one is found`() throws {
    let shops = (0..<300).map { number in
      // Long beginnings in common: the search must go on to the end.
      #"{"address":{"address":"12 Example Street","city":"London","country":"GB"},"n":\#(number)}"#
    }
    var objects = KnownObjects()
    for shop in shops {
      let bytes = Array(shop.utf8)
      _ = objects.insert(bytes, ByteRange(start: 0, count: bytes.count))
    }
    for (number, shop) in shops.enumerated() {
      #expect(try parse(#"{"shop":\#(shop)}"#, objects).known.number == number)
    }
  }

  @Test func `what has line feeds is not kept: they are counted`() {
    var objects = KnownObjects()
    let bytes = Array(KnownObjectsTests.shop.replacing(",", with: ",\n").utf8)
    #expect(objects.insert(bytes, ByteRange(start: 0, count: bytes.count)) == nil)
  }

  @Test func `what is too short is not kept, and what is too much is forgotten`() {
    var objects = KnownObjects()
    #expect(objects.insert(Array("{}".utf8), ByteRange(start: 0, count: 2)) == nil)
    for number in 0...KnownObjects.countMax {
      let bytes = Array(
        #"{"number":"\#(number)","name":"A name that is long enough to be worth the search"}"#.utf8)
      let inserted = objects.insert(bytes, ByteRange(start: 0, count: bytes.count))
      #expect(inserted?.hasForgotten == (number == KnownObjects.countMax))
    }
    #expect(objects.count == 1)
  }

  @Test func `a cut text is cut inside of a known object too`() {
    let text = Array(#"{"shop":\#(KnownObjectsTests.shop)"#.utf8)
    let objects = known(KnownObjectsTests.shop)
    for count in 1...text.count {
      var tape = JSONTape()
      let error = #expect(throws: JSONError.self) {
        try tape.parsePrefix(text, ByteRange(start: 0, count: count), knowing: objects)
      }
      if error?.kind != .invalidUTF8 { #expect(error?.kind == .endOfText) }
    }
  }
}
