// Windows-1252: what it has, what is near to what it lacks, and that nothing changes without being counted.

import Bytes
import Foundation
import Testing
import Write

@Suite struct `character sets` {
  private func encode(_ text: String) -> (text: String?, replaced: Int) {
    var encoder = CharsetEncoder(.windows1252)
    let bytes = encoder.encode(Array(text.utf8))
    return (String(bytes: bytes, encoding: .windowsCP1252), encoder.replacedCount)
  }

  @Test func `what Windows-1252 has stays`() {
    for text in ["plain", "Café Zoë £5 €3", "„quoted“ – …", "ŠšŽžŸ™", "\r\n\t"] {
      #expect(encode(text) == (text, 0), "\(text)")
    }
  }

  @Test(arguments: [
    ("Łódź", "Lódz", 2), ("Phở", "Pho", 1), ("Ștefan", "Stefan", 1), ("STRASẞE", "STRASSSE", 1),
    ("a−b", "a-b", 1), ("ラーメン", "????", 4), ("👩‍👩‍👧 x", "? x", 1), ("e\u{301}", "e", 1),
    ("ﬁn", "fin", 1), ("🇬🇧", "?", 1),
  ])
  func `what it lacks becomes the nearest letters, counted`(text: String, near: String, count: Int)
  {
    #expect(encode(text) == (near, count))
  }

  @Test func `UTF-8 changes nothing`() {
    var encoder = CharsetEncoder(.utf8)
    let text = Array("Łódź 👩‍👩‍👧\u{FEFF}".utf8)
    #expect(encoder.encode(text) == text && encoder.replacedCount == 0)
  }

  @Test func `names that become equal stay different, whatever the case`() {
    let names = CharsetEncoder(.windows1252).names(of: ["Pot ą", "Pot A", "Pot a", "Pot é"])
    #expect(names == ["Pot ą": "Pot a", "Pot A": "Pot A 2", "Pot a": "Pot a 3"])
    #expect(CharsetEncoder(.utf8).names(of: ["Pot ą", "Pot a"]) == [:])
  }
}
