// Values by numbers that are hashes already, of texts or of things: a Dictionary would hash each number once more with
// a seed, which for the few lookups of every row costs more than all that is done with what they find.

/// Values by 64-bit hashes, in the order in which they came.
public struct HashMap<Value: Sendable>: Sendable {
  @usableFromInline var table = PositionTable()
  /// The hashes that have a value.
  public private(set) var hashes: [UInt64] = []
  /// Their values.
  public private(set) var values: [Value] = []

  /// Creates a map without values.
  public init() {}

  /// Where the value of a hash is in `values`; nil when it has none.
  @inlinable
  public func position(_ hash: UInt64) -> Int? {
    table.position(hash: hash) { hashes[$0] == hash }
  }

  /// The value of a hash; nil when it has none.
  @inlinable
  public subscript(_ hash: UInt64) -> Value? { position(hash).map { values[$0] } }

  /// Gives a hash a value, in the place of the one that it has; none can be taken out again.
  public mutating func set(_ hash: UInt64, to value: Value) {
    if let position = position(hash) {
      values[position] = value
      return
    }
    do {
      let known = hashes
      table.append(hash: hash) { known[$0] }
    }
    hashes.append(hash)
    values.append(value)
  }
}

extension HashMap: Equatable where Value: Equatable {
  /// Equal when the same hashes have the same values, in whatever order they came.
  public static func == (left: HashMap, right: HashMap) -> Bool {
    left.hashes.count == right.hashes.count
      && zip(left.hashes, left.values).allSatisfy { right[$0] == $1 }
  }
}
