// Cells under each other: names and words to the left, figures to the right.

package struct TextTable {
  private let header: [String]
  private let figures: Set<String>
  private let indent: String
  package var rows: [[String]] = []

  package init(_ header: [String], figures: Set<String> = [], indent: String = "  ") {
    self.header = header
    self.figures = figures
    self.indent = indent
  }

  /// Rows without a header, at the margin.
  package init(_ rows: [[String]]) {
    self.init([], indent: "")
    self.rows = rows
  }

  /// The lines, without blanks at their ends.
  package var lines: [String] {
    let all = header.isEmpty ? rows : [header] + rows
    let columns = all.first?.indices ?? 0..<0
    let widths = columns.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = columns.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        let isFigure = !header.isEmpty && figures.contains(header[column])
        return isFigure ? space + row[column] : row[column] + space
      }
      var line = indent + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// `1 row`, `2 rows`: a count with its word.
package func counted(_ count: Int, _ word: String) -> String {
  "\(count) \(word)\(count == 1 ? "" : "s")"
}
