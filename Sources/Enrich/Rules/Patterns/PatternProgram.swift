// A regular expression as instructions for `TextPatternMatcher`, and how many steps it can take at most. Each
// instruction is looked at once for each place of a text, so no expression takes longer than its size times the text's.

/// What to do at a place of a text.
struct PatternProgram {
  enum Instruction: Equatable {
    /// Goes on behind a character that passes the test.
    case character(Int)
    /// Goes on where an anchor holds.
    case anchor(Int)
    /// Goes on where another program matches, or does not.
    case ahead(Int, isNegative: Bool)
    /// Goes on in two places.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  /// The most characters of a text that are looked at.
  static let textMax = 200
  /// The most steps for one text: at some 40 ns a step, less than a twentieth of a second.
  static let stepsMax = 1_000_000

  private(set) var instructions: [Instruction] = []
  private(set) var tests: [CharacterTest] = []
  private(set) var anchors: [String] = []
  private(set) var aheads: [PatternProgram] = []

  /// Writes the instructions of an expression.
  ///
  /// - Returns: nil when a text could take more than `stepsMax` steps.
  init?(_ node: PatternNode) {
    guard node.size < PatternProgram.stepsMax / (2 * (PatternProgram.textMax + 1)) else {
      return nil
    }
    guard append(node) else { return nil }
    instructions.append(.match)
    guard steps <= PatternProgram.stepsMax else { return nil }
  }

  /// How many steps a text can take at most.
  var steps: Int {
    let places = PatternProgram.textMax + 1
    return 2 * places * instructions.count + aheads.reduce(0) { $0 + places * $1.steps }
  }

  /// Appends a part; false when one that it holds could take too many steps.
  private mutating func append(_ node: PatternNode) -> Bool {
    switch node {
    case .character(let test): instructions.append(.character(number(of: test, in: &tests)))
    case .anchor(let anchor): instructions.append(.anchor(number(of: anchor, in: &anchors)))
    case .ahead(let part, let isNegative):
      guard let program = PatternProgram(part) else { return false }
      aheads.append(program)
      instructions.append(.ahead(aheads.count - 1, isNegative: isNegative))
    case .sequence(let parts):
      for part in parts { guard append(part) else { return false } }
    case .choice(let parts): return append(choice: parts)
    case .repeated(let part, let least, let most): return append(part, least, most)
    }
    return true
  }

  private mutating func append(choice parts: [PatternNode]) -> Bool {
    var jumps: [Int] = []
    for part in parts.dropLast() {
      let split = instructions.count
      instructions.append(.split(split + 1, 0))
      guard append(part) else { return false }
      jumps.append(instructions.count)
      instructions.append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    guard let last = parts.last, append(last) else { return false }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
    return true
  }

  private mutating func append(_ part: PatternNode, _ least: Int, _ most: Int?) -> Bool {
    for _ in 0..<least { guard append(part) else { return false } }
    guard let most else {
      let split = instructions.count
      instructions.append(.split(split + 1, 0))
      guard append(part) else { return false }
      instructions.append(.jump(split))
      instructions[split] = .split(split + 1, instructions.count)
      return true
    }
    var splits: [Int] = []
    for _ in 0..<max(0, most - least) {
      splits.append(instructions.count)
      instructions.append(.split(0, 0))
      guard append(part) else { return false }
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    return true
  }

  private func number<Value: Equatable>(of value: Value, in known: inout [Value]) -> Int {
    if let index = known.firstIndex(of: value) { return index }
    known.append(value)
    return known.count - 1
  }
}
