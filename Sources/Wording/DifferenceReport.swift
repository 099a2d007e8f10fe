// Differences of rows, in words and as lines of JSON.

package import Export
internal import Model
package import Pipeline

/// Differences, in words and in JSON.
package struct DifferenceReport {
  private let differences: [RowDifference]
  private let slug: (String) -> String

  /// Puts differences into words.
  ///
  /// - Parameters:
  ///   - differences: the differences.
  ///   - slug: the name of an account or pot.
  package init(differences: [RowDifference], slug: @escaping (String) -> String) {
    self.differences = differences
    self.slug = slug
  }

  /// How many there are of each sort, in words: `2 new, 1 settled`; nil when there are none.
  package static func counts(_ differences: [RowDifference]) -> String? {
    let parts = RowDifference.Sort.allCases.compactMap { sort in
      let count = differences.count { $0.sort == sort }
      return count > 0 ? "\(count) \(sort.rawValue)" : nil
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// A table; no line when nothing is different.
  package var table: [String] {
    guard !differences.isEmpty else { return [] }
    var table = TextTable(
      ["change", "date", "account", "was", "now", "payee", "id"], figures: ["was", "now"])
    table.rows = differences.map { row in
      [
        row.sort.rawValue, "\(row.date)", slug(row.register), words(row.was), words(row.now),
        String((row.payee ?? "").prefix(DifferenceReport.payeeLettersMax)), row.id,
      ]
    }
    return table.lines
  }

  private static let payeeLettersMax = 32

  private func words(_ state: RowDifference.State?) -> String {
    guard let state else { return "" }
    return state.status == .settled ? "\(state.amount)" : "\(state.amount) \(state.status.name)"
  }

  /// One line a difference.
  package var json: [UInt8] { differences.flatMap { $0.line(slug: slug($0.register)) } }

  /// The earlier state that rows are compared with.
  package static func words(_ since: ArchiveDifferences.State) -> String {
    switch since {
    case .exports(let destination, let last):
      "the exports to \(destination), of which \(last) is the last"
    case .fetch(let time): "the fetch of \(time.wholeSecond)"
    case .beforeFirstFetch(let time): "before the first fetch, of \(time.wholeSecond)"
    }
  }
}
