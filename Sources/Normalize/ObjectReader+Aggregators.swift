// Members as aggregators write them: signed decimals as texts or as numbers, times with and without a zone, days
// without a time, and the bank's own id in one of several places.

internal import Bytes
internal import Model

extension ObjectReader {
  /// A text of a member, or of an element of a list of texts, joined by spaces.
  func joinedText(_ name: StaticString) -> String? {
    guard let token = present(name) else { return nil }
    guard tape[token].kind == .array else { return text(name) }
    let parts = tape.children(of: token).compactMap { tape.string($0, in: bytes) }
    let joined = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return joined.isEmpty ? nil : joined
  }

  /// A member that is a text or a number, as text.
  func scalar(_ name: StaticString) -> String? {
    guard let token = present(name), !tape[token].range.isEmpty else { return nil }
    switch tape[token].kind {
    case .string: return tape.string(token, in: bytes)
    case .integer, .decimal:
      return String(decoding: bytes[tape[token].range.indices], as: UTF8.self)
    default: return nil
    }
  }

  /// A time with or without a zone, which is then UTC, or the beginning of a day; nil when it is missing or
  /// empty.
  func timeOrDay(_ name: StaticString) throws(RecordError) -> Instant? {
    guard let token = present(name), !tape[token].range.isEmpty else { return nil }
    if let text = tape.string(token, in: bytes) {
      for ending in ["", "Z", ":00Z", "T00:00:00Z"] {
        if let time = Instant(text + ending) { return time }
      }
    }
    throw wrong(name, token, "a time or a day", "\(Expected.time) or \(Expected.day)")
  }

  /// A signed decimal, written as a text or as a number, in minor units of a currency.
  func signedUnits(
    _ name: StaticString, in currency: Currency
  ) throws(RecordError) -> Int64 {
    guard let token = present(name) else { throw .missing("\(name)", expected: Expected.decimal) }
    let kind = tape[token].kind
    guard kind == .string || kind == .integer || kind == .decimal else {
      throw wrong(name, token, "a decimal number", Expected.decimal)
    }
    do {
      return try FixedPoint.minorUnits(
        of: bytes, tape[token].range, exponent: currency.exponent, allowingPlus: true)
    } catch {
      throw wrong(name, token, error.what(of: currency), Expected.decimal)
    }
  }

  /// A currency that must be there.
  func requiredCurrency(_ name: StaticString) throws(RecordError) -> Currency {
    guard let currency = try currency(name) else {
      throw .missing("\(name)", expected: Expected.currency)
    }
    return currency
  }
}

extension RecordReader {
  /// The bank's own id among those that an aggregator's record has, else the first of them.
  static func bestID(_ ids: [String?]) -> String? {
    let given = ids.compactMap(\.self).filter { !$0.isEmpty }
    return given.first { $0.hasPrefix("tx_") } ?? given.first
  }

  /// The id of a record that has none, made of its text.
  mutating func madeUpID(_ bytes: [UInt8]) -> String {
    scratch.removeAll()
    tape.appendMinified(0, in: bytes, to: &scratch)
    return madeUpIDs.next(of: &scratch)
  }

  /// Sets the account of an aggregator's row: an id of the bank, of the record or around it; else the one that
  /// was given; else the aggregator's own name for it.
  func setAggregatorAccount(_ own: String?, into row: inout Row) {
    let known = [own, remarkedAccount].compactMap(\.self)
    row[.accountID] = known.first { $0.hasPrefix("acc_") } ?? account ?? known.first
  }

  /// The merchant of a name, as all rows with that name have it.
  mutating func merchant(named name: String) -> Merchant {
    let bytes = Array(name.utf8)
    let range = ByteRange(start: 0, count: bytes.count)
    if let known = merchants.merchant(.name, bytes, range) { return known }
    var fields = Merchant.Fields()
    fields.name = name
    let made = Merchant(fields)
    merchants.insert(made, .name, bytes, range)
    return made
  }

  /// Keeps in the metadata what a row has no field for.
  mutating func setMetadata(_ values: [(key: String, value: String?)], into row: inout Row) {
    let kept = values.compactMap { entry in entry.value.map { (key: entry.key, value: $0) } }
      .filter { !$0.value.isEmpty }
    guard !kept.isEmpty else { return }
    scratch.removeAll()
    for (index, entry) in kept.enumerated() {
      scratch.append(index == 0 ? "{" : ",")
      scratch.appendJSONString(entry.key)
      scratch.append(":")
      scratch.appendJSONString(entry.value)
    }
    scratch.append("}")
    row.set(.metadata, scratch.bytes, ByteRange(start: 0, count: scratch.count))
  }
}

/// A card payment out of a pot, which Open Banking shows as `SHOP From NAME Pot`.
enum PotPayment {
  /// The shop and the pot; nil when the text is not of that form.
  static func parts(_ shown: String) -> (shop: String, pot: String)? {
    guard shown.hasSuffix(" Pot") || shown.hasSuffix(" pot"),
      let from = shown.lastRange(of: " From ") ?? shown.lastRange(of: " from ")
    else { return nil }
    let shop = shown[..<from.lowerBound]
    let end = shown.index(shown.endIndex, offsetBy: -4)
    guard from.upperBound < end, !shop.isEmpty else { return nil }
    return (String(shop), String(shown[from.upperBound..<end]))
  }
}

extension String {
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    ranges(of: text).last
  }
}
