// Knowledge as bytes, for those who learn a part once and use it many times. Bytes say the same on every
// machine, and the same knowledge is always the same bytes. They are checked when read, never believed: what
// cannot be read is learned again.

internal import Bytes

/// The first byte of coded knowledge; another number for every change of what follows.
private let codingVersion: UInt8 = 4

extension Knowledge {
  /// The knowledge as bytes.
  public var coded: [UInt8] {
    var writer = CodedWriter()
    writer.bytes.reserveCapacity(64 * movements.count + 512 * merchants.entries.values.count + 256)
    writer.add(codingVersion)
    writer.add(latest)
    writer.add(accountIDs.values.sorted(by: hasLesserBytes)) { $0.add($1) }
    writer.add(hashedIDs.values.sorted(by: hasLesserBytes)) { $0.add($1) }
    writer.add(claimedPots.sorted { hasLesserBytes($0.key, $1.key) }) {
      $0.add($1.key)
      $0.add($1.value)
    }
    writer.add(categoryJoin)
    writer.add(parties)
    writer.add(ties)
    writer.add(paydays.sorted { $0.key < $1.key }) {
      $0.add($1.key)
      $0.add($1.value.days)
    }
    writer.add(references)
    writer.add(merchants.entries.values.sorted { $0.precedes($1) }) { $0.add($1) }
    writer.add(movements.sorted(by: Knowledge.precedes)) { $0.add($1) }
    writer.add(past.sorted)
    return writer.bytes
  }

  /// Reads knowledge from bytes.
  ///
  /// - Throws: `KnowledgeCodingError` when the bytes are not what `coded` gives.
  public init(coded bytes: [UInt8]) throws(KnowledgeCodingError) {
    self = .empty
    try merge(coded: bytes)
  }

  /// Takes in what bytes say, as `merge` takes in the knowledge that they were made of.
  ///
  /// - Parameters:
  ///   - bytes: what `coded` gave, perhaps behind something else.
  ///   - start: where in the bytes it begins.
  /// - Throws: `KnowledgeCodingError` when the bytes are something else; what was learned is of no use then.
  public mutating func merge(
    coded bytes: [UInt8], from start: Int = 0
  ) throws(KnowledgeCodingError) {
    var reader = CodedReader(bytes, from: start)
    guard try reader.number(UInt8.self) == codingVersion else { throw KnowledgeCodingError() }
    if let time = try reader.optionalTime() { see(time) }
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let id = try reader.text()
      add(account: StableHash.of(id)) { id }
    }
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let id = try reader.text()
      add(id: id, of: RowKey(id))
    }
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let account = try reader.text()
      add(pot: try reader.text(), heldBy: account)
    }
    try reader.readCategories(into: &categoryJoin)
    try reader.readParties(into: &parties)
    try reader.readTies(into: &ties)
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      let key = try reader.key()
      add(payday: CivilDate(days: try reader.number(Int32.self)), of: key)
    }
    try reader.readReferences(into: &references)
    try reader.repeated { (reader) throws(KnowledgeCodingError) in
      try reader.readMerchant(into: &merchants)
    }
    try reader.readMovements { add($0) }
    try reader.readPast(into: &past)
    guard reader.isAtEnd else { throw KnowledgeCodingError() }
  }
}

/// Whether one text is before another by its bytes.
private func hasLesserBytes(_ one: String, _ other: String) -> Bool {
  one.utf8.lexicographicallyPrecedes(other.utf8)
}

// MARK: Movements

extension CodedWriter {
  fileprivate mutating func add(_ movement: Movement) {
    add(movement.key)
    add(movement.amountMinor)
    add(movement.created)
    add(movement.currency.packed)
    add(movement.party)
    add(movement.account)
    add(movement.day)
    add(movement.kind.rawValue)
    add(movement.status.rawValue)
    add(movement.basis.rawValue)
    add(movement.daysToSettle)
  }
}

extension CodedReader {
  private static let movementBytes = 64

