// Finds, among purchases in order of size, the first of which enough is left: a tree of greatest remainders.

/// Amounts at fixed places, each of which can change, and the first that is at least a given one.
struct RemainderTree {
  private let width: Int
  /// The leaves begin at `width`; above them, at `node`, the greater of `2 * node` and `2 * node + 1`.
  private var greatest: [Int64]

  /// Creates a tree of zeros.
  init(count: Int) {
    var width = 1
    while width < count { width *= 2 }
    self.width = width
    greatest = [Int64](repeating: 0, count: width * 2)
  }

  /// The amount at a place; setting it takes time logarithmic in the places.
  subscript(place: Int) -> Int64 {
    get { greatest[width + place] }
    set {
      var node = width + place
      greatest[node] = newValue
      while node > 1 {
        node /= 2
        let value = max(greatest[node * 2], greatest[node * 2 + 1])
        if greatest[node] == value { return }
        greatest[node] = value
      }
    }
  }

  /// The first place whose amount is at least this much, more than zero; nil when there is none.
  func first(atLeast amount: Int64) -> Int? {
    guard greatest[1] >= amount else { return nil }
    var node = 1
    while node < width {
      node *= 2
      if greatest[node] < amount { node += 1 }
    }
    return node - width
  }
}
