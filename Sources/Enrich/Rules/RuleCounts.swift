// How often each rule was applied, so that a rule that never was can be pointed out.

/// How many rows each rule decided; counts of parts of a history add up.
public struct RuleCounts: Equatable, Sendable {
  private var counts: [Int] = []

  /// No rule was applied.
  public static let empty = RuleCounts()

  private init() {}

  /// Counts a row for a rule, from 1.
  public mutating func add(rule number: Int) {
    guard number > 0 else { return }
    if counts.count < number {
      counts.append(contentsOf: repeatElement(0, count: number - counts.count))
    }
    counts[number - 1] += 1
  }

  /// Adds the counts of another part.
  public mutating func merge(_ other: RuleCounts) {
    if counts.count < other.counts.count {
      counts.append(contentsOf: repeatElement(0, count: other.counts.count - counts.count))
    }
    for (index, count) in other.counts.enumerated() { counts[index] += count }
  }

  /// How many rows a rule decided.
  public subscript(rule number: Int) -> Int {
    counts.indices.contains(number - 1) ? counts[number - 1] : 0
  }

  /// The numbers of the rules that decided no row, in order.
  public func unused(of rules: Rules) -> [Int] {
    rules.rules.indices.map { $0 + 1 }.filter { self[rule: $0] == 0 }
  }
}
