// What the other side of payments was called over the years. One party is one stable id, or one sort code and account
// number, however the name is spelled and whatever id was made up for a single payment; it has the name that it chose
// itself, else that of its account, as the bank gave it last, and is found under all of them. A monoid: of each party the latest name, and the set of all.

/// Names of parties by the number that stands for each.
public struct PartyNames: Equatable, Sendable {
  /// One party.
  public struct Party: Equatable, Sendable {
    /// The name that the bank gave last.
    public internal(set) var latest: String
    /// Whether it is one that the party chose, which is above all others.
    public internal(set) var isChosen: Bool
    /// The row that it is from.
    public internal(set) var seen: MerchantDirectory.Seen
    /// Every name that the bank gave, the latest too, by its `StableHash`.
    public internal(set) var spellings: [UInt64: String]
    /// `StableHash` of the latest.
    var latestHash: UInt64
  }

  /// The parties by number.
  public private(set) var parties: [UInt64: Party] = [:]

  /// Creates a book without names.
  public init() {}

  /// Remembers how a row names a party.
  ///
  /// - Parameters:
  ///   - party: the number of the party.
  ///   - hash: `StableHash` of the name.
  ///   - seen: the row.
  ///   - isChosen: whether the party chose the name itself.
  ///   - name: gives the name; asked only when the name is new.
  public mutating func add(
    party: UInt64, hash: UInt64, seen: MerchantDirectory.Seen, isChosen: Bool = false,
    name: () -> String
  ) {
    guard let at = parties.index(forKey: party) else {
      let name = name()
      parties[party] = Party(
        latest: name, isChosen: isChosen, seen: seen, spellings: [hash: name], latestHash: hash)
      return
    }
    parties.values[at].take(hash, seen, isChosen, name)
  }

  /// Remembers another name of a party that is known, under which it is only found.
  public mutating func add(spelling name: String, of party: UInt64) {
    guard let at = parties.index(forKey: party) else { return }
    parties.values[at].spellings[StableHash.of(name)] = name
  }

  /// Takes in all that another book knows.
  public mutating func merge(_ other: PartyNames) {
    for (number, party) in other.parties { add(party, number) }
  }

  mutating func add(_ party: Party, _ number: UInt64) {
    guard let at = parties.index(forKey: number) else {
      parties[number] = party
      return
    }
    parties.values[at].take(party.latestHash, party.seen, party.isChosen) { party.latest }
    parties.values[at].spellings.merge(party.spellings) { first, _ in first }
  }

  /// The name of a party; nil when it is not known.
  public func name(of party: UInt64) -> String? { parties[party]?.latest }

  /// Every name of a party, sorted by bytes.
  public func spellings(of party: UInt64) -> [String] {
    (parties[party]?.spellings.values.map(\.self) ?? []).sorted(by: hasLesserBytes)
  }
}

extension PartyNames.Party {
  fileprivate mutating func take(
    _ hash: UInt64, _ other: MerchantDirectory.Seen, _ isOtherChosen: Bool, _ name: () -> String
  ) {
    if spellings[hash] == nil { spellings[hash] = name() }
    guard isOtherChosen == isChosen ? other >= seen : isOtherChosen else { return }
    // Two records of one row may differ in the name.
    if isOtherChosen == isChosen, other == seen, hash != latestHash, !hasLesserBytes(latest, name())
    {
      return
    }
    seen = other
    isChosen = isOtherChosen
    if hash != latestHash {
      latest = spellings[hash] ?? name()
      latestHash = hash
    }
  }
}

/// Whether one text is before another by its bytes.
private func hasLesserBytes(_ one: String, _ other: String) -> Bool {
  one.utf8.lexicographicallyPrecedes(other.utf8)
}

// MARK: Bytes

extension CodedWriter {
  mutating func add(_ names: PartyNames) {
    add(names.parties.sorted { $0.key < $1.key }) {
      $0.add($1.key)
      $0.add($1.value.latest)
      $0.add($1.value.isChosen)
      $0.add($1.value.seen.time)
      $0.add($1.value.seen.key)
      $0.add($1.value.spellings.sorted { $0.key < $1.key }) { $0.add($1.value) }
    }
  }
}

extension CodedReader {
  mutating func readParties(into names: inout PartyNames) throws(KnowledgeCodingError) {
    try repeated { (reader) throws(KnowledgeCodingError) in
      let number = try reader.number(UInt64.self)
      let latest = try reader.text()
      let isChosen = try reader.flag()
      let seen = MerchantDirectory.Seen(time: try reader.time(), key: try reader.key())
      var spellings: [UInt64: String] = [:]
      try reader.repeated { (reader) throws(KnowledgeCodingError) in
        let name = try reader.text()
        spellings[StableHash.of(name)] = name
      }
      names.add(
        PartyNames.Party(
          latest: latest, isChosen: isChosen, seen: seen, spellings: spellings,
          latestHash: StableHash.of(latest)),
        number)
    }
  }
}
