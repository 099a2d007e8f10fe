// A receipt as a client sends it: checked, and written again with every documented member, the missing ones
// empty, as clients of the bank expect to read it.

internal import Bytes

struct ReceiptReader {
  private let bytes: [UInt8]
  private let tape: JSONTape

  init(_ body: [UInt8]) throws(Refusal) {
    var tape = JSONTape()
    do {
      try tape.parse(body)
    } catch {
      throw Refusal(400, "bad_request.bad_body", "The body is no JSON: \(error)")
    }
    guard tape[0].kind == .object else {
      throw Refusal(400, "bad_request.bad_body", "The body must be an object")
    }
    bytes = body
    self.tape = tape
  }

  /// A text of the receipt that must be there.
  func text(_ name: StaticString) throws(Refusal) -> String {
    guard let text = member(name, of: 0).flatMap({ tape.string($0, in: bytes) }), !text.isEmpty
    else { throw .parameter("\(name)", "a text is needed") }
    return text
  }

  /// Checks that items and taxes make the total, and sub-items their item.
  func check() throws(Refusal) {
    let items = elements("items", of: 0)
    guard !items.isEmpty else { throw .parameter("items", "at least one item is needed") }
    var sum = try self.sum(items)
    for item in items {
      let parts = elements("sub_items", of: item)
      guard !parts.isEmpty else { continue }
      guard try self.sum(parts) == amount("amount", of: item) else {
        throw .parameter("items", "the sub_items of an item must make its amount")
      }
    }
    sum += try self.sum(elements("taxes", of: 0))
    let total = try amount("total", of: 0)
    guard sum == total else {
      throw .parameter("total", "items and taxes make \(sum), the total is \(total)")
    }
  }

  private func sum(_ objects: [Int]) throws(Refusal) -> Int64 {
    var sum: Int64 = 0
    for object in objects { sum += try amount("amount", of: object) }
    return sum
  }

  /// An amount, so small that the sums of a receipt cannot overflow.
  private func amount(_ name: StaticString, of object: Int) throws(Refusal) -> Int64 {
    guard let amount = member(name, of: object).flatMap({ tape.integer($0, in: bytes) }),
      amount.magnitude < 1 << 40
    else { throw .parameter("\(name)", "a whole number of minor units is needed") }
    return amount
  }

  private func member(_ name: StaticString, of object: Int) -> Int? {
    tape.member(name, of: object, in: bytes)
  }

  /// The elements of a list; none when it is missing.
  private func elements(_ name: StaticString, of object: Int) -> [Int] {
    guard let list = member(name, of: object), tape[list].kind == .array else { return [] }
    return tape.children(of: list)
  }
}

extension ReceiptReader {
  /// A member and what stands for it where it is missing.
  private typealias Key = (name: StaticString, missing: StaticString)

  private static let receiptKeys: [Key] = [
    ("external_id", "\"\""), ("transaction_id", "\"\""), ("total", "0"), ("currency", "\"\""),
  ]
  private static let itemKeys: [Key] = [
    ("description", "\"\""), ("amount", "0"), ("currency", "\"\""), ("quantity", "0"),
    ("unit", "\"\""), ("tax", "0"),
  ]
  private static let taxKeys: [Key] = [
    ("description", "\"\""), ("amount", "0"), ("currency", "\"\""), ("tax_number", "\"\""),
  ]
  private static let merchantKeys: [Key] = [
    ("name", "\"\""), ("online", "false"), ("phone", "\"\""), ("email", "\"\""),
    ("store_name", "\"\""), ("store_address", "\"\""), ("store_postcode", "\"\""),
  ]

  /// The receipt as `GET` answers it.
  func answer(_ id: Identifier) -> [UInt8] {
    var json = ByteWriter()
    json.append("{\"receipt\":{\"id\":\"")
    json.append(id)
    json.append("\"")
    appendMembers(Self.receiptKeys, of: 0, to: &json)
    appendList("items", Self.itemKeys, of: 0, to: &json) { item, json in
      appendList("sub_items", Self.itemKeys, of: item, to: &json)
    }
    appendList("taxes", Self.taxKeys, of: 0, to: &json)
    json.append(",\"payments\":")
    appendValue("payments", of: 0, orElse: "[]", to: &json)
    json.append(",\"merchant\":{\"id\":\"\"")
    appendMembers(Self.merchantKeys, of: member("merchant", of: 0), to: &json)
    json.append("}}}")
    return json.bytes
  }

  /// Appends `,"items":[…]`, the members of each element in order, and after them what the closure appends.
  private func appendList(
    _ name: StaticString, _ keys: [Key], of object: Int, to json: inout ByteWriter,
    _ more: (Int, inout ByteWriter) -> Void = { _, _ in }
  ) {
    json.append(",\"")
    json.append(name)
    json.append("\":[")
    for (index, element) in elements(name, of: object).enumerated() {
      json.append(index == 0 ? "{\"id\":\"\"" : ",{\"id\":\"\"")
      appendMembers(keys, of: element, to: &json)
      more(element, &json)
      json.append("}")
    }
    json.append("]")
  }

  private func appendMembers(_ keys: [Key], of object: Int?, to json: inout ByteWriter) {
    for key in keys {
      json.append(",\"")
      json.append(key.name)
      json.append("\":")
      appendValue(key.name, of: object, orElse: key.missing, to: &json)
    }
  }

  private func appendValue(
    _ name: StaticString, of object: Int?, orElse missing: StaticString, to json: inout ByteWriter
  ) {
    guard let token = object.flatMap({ member(name, of: $0) }) else { return json.append(missing) }
    tape.appendMinified(token, in: bytes, to: &json)
  }
}
