// Values by numbers that are hashes already, of texts or of things: a Dictionary would hash each number once more with
// a seed, which for the few lookups of every row costs more than all that is done with what they find.

/// Values by 64-bit hashes, in the order in which they came.
public struct HashMap<Value: Sendable>: Sendable {
  @usableFromInline var table = PositionTable()
  @usableFromInline var keys: [UInt64] = []
  @usableFromInline var held: [Value] = []

  /// The hashes that have a value.
  @inlinable public var hashes: [UInt64] { keys }
  /// Their values.
  @inlinable public var values: [Value] { held }

  /// Creates a map without values.
  public init() {}

  /// Where the value of a hash is in `values`; nil when it has none.
  @inlinable
  public func position(_ hash: UInt64) -> Int? {
    keys.withUnsafeBufferPointer { keys in table.position(hash: hash) { keys[$0] == hash } }
  }

  /// The value at a position.
  @inlinable
  public subscript(at position: Int) -> Value {
    get { held[position] }
    _modify { yield &held[position] }
  }

  /// The value of a hash; nil when it has none.
  @inlinable
  public subscript(_ hash: UInt64) -> Value? { position(hash).map { held[$0] } }

  /// Gives a hash a value, in the place of the one that it has; none can be taken out again.
  @inlinable
  public mutating func set(_ hash: UInt64, to value: Value) {
    if let position = position(hash) {
      held[position] = value
      return
    }
    note(hash)
    held.append(value)
  }

  @usableFromInline
  mutating func note(_ hash: UInt64) {
    do {
      let known = keys
      table.append(hash: hash) { known[$0] }
    }
    keys.append(hash)
  }
}

extension HashMap: Equatable where Value: Equatable {
  /// Equal when the same hashes have the same values, in whatever order they came.
  public static func == (left: HashMap, right: HashMap) -> Bool {
    left.keys.count == right.keys.count
      && zip(left.keys, left.held).allSatisfy { right[$0] == $1 }
  }
}
