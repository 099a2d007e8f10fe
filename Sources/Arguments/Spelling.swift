// Finds what a misspelt word was probably meant to be.

/// The nearest of some words.
public enum Spelling {
  /// Finds the candidate that a text was probably meant to be; of equally near ones the first.
  ///
  /// A candidate is near when at most a third of the text, and at least one letter, had to change,
  /// whatever the case. When none is near, a beginning of three letters or more names the first
  /// candidate that it begins.
  public static func nearest(to text: String, among candidates: [String]) -> String? {
    let typed = text.lowercased()
    var best: String?
    var bestDistance = max(1, typed.count / 3) + 1
    // The lengths alone rule most candidates out, above all when the text is a whole file by mistake.
    for candidate in candidates where abs(candidate.count - typed.count) < bestDistance {
      let distance = distance(from: typed, to: candidate.lowercased())
      if distance < bestDistance { (best, bestDistance) = (candidate, distance) }
    }
    if best != nil || typed.count < 3 { return best }
    return candidates.first { $0.lowercased().hasPrefix(typed) }
  }

  /// Counts the insertions, deletions, replacements and swaps of neighbours that lead from one
  /// text to another (the Damerau-Levenshtein distance, a metric).
  ///
  /// Time and memory grow with the product of the two lengths.
  static func distance(from source: String, to target: String) -> Int {
    let source = Array(source)
    let target = Array(target)
    // table[i][j] is the distance between the first i and the first j characters.
    var table = [[Int]](
      repeating: Array(0...target.count), count: source.count + 1)
    /// For each character the last row in which the source had it.
    var lastRows: [Character: Int] = [:]
    for (row, from) in zip(1..., source) {
      table[row][0] = row
      /// The last column of this row in which both characters were the same.
      var lastMatch = 0
      for (column, to) in zip(1..., target) {
        let replaced = table[row - 1][column - 1] + (from == to ? 0 : 1)
        let inserted = table[row][column - 1] + 1
        let deleted = table[row - 1][column] + 1
        var least = min(replaced, inserted, deleted)
        if let lastRow = lastRows[to], lastMatch > 0 {
          let between = (row - lastRow - 1) + (column - lastMatch - 1)
          least = min(least, table[lastRow - 1][lastMatch - 1] + between + 1)
        }
        table[row][column] = least
        if from == to { lastMatch = column }
      }
      lastRows[from] = row
    }
    return table[source.count][target.count]
  }
}
