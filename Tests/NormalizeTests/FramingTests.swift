// Where records begin and end: JSON Lines, documents, arrays, envelopes; what broken input costs; and that
// none of it depends on where a chunk ends.

import Bytes
import Model
import Normalize
import TestSupport
import Testing

@Suite struct FramingTests {
  private let one = transaction(["id": #""tx_1""#])
  private let two = transaction(["id": #""tx_2""#])

  private func ids(_ outputs: [Output]) -> [String?] { outputs.rows.map { $0[.id] } }

  @Test(arguments: [
    "①\n②", "①\n②\n", "\u{FEFF}①\r\n\r\n②\r\n", "① ②", "[①,②]", "[\n  ①,\n  ②\n]\n", "[[①],[②]]",
    #"{"transactions":[①,②]}"#, "{\n  \"transactions\" : [\n①\n,\n②\n]\n}",
    #"{"transaction":①}{"transaction":②}"#, #"[{"transactions":[①]},{"transactions":[②]}]"#,
    #"{"transactions":[①]}"# + "\n" + #"{"transactions":[],"x":3,"y":{"transactions":[]}}"# + "\n②",
    #"{"type":"transaction.created","data":①}"# + "\n"
      + #"{"data":②,"type":"transaction.updated"}"#,
    #"{"seen":"2026-07-01T00:00:00Z","body":{"transactions":[①,②]}}"#,
    #"{"next":null,"transactions":[①,②]}"#, #"{"transactions":[①],"transactions":[②]}"#,
  ])
  func `every shape of input gives the same rows`(shape: String) {
    let text = shape.replacing(["①": one, "②": two])
    let outputs = read(text)
    #expect(ids(outputs) == ["tx_1", "tx_2"])
    #expect(outputs.diagnostics == [])
    let bytes = Array(text.utf8)
    for place in outputs.places {
      let record = Array(bytes[place.offset..<place.offset + place.length])
      #expect(record.first == 0x7B && record.last == 0x7D)
      #expect(place.line == bytes[..<place.offset].count { $0 == 0x0A } + 1)
      #expect(read(String(decoding: record, as: UTF8.self)).rows.count == 1)
    }
  }

  @Test(arguments: ["", "\n\n", "[]", #"{"transactions":[]}"#, "\u{FEFF}", "{\"accounts\":[]}\n"])
  func `nothing in, nothing out`(text: String) {
    #expect(read(text).isEmpty)
  }

  // MARK: Broken input

  @Test(arguments: [
    (#"{"id":"tx_9","amount":}"#, "in:2: tx_9: not JSON: expected a value"),
    (#"{"id":"tx_9","amount":1"#, "in:2: tx_9: not JSON: the line ends inside a value"),
    (#"{"id":"tx_9","amount":"#, "in:2: tx_9: not JSON: the line ends inside a value"),
    (
      #"{"id":"tx_9","desc"#,
      "in:2: tx_9: not JSON: a raw control character inside a string, expected an escape"
    ),
    (#"x_9","amount":1}"#, "in:2: expected a JSON object, found 'x_9\",\"amount\":1}'"),
    ("garbage", "in:2: expected a JSON object, found 'garbage'"),
    ("null", "in:2: expected a JSON object, found 'null'"),
  ])
  func `a broken line costs that line`(line: String, message: String) {
    let outputs = read([one, line, two, one].joined(separator: "\n"))
    #expect(ids(outputs) == ["tx_1", "tx_2", "tx_1"])
    #expect(outputs.diagnostics == [message])
  }

  @Test func `a broken first or last line costs that line`() {
    let first = read("{\"id\":\"tx_9\",\n\(one)\n\(two)\n")
    #expect(ids(first) == ["tx_1", "tx_2"])
    #expect(first.diagnostics == ["in:1: tx_9: not JSON: the line ends inside a value"])
    let last = read("\(one)\n\(two)\n{\"id\":\"tx_9\"")
    #expect(ids(last) == ["tx_1", "tx_2"])
    #expect(last.diagnostics == ["in:3: tx_9: not JSON: the text ends inside a value"])
  }

  @Test(arguments: [
    #"{"id":"tx_9" "amount":1}"#, #"{"id":"tx_9","a":tru}"#, #"{"id":"tx_9","a":[1,2,]}"#,
    "{\"id\":\"tx_9\",\"a\":\"\n\"}", #"{"id":"tx_9","a":"\x"}"#,
  ])
  func `a broken element costs that element`(element: String) {
    let outputs = read("{\"transactions\":[\n\(one),\n\(element),\n\(two)]}\n\(one)")
    #expect(ids(outputs) == ["tx_1", "tx_2", "tx_1"])
    #expect(outputs.diagnostics.count == 1)
    #expect(outputs.diagnostics.first?.hasPrefix("in:3: tx_9: not JSON: ") == true)
  }

  @Test(arguments: ["null", "5", "\"tx_3\"", "true"])
  func `an element that is no object costs that element`(element: String) {
    let outputs = read("[\(one),\(element),\(two)]")
    #expect(ids(outputs) == ["tx_1", "tx_2"])
    let found = element == "\"tx_3\"" ? "'tx_3'" : element
    #expect(outputs.diagnostics == ["in:1: expected an object, found \(found)"])
  }

  @Test func `a document that cannot be followed costs its rest, not the next one`() {
    let outputs = read("{\"transactions\":[\(one)}\n,\(two)]}\n{\"transactions\":[\(two)]}\n")
    #expect(ids(outputs) == ["tx_1", "tx_2"])
    #expect(
      outputs.diagnostics == [
        "in:1: not JSON: expected ',' or ']', found '}'; the rest of this document cannot be read"
      ])
  }

  @Test func `a document that ends too early gives what came before`() {
    let outputs = read("{\"transactions\":[\(one),\(two)")
    #expect(ids(outputs) == ["tx_1", "tx_2"])
    #expect(
      outputs.diagnostics == [
        "in:1: the document ends too early: expected ']'; what came before it was read"
      ])
  }

  @Test func `a comma too many is reported, and costs nothing`() {
    let outputs = read("{\"transactions\":[\(one),\(two),]}\n\(one)")
    #expect(ids(outputs) == ["tx_1", "tx_2", "tx_1"])
    #expect(outputs.diagnostics.count == 1)
  }

  @Test func `what is no input at all is reported once`() {
    let outputs = read("From: someone\nTo: other\n\neyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9\n")
    #expect(
      outputs.diagnostics == [
        "in:1: expected JSON, or a statement with 'Date' and 'Amount' in its first line, found "
          + "'From: someone'"
      ])
    let secret = read("eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJlYiI6\n").diagnostics
    #expect(secret.first?.hasSuffix("found 'eyJhbGci…'") == true)
  }

  @Test(arguments: [
    (
      #"{"code":"unauthorized.bad_access_token","message":"Token has expired"}"#,
      "in:1: an error answer of the bank, not a record: 'Token has expired'"
    ),
    (#"{"webhooks":[]}"#, "in:1: neither a transaction nor an account, a pot or a balance"),
    ("{}", "in:1: neither a transaction nor an account, a pot or a balance"),
  ])
  func `an object that is no record is reported`(text: String, expected: String) {
    #expect(read(text).diagnostics == [expected])
  }

  @Test func `reading can begin inside of a file of lines`() {
    var options = Normalizer.Options(file: "in")
    options.start = RecordPlace(offset: 1000, line: 7)
    let outputs = read("\(one)\n\(two)", options: options)
    #expect(
      outputs.places == [
        RecordPlace(offset: 1000, length: one.utf8.count, line: 7),
        RecordPlace(offset: 1001 + one.utf8.count, length: two.utf8.count, line: 8),
      ])
  }

  @Test func `an object that holds a record and is one is the same wherever a chunk ends`() {
    let one = transaction(["id": "\"tx_1\""])
    for text in ["{\"tx_1\": \(one), \"amount\": -5}", "{\"x\": {\"tx_1\": \(one)}, \"y\": 1}"] {
      let whole = read(text)
      #expect(!whole.isEmpty)
      for size in 1...20 { #expect(read(Array(text.utf8), chunk: size).outputs == whole) }
    }
  }

  @Test(arguments: ["{\n\u{0}\u{0} \"account\": {}}", "{\"account\"\u{1}: {}}"])
  func `a control character is no white space, wherever a chunk ends`(text: String) {
    let whole = read(text)
    #expect(whole.diagnostics.count == 1)
    for size in 1...20 { #expect(read(Array(text.utf8), chunk: size).outputs == whole) }
  }

  // MARK: Laws

  @Test(arguments: Seeds.few(20, of: 0..<60))
  func `chunks change nothing`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = Array(Law.input(&random).utf8)
    let whole = read(bytes).outputs
    for size in [1, 2, 3, 7, 64, 500, Int.random(in: 1...2000, using: &random)] {
      #expect(read(bytes, chunk: size).outputs == whole, "chunks of \(size)")
    }
  }

  @Test(arguments: Seeds.few(20, of: 0..<60))
  func `chunks change nothing in what is broken at random`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var bytes = Array(Law.input(&random).utf8)
    for _ in 0..<3 {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.remove(at: at)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.insert([0x22, 0x7B, 0x7D, 0x5B, 0x5D, 0x2C, 0x0A][at % 7], at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + 40))
      }
    }
    let whole = read(bytes).outputs
    for size in [1, 5, 100, Int.random(in: 1...2000, using: &random)] {
      #expect(read(bytes, chunk: size).outputs == whole, "chunks of \(size)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a broken line never touches the other lines`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var lines = (0..<6).map { transaction(["id": "\"tx_\($0)\""]) }
    var broken = Array(lines[3].utf8)
    broken.removeSubrange(0..<Int.random(in: 1..<broken.count, using: &random))
    lines[3] = String(decoding: broken, as: UTF8.self)
    let outputs = read(lines.joined(separator: "\n"))
    #expect(ids(outputs) == ["tx_0", "tx_1", "tx_2", "tx_4", "tx_5"])
    #expect(outputs.diagnostics.count == 1)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a line cut short never touches the other lines`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var lines = (0..<6).map { transaction(["id": "\"tx_\($0)\""]) }
    var broken = Array(lines[3].utf8)
    broken.removeLast(Int.random(in: 1..<broken.count, using: &random))
    lines[3] = String(decoding: broken, as: UTF8.self)
    let outputs = read(lines.joined(separator: "\n"))
    #expect(ids(outputs) == ["tx_0", "tx_1", "tx_2", "tx_4", "tx_5"])
    #expect(outputs.diagnostics.count == 1)
  }
}

/// Inputs of random shape.
enum Law {
  static func input(_ random: inout SeededRandom) -> String {
    let records = (0..<Int.random(in: 1...6, using: &random)).map { _ in record(&random) }
    let space = ["", " ", "\n", "\r\n  "].randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return records.joined(separator: "\n")
    case 1: return "[\(space)" + records.joined(separator: ",\(space)") + "\(space)]"
    case 2:
      return "{\(space)\"transactions\"\(space):[" + records.joined(separator: "\(space),") + "]}"
    case 3:
      return records.map { "{\"type\":\"x\",\"data\":\(space)\($0)}" }.joined(separator: "\n")
    default:
      return
        "{\"transactions\":[\(records.joined(separator: ","))]}\n\(records.joined(separator: "\n"))"
    }
  }

  static func record(_ random: inout SeededRandom) -> String {
    let id = "\"tx_\(UInt8.random(in: 0...99, using: &random))\""
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return transaction(["id": id, "amount": "1.5"])
    case 1: return transaction(["id": id, "notes": "\"é 😀 \\u00e9 \\\"{[\""])
    case 2: return transaction(["id": id, "merchant": #"{"id":"merch_1","name":"[Deli]"}"#])
    case 3: return transaction(["id": id, "metadata": #"{ "a" : "b" }"#, "sparkle": "{}"])
    case 4: return transaction(["id": id, "extra": "{\"x\":[1,2,{\"y\":\"\\\\\"}]}"])
    default: return transaction(["id": id])
    }
  }
}

extension String {
  /// The text with single characters replaced by longer ones.
  fileprivate func replacing(_ texts: [Character: String]) -> String {
    map { texts[$0] ?? String($0) }.joined()
  }
}