  /// Reads all movements in one go, because there is one for every row of a history.
  fileprivate mutating func readMovements(
    _ body: (Movement) -> Void
  ) throws(KnowledgeCodingError) {
    let count = Int(try number(UInt32.self))
    let start = try pass(count * CodedReader.movementBytes)
    let areAllRead = bytes.withUnsafeBytes { bytes in
      for index in 0..<count {
        let at = start + index * CodedReader.movementBytes
        guard let movement = Movement(bytes, at) else { return false }
        body(movement)
      }
      return true
    }
    guard areAllRead else { throw KnowledgeCodingError() }
  }
}

extension Movement {
  /// The movement that is at an offset; nil when a number in it means nothing.
  @inline(__always)
  fileprivate init?(_ bytes: UnsafeRawBufferPointer, _ at: Int) {
    func number<Number: FixedWidthInteger & BitwiseCopyable>(
      _ offset: Int, _ type: Number.Type
    ) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: at + offset, as: type))
    }
    let created = Instant(
      seconds: number(24, Int64.self), nanoseconds: number(32, Int32.self))
    let currency = Currency(packed: number(36, UInt32.self))
    guard created.isPossible, currency.isSpelledInLetters,
      let kind = Kind(rawValue: number(60, UInt8.self)),
      let status = Status(rawValue: number(61, UInt8.self)),
      let basis = PartyBasis(rawValue: number(62, UInt8.self))
    else { return nil }
    let key = UInt128(number(8, UInt64.self)) << 64 | UInt128(number(0, UInt64.self))
    self.init(
      key: RowKey(bits: key), amountMinor: number(16, Int64.self), created: created,
      currency: currency, party: number(40, UInt64.self), basis: basis,
      account: number(48, UInt64.self), day: number(56, Int32.self), kind: kind, status: status,
      daysToSettle: number(63, UInt8.self))
  }
}

// MARK: The past

extension CodedWriter {
  fileprivate mutating func add(_ past: RowPast) {
    add(past.versions) { $0.add($1.movement) }
    add(past.versions) {
      $0.add($1.until)
      $0.add($1.isGone)
    }
    add(past.arrivals) {
      $0.add($1.key)
      $0.add($1.fetched)
    }
    add(past.fetches) { $0.add($1) }
    add(past.partialFetches) {
      $0.add($1.account)
      $0.add($1.fetched)
    }
    add(past.mergedTimes) {
      $0.add($1.account)
      $0.add($1.since)
      $0.add($1.merged)
    }
  }
}

extension CodedReader {
  fileprivate mutating func readPast(into past: inout RowPast) throws(KnowledgeCodingError) {
    var movements: [Movement] = []
    try readMovements { movements.append($0) }
    guard try number(UInt32.self) == UInt32(movements.count) else { throw KnowledgeCodingError() }
    for movement in movements {
      let until = try time()
      past.versions.append(PastMovement(movement, until: until, isGone: try flag()))
    }
    try repeated { (reader) throws(KnowledgeCodingError) in
      past.arrivals.append(LateArrival(try reader.key(), fetched: try reader.time()))
    }
    try repeated { (reader) throws(KnowledgeCodingError) in
      past.fetches.append(try reader.time())
    }
    try repeated { (reader) throws(KnowledgeCodingError) in
      let account = try reader.number(UInt64.self)
      past.partialFetches.append(PartialFetch(account: account, fetched: try reader.time()))
    }
    try repeated { (reader) throws(KnowledgeCodingError) in
      let (account, since) = (try reader.number(UInt64.self), try reader.time())
      past.mergedTimes.append(
        MergedTime(account: account, since: since, merged: try reader.time()))
    }
  }
}

// MARK: Categories

extension CodedWriter {
  fileprivate mutating func add(_ join: CategoryJoin) {
    for texts in [join.ids, join.printed] {
      add(texts.sorted { $0.key < $1.key }) {
        $0.add($1.key)
        $0.add($1.value)
      }
    }
  }
}

extension CodedReader {
  fileprivate mutating func readCategories(
    into join: inout CategoryJoin
  ) throws(KnowledgeCodingError) {
    try repeated { (reader) throws(KnowledgeCodingError) in
      let key = try reader.key()
      join.add(id: try reader.text(), of: key)
    }
    try repeated { (reader) throws(KnowledgeCodingError) in
      let key = try reader.key()
      join.add(name: try reader.text(), of: key)
    }
  }
}
