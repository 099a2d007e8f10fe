// Where things are in a list, found by a hash of them: open addressing, one step after the other, at most half full.
// The list stays with its owner, who also says what is equal, so that one table serves numbers, row keys, merchants
// and texts. A Dictionary would copy each key and hash it with a seed, which costs more than these lookups do.

/// Positions in a list of things that all differ, each found by the thing's hash.
public struct PositionTable: Equatable, Sendable {
  @usableFromInline static let free = UInt32.max

  /// Positions, each in the first free place from its hash on; a power of two of places.
  @usableFromInline var places: [UInt32]
  /// How many things are in the list, which is the position of the next one.
  public private(set) var count = 0

  /// Creates the table of an empty list.
  ///
  /// - Parameter capacity: for how many things there is room at first.
  public init(capacity: Int = 8) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    places = [UInt32](repeating: PositionTable.free, count: size)
  }

  /// The position of a thing; nil when it is not in the list.
  ///
  /// - Parameters:
  ///   - hash: the thing's hash.
  ///   - isEqual: whether the thing is the one at a position.
  /// - Returns: the position of the one that is equal.
  @inlinable @inline(__always)
  public func position(hash: UInt64, where isEqual: (Int) -> Bool) -> Int? {
    places.withUnsafeBufferPointer { places in
      var place = PositionTable.place(of: hash, in: places.count)
      while places[place] != PositionTable.free {
        let position = Int(places[place])
        if isEqual(position) { return position }
        place = (place &+ 1) & (places.count &- 1)
      }
      return nil
    }
  }

  /// Notes that a thing which is not in the list is appended to it.
  ///
  /// - Parameters:
  ///   - hash: the thing's hash.
  ///   - hashAt: the hash of the thing at a position, for when the table grows.
  public mutating func append(hash: UInt64, _ hashAt: (Int) -> UInt64) {
    if 2 * (count + 1) > places.count {
      places = [UInt32](repeating: PositionTable.free, count: 4 * places.count)
      for position in 0..<count { put(position, hashAt(position)) }
    }
    put(count, hash)
    count += 1
  }

  /// Notes that the list is empty; keeps the room.
  public mutating func removeAll() {
    count = 0
    for place in places.indices { places[place] = PositionTable.free }
  }

  private mutating func put(_ position: Int, _ hash: UInt64) {
    var place = PositionTable.place(of: hash, in: places.count)
    while places[place] != PositionTable.free { place = (place + 1) & (places.count - 1) }
    places[place] = UInt32(position)
  }

  /// The place from which a thing is looked for: hashes that differ in any bit lead to different ones.
  @usableFromInline @inline(__always)
  static func place(of hash: UInt64, in size: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size &- 1)
  }
}
