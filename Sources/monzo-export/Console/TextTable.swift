// Cells under each other for people: names and words to the left, figures to the right.

/// A table with a header.
struct TextTable {
  /// The names of the columns.
  let header: [String]
  /// Columns of figures.
  let figures: Set<String>
  var rows: [[String]] = []

  init(_ header: [String], figures: Set<String> = []) {
    self.header = header
    self.figures = figures
  }

  /// The lines, indented, without blanks at their ends.
  var lines: [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = header.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return figures.contains(header[column]) ? space + row[column] : row[column] + space
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// `1 row`, `2 rows`: a count with its word.
func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
