// The layout of help: paragraphs, sections, and tables whose columns line up over a whole page.
// It knows nothing of commands. A line is at most 80 columns wide.

/// A page of help under construction.
struct HelpPage {
  /// The width of a terminal that nobody has widened.
  static let columnsMax = 80
  /// A longer term has a line of its own, so that it does not push every text to the right.
  static let termColumnsMax = 28
  private static let indent = 2

  private(set) var lines: [String] = []

  /// The page, without a line break at its end.
  var text: String { lines.joined(separator: "\n") }

  /// A term and the words that explain it; a word is never broken, even if it has spaces.
  struct Row {
    let term: String
    let words: [String]
  }

  /// Adds paragraphs that an empty line separates.
  mutating func add(paragraphs text: String) {
    var words: [String] = []
    for line in (text + "\n").split(separator: "\n", omittingEmptySubsequences: false) {
      let more = HelpPage.words(String(line))
      words += more
      if more.isEmpty, !words.isEmpty {
        separate()
        lines += HelpPage.wrap(words, columns: HelpPage.columnsMax)
        words = []
      }
    }
  }

  /// Adds a section of lines that stay as they are.
  mutating func add(section title: String, lines section: [String]) {
    if section.isEmpty { return }
    separate()
    lines.append(title)
    lines += section.map { HelpPage.spaces(HelpPage.indent) + $0 }
  }

  /// Adds a section of usage, with further lines under the part that follows the command's name.
  mutating func add(usage name: String, words: [String]) {
    let hanging = name.count + 1
    let wrapped = HelpPage.wrap(
      words, columns: HelpPage.columnsMax - HelpPage.indent - hanging)
    add(section: "USAGE", lines: HelpPage.hang(wrapped, under: name, column: hanging))
  }

  /// Adds tables whose second columns line up; one without rows is left out.
  mutating func add(tables: [(title: String, rows: [Row])]) {
    let widths = tables.flatMap(\.rows).map(\.term.count)
    let column = (widths.filter { $0 <= HelpPage.termColumnsMax }.max() ?? 0) + 2
    let columns = HelpPage.columnsMax - HelpPage.indent - column
    for table in tables {
      let section = table.rows.flatMap { row in
        HelpPage.hang(
          HelpPage.wrap(row.words, columns: columns), under: row.term, column: column)
      }
      add(section: table.title, lines: section)
    }
  }

  private mutating func separate() {
    if !lines.isEmpty { lines.append("") }
  }

  /// Puts texts beside a term, or under it when it is too long.
  private static func hang(_ texts: [String], under term: String, column: Int) -> [String] {
    guard let first = texts.first else { return [term] }
    let rest = texts.dropFirst().map { spaces(column) + $0 }
    if term.count >= column { return [term, spaces(column) + first] + rest }
    return [term + spaces(column - term.count) + first] + rest
  }

  /// Fills lines with words; only a word that is wider than a line makes a wider line.
  private static func wrap(_ words: [String], columns: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
