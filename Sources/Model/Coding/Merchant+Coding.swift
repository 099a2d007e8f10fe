// Merchants as bytes: their canonical JSON. Every month knows the same shops again, so one that says what is
// known already is not made again, and one that is superseded by what is known is passed over unread.

internal import Bytes

extension MerchantDirectory.Entry {
  /// The order in which entries are written, by the id of the merchant.
  func precedes(_ other: MerchantDirectory.Entry) -> Bool {
    (merchant.fields.id ?? "").utf8.lexicographicallyPrecedes((other.merchant.fields.id ?? "").utf8)
  }
}

extension CodedWriter {
  mutating func add(_ entry: MerchantDirectory.Entry) {
    add(entry.merchant.fields.id ?? "")
    add(entry.seen.time)
    add(entry.seen.key)
    add(UInt32(entry.merchant.json.count))
    bytes.append(contentsOf: entry.merchant.json)
  }
}

extension CodedReader {
  mutating func readMerchant(
    into directory: inout MerchantDirectory
  ) throws(KnowledgeCodingError) {
    let id = try text()
    let seen = MerchantDirectory.Seen(time: try time(), key: try key())
    let count = Int(try number(UInt32.self))
    let start = try pass(count)
    let known = directory.entries[StableHash.of(id)]
    if let known, seen < known.seen { return }
    let json = bytes[start..<start + count]
    if let known, known.merchant.json.elementsEqual(json) {
      directory.add(known.merchant, seen: seen)
      return
    }
    guard let merchant = Merchant(json: Array(json)), merchant.fields.id == id,
      merchant.fields.name != nil
    else { throw KnowledgeCodingError() }
    directory.add(merchant, seen: seen)
  }
}

extension Merchant {
  /// Reads a merchant's own JSON; nil when the bytes are no merchant's.
  fileprivate convenience init?(json: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(json)) != nil, tape[0].kind == .object else { return nil }
    func token(_ name: StaticString) -> Int? { tape.member(name, of: 0, in: json) }
    func text(_ name: StaticString) -> String? {
      token(name).flatMap { tape.string($0, in: json) }
    }
    func digits(_ name: StaticString) -> String? {
      guard let token = token(name), tape[token].kind != .null else { return nil }
      return String(decoding: json[tape.sourceRange(token).indices], as: UTF8.self)
    }
    var fields = Fields()
    fields.id = text("id")
    fields.groupID = text("group_id")
    fields.name = text("name")
    fields.category = text("category")
    fields.online = token("online").flatMap { tape.boolean($0) }
    fields.atm = token("atm").flatMap { tape.boolean($0) }
    fields.emoji = text("emoji")
    fields.logo = text("logo")
    fields.address = text("address")
    fields.city = text("city")
    fields.region = text("region")
    fields.country = text("country")
    fields.postcode = text("postcode")
    fields.latitude = digits("latitude")
    fields.longitude = digits("longitude")
    self.init(fields)
    guard self.json == json else { return nil }
  }
}
