// Where the first line of a statement is and what separates its cells. Spreadsheets put a line `sep=;`, the name of
// the table or empty lines before it, and separate by what their country's numbers leave free.

internal import Bytes

/// The line that names the columns of a statement.
package struct StatementHead: Equatable {
  /// What is between two cells.
  package let separator: UInt8
  /// Where the line begins, from the first byte that was looked at.
  package let offset: Int
  /// How many line ends are before it.
  package let linesBefore: Int

  /// What separates cells, in the order in which it is tried.
  private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
  /// How many lines may be before the names of the columns.
  private static let linesMax = 10
  /// How much of an input is looked at.
  package static let bytesMax = 1 << 16

  /// What looking for the line came to.
  package enum Search: Equatable {
    case found(StatementHead)
    case none
    case needsMore
  }

  /// Looks for the line among the first ones of an input.
  package static func find(_ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool) -> Search {
    let limit = min(rest.upperBound, rest.lowerBound + bytesMax)
    let isWhole = isLast || limit - rest.lowerBound == bytesMax
    var start = rest.lowerBound
    var lines = 0
    while start < limit && lines < linesMax {
      var end = start
      while end < limit && bytes[end] != 0x0A && bytes[end] != 0x0D { end += 1 }
      guard end < limit || isWhole else { return .needsMore }
      if let separator = separators.first(where: { isHead(bytes, start..<end, $0, lines == 0) }) {
        return .found(
          StatementHead(
            separator: separator, offset: start - rest.lowerBound, linesBefore: lines))
      }
      let isPair = end + 1 < limit && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      if end + 1 == limit && bytes[end] == 0x0D && !isWhole { return .needsMore }
      start = end + (isPair ? 2 : 1)
      lines += 1
    }
    return lines < linesMax && !isWhole ? .needsMore : .none
  }

  /// A line that is not the first must be sure of it: it says the currency too.
  private static func isHead(
    _ bytes: [UInt8], _ line: Range<Int>, _ separator: UInt8, _ isFirst: Bool
  ) -> Bool {
    var csv = CSVReader(separator: separator)
    var rest = line
    guard (try? csv.next(in: bytes, &rest) || csv.finish()) == true, csv.cells.count > 1 else {
      return false
    }
    let columns = StatementColumns(csv.cells.indices.map { csv.string($0) })
    return columns.isStatement && (isFirst || columns.tellsCurrency)
  }
}
