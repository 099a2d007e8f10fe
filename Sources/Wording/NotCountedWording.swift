// What is in no figure of spending or income, by who leaves it out, in a line each: after an export and in `status`.

internal import Aggregate
internal import Export
internal import Model

enum NotCountedWording {
  /// A heading and a line for each reason; empty when everything counts.
  static func lines(_ left: [NotCounted]) -> [String] {
    guard !left.isEmpty else { return [] }
    var table = TextTable(["not counted", "transactions", "in", "out"], figures: figures)
    table.rows = left.map {
      [
        name($0.reason), "\($0.count)", amountCell($0.inMinor, $0.currency),
        amountCell($0.outMinor, $0.currency),
      ]
    }
    return [""] + table.lines
  }

  private static let figures: Set = ["transactions", "in", "out"]

  private static func name(_ reason: LeftOutReason) -> String {
    switch reason {
    case .bank: "by Monzo's own flag"
    case .category: "in category transfers"
    case .configuration: "by the configuration"
    case .accountOfOthers: "in an account of somebody else"
    case .rule(let number): "by rule \(number)"
    }
  }
}
