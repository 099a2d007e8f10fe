// Merchants as bytes. Every month knows the same shops again, so a version that gives way to one that is
// known already is passed over unread.

extension MerchantDirectory.Entry {
  /// The order in which entries are written, by the id of the merchant.
  func precedes(_ other: MerchantDirectory.Entry) -> Bool {
    (merchant.fields.id ?? "").utf8.lexicographicallyPrecedes((other.merchant.fields.id ?? "").utf8)
  }
}

extension CodedWriter {
  mutating func add(_ entry: MerchantDirectory.Entry) {
    let fields = entry.merchant.fields
    add(fields.id ?? "")
    add(entry.seen.time)
    add(entry.seen.key)
    addPart { writer in
      for text in fields.texts { writer.add(text) }
      for flag in [fields.online, fields.atm] { writer.add(flag) { $0.add($1) } }
    }
  }
}

extension CodedReader {
  mutating func readMerchant(
    into directory: inout MerchantDirectory
  ) throws(KnowledgeCodingError) {
    let id = try text()
    let seen = MerchantDirectory.Seen(time: try time(), key: try key())
    let count = Int(try number(UInt32.self))
    if let known = directory.entries[id], seen < known.seen {
      _ = try pass(count)
      return
    }
    let end = at + count
    var fields = Merchant.Fields()
    fields.id = id
    var texts: [String?] = []
    for _ in fields.texts { texts.append(try optionalText()) }
    fields.texts = texts
    fields.online = try flag() ? try flag() : nil
    fields.atm = try flag() ? try flag() : nil
    guard at == end, fields.name != nil else { throw KnowledgeCodingError() }
    directory.add(Merchant(fields), seen: seen)
  }
}

extension Merchant.Fields {
  /// The texts but for the id, in the order in which they are written.
  fileprivate var texts: [String?] {
    get {
      [
        groupID, name, category, emoji, logo, address, city, region, country, postcode, latitude,
        longitude,
      ]
    }
    set {
      let fields: [WritableKeyPath<Merchant.Fields, String?>] = [
        \.groupID, \.name, \.category, \.emoji, \.logo, \.address, \.city, \.region, \.country,
        \.postcode, \.latitude, \.longitude,
      ]
      for (field, text) in zip(fields, newValue) { self[keyPath: field] = text }
    }
  }
}
