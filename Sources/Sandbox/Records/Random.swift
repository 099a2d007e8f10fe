// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014). Every topic of
// the household draws from its own stream for every day, so that a change to one topic leaves the others alone.

package enum Topic: UInt64 {
  // A number that a topic once had is never another one's: it would get the other's stream.
  case identity = 1
  case entry, card, bank, pot
  case bills = 7
  case subscriptions, groceries, food, shopping, commute, driving
  case friends = 15
  case travel
  case everyday = 20
  case login, life, fault
}

package struct Random {
  private var state: UInt64

  /// The stream of one topic, on one day or for one row.
  package init(seed: UInt64, _ topic: Topic, _ index: Int64 = 0) {
    let start = Random.mixed(seed &+ topic.rawValue &* 0x9E37_79B9_7F4A_7C15)
    state = Random.mixed(start ^ UInt64(bitPattern: index))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Random.mixed(state)
  }

  /// A number from zero up to, but not including, the bound.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }

  /// A number of the range, every one as likely as any other.
  package mutating func within(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound) + 1))
  }

  /// A price of the range: cheap ones are likelier than dear ones, as in life.
  package mutating func price(_ range: ClosedRange<Int64>) -> Int64 {
    min(within(range), within(range))
  }

  /// Whether something happens that happens so many times in a hundred.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of some values; there must be one.
  package mutating func pick<Element>(_ values: [Element]) -> Element {
    values[below(values.count)]
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
