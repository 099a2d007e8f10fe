// Whether a regular expression matches anywhere in a text. All ways to match are followed at once, a character at a
// time, so a text that nearly matches in very many ways takes no longer than any other.

/// A regular expression, ready for many texts; case makes no difference.
struct PatternMatcher {
  /// What is in the way of a regular expression.
  enum Problem: Error, Equatable {
    /// `Regex` cannot read it.
    case unreadable(String)
    /// It has something that rules do not have.
    case unsupported(String)
    /// It could take more than `PatternProgram.stepsMax` steps.
    case large
    /// It has more than `patternMax` characters.
    case long
  }

  /// The most characters of an expression.
  static let patternMax = 200

  private var search: PatternSearch
  /// How many steps the last text took.
  private(set) var steps = 0

  /// Reads an expression.
  init(_ pattern: String) throws(Problem) {
    if pattern.count > PatternMatcher.patternMax { throw .long }
    do { _ = try Regex(pattern) } catch { throw .unreadable("\(error)") }
    let node: PatternNode
    do { node = try PatternParser.parse(pattern) } catch { throw .unsupported(error.piece) }
    guard let program = PatternProgram(node) else { throw .large }
    search = PatternSearch(program)
  }

  /// Whether it matches anywhere in the beginning of a text.
  mutating func matches(_ text: PatternText) -> Bool {
    search.begin(text)
    let isFound = search.run(text, from: 0, isAnchored: false)
    steps = search.takeSteps()
    return isFound
  }
}

/// One program and what is known of the text that it runs over.
private struct PatternSearch {
  private let program: PatternProgram
  private var aheads: [PatternSearch]
  private var classes: [Regex<AnyRegexOutput>?]
  private var known: [[Character: Bool]]
  private var anchors: [[Bool]] = []
  /// What programs that look ahead have answered, by place.
  private var answers: [[Bool?]] = []
  /// The round in which an instruction was reached last.
  private var reached: [Int]
  private var round = 0
  private var steps = 0

  /// How many answers for characters are remembered before all are forgotten.
  private static let knownMax = 1 << 12

  init(_ program: PatternProgram) {
    self.program = program
    aheads = program.aheads.map(PatternSearch.init)
    classes = program.tests.map { test in
      if case .classed(let source) = test { (try? Regex(source))?.ignoresCase() } else { nil }
    }
    known = Array(repeating: [:], count: program.tests.count)
    reached = Array(repeating: 0, count: program.instructions.count)
  }

  /// Forgets the text before.
  mutating func begin(_ text: PatternText) {
    anchors = program.anchors.map(text.places)
    answers = Array(
      repeating: Array(repeating: nil, count: text.characters.count + 1), count: aheads.count)
    for index in aheads.indices { aheads[index].begin(text) }
  }

  mutating func takeSteps() -> Int {
    defer { steps = 0 }
    return aheads.indices.reduce(steps) { $0 + aheads[$1].takeSteps() }
  }

  /// Whether the program matches from a place, or from any place behind it.
  mutating func run(_ text: PatternText, from start: Int, isAnchored: Bool) -> Bool {
    var threads: [Int] = []
    for place in start...text.characters.count {
      round += 1
      var here: [Int] = []
      for thread in threads where reach(thread, text, place, &here) { return true }
      if place == start || !isAnchored, reach(0, text, place, &here) { return true }
      if here.isEmpty && isAnchored { return false }
      threads = []
      guard place < text.characters.count else { break }
      for instruction in here {
        steps += 1
        guard case .character(let test) = program.instructions[instruction] else { continue }
        if passes(test, text, place) { threads.append(instruction + 1) }
      }
    }
    return false
  }

  /// Follows all that needs no character, and notes what does; true when the program has matched.
  private mutating func reach(
    _ first: Int, _ text: PatternText, _ place: Int, _ here: inout [Int]
  ) -> Bool {
    var waiting = [first]
    while let at = waiting.popLast() {
      if reached[at] == round { continue }
      reached[at] = round
      steps += 1
      switch program.instructions[at] {
      case .match: return true
      case .character: here.append(at)
      case .jump(let next): waiting.append(next)
      case .split(let one, let other): waiting += [other, one]
      case .anchor(let anchor): if anchors[anchor][place] { waiting.append(at + 1) }
      case .ahead(let number, let isNegative):
        if isAhead(number, text, place) != isNegative { waiting.append(at + 1) }
      }
    }
    return false
  }

  private mutating func isAhead(_ number: Int, _ text: PatternText, _ place: Int) -> Bool {
    if let answer = answers[number][place] { return answer }
    let answer = aheads[number].run(text, from: place, isAnchored: true)
    answers[number][place] = answer
    return answer
  }

  private mutating func passes(_ test: Int, _ text: PatternText, _ place: Int) -> Bool {
    let character = text.characters[place]
    switch program.tests[test] {
    case .same(let wanted): return text.lowered[place] == wanted
    case .any: return !character.isNewline
    case .classed:
      if let answer = known[test][character] { return answer }
      let answer = classes[test].map { (try? $0.wholeMatch(in: String(character))) ?? nil != nil }
      if known[test].count >= PatternSearch.knownMax { known[test].removeAll() }
      known[test][character] = answer ?? false
      return answer ?? false
    }
  }
}
