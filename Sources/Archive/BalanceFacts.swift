// The balances that were seen of one account or pot: `{"account_id":ACC,"seen":T,"body":{"balance":…}}`, by
// time. Of a balance that stands still only the first and the last sight are kept: they prove what the ones
// between them would, and a file that is written every day does not grow every day.

internal import Bytes
internal import Model

/// One balance at one time.
struct BalanceSeen: Equatable {
  var seen: Instant
  /// The bank's answer; of a pot, `balance` and `currency` of its object.
  var body: [UInt8]
  /// What must be equal for a balance to have stood still: the amount and the currency as they are written.
  var value: [UInt8]

  /// Reads what the bank says; nil when it holds no balance.
  init?(_ object: RawObject, seen: Instant) {
    var tape = JSONTape()
    guard (try? tape.parse(object.body)) != nil else { return nil }
    self.init(0, tape, object.body, seen)
    // A pot is kept whole elsewhere; a record with an id would be read as a pot again.
    if tape.member("id", of: 0, in: object.body) != nil { body = value }
  }

  private init?(_ token: Int, _ tape: JSONTape, _ bytes: [UInt8], _ seen: Instant) {
    guard let balance = tape.member("balance", of: token, in: bytes) else { return nil }
    self.seen = seen
    var writer = ByteWriter()
    tape.appendMinified(token, in: bytes, to: &writer)
    body = writer.bytes
    writer = ByteWriter()
    writer.append("{\"balance\":")
    tape.appendMinified(balance, in: bytes, to: &writer)
    if let currency = tape.member("currency", of: token, in: bytes) {
      writer.append(",\"currency\":")
      tape.appendMinified(currency, in: bytes, to: &writer)
    }
    writer.append(0x7D)
    value = writer.bytes
  }

  /// Reads a line of a file.
  init?(line bytes: [UInt8], _ range: ByteRange, _ tape: inout JSONTape) {
    guard (try? tape.parse(bytes, range)) != nil,
      let body = tape.member("body", of: 0, in: bytes),
      let time = tape.member("seen", of: 0, in: bytes),
      let seen = tape.string(time, in: bytes).flatMap({ Instant($0) })
    else { return nil }
    self.init(body, tape, bytes, seen)
  }

  /// What says it from every other balance.
  var bytes: [UInt8] { Array("\(seen) ".utf8) + body }

  static func precedes(_ one: BalanceSeen, _ other: BalanceSeen) -> Bool {
    if one.seen != other.seen { return one.seen < other.seen }
    return one.body.lexicographicallyPrecedes(other.body)
  }
}

enum BalanceFacts {
  /// Reads a file.
  ///
  /// - Throws: the number of the line that is no balance, from 1.
  static func parse(_ bytes: [UInt8]) throws(Partition.Unreadable) -> [BalanceSeen] {
    var tape = JSONTape()
    var facts: [BalanceSeen] = []
    for (index, range) in JSONLines.ranges(bytes).enumerated() {
      guard let fact = BalanceSeen(line: bytes, range, &tape) else {
        throw Partition.Unreadable(line: index + 1)
      }
      facts.append(fact)
    }
    return facts
  }

  /// What can be read of a damaged file.
  static func readable(_ bytes: [UInt8]) -> [BalanceSeen] {
    var tape = JSONTape()
    return JSONLines.ranges(bytes).compactMap { BalanceSeen(line: bytes, $0, &tape) }
  }

  /// The file that holds some facts.
  static func bytes(_ facts: [BalanceSeen], of account: String) -> [UInt8] {
    var writer = ByteWriter()
    for fact in facts {
      writer.appendJSON { json in
        json.member("account_id", account)
        json.member("seen", "\(fact.seen)")
        json.member("body", json: fact.body)
      }
      writer.append(0x0A)
    }
    return writer.bytes
  }

  /// Facts by time, each once, and of those that say the same the first and the last.
  static func united(_ facts: [BalanceSeen]) -> [BalanceSeen] {
    var kept: [BalanceSeen] = []
    for fact in facts.sorted(by: BalanceSeen.precedes) where kept.last != fact {
      let isThirdOfARun =
        kept.count >= 2 && kept[kept.count - 1].value == fact.value
        && kept[kept.count - 2].value == fact.value
      if isThirdOfARun { kept.removeLast() }
      kept.append(fact)
    }
    return kept
  }
}
