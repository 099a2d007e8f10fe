// What an export tells a person at its end: what it made and where, one line an account, what was left out.

import Model
import Write

/// The end of an export in words.
struct ExportReport {
  private let manifest: Manifest
  private let folder: String

  init(_ manifest: Manifest, folder: String) {
    self.manifest = manifest
    self.folder = folder
  }

  /// Tells it, and records a gap for the exit code.
  func tell(_ console: Console) {
    for line in lines { console.note(line) }
    for account in manifest.accounts {
      guard case .gap = account.proof, let reason = account.proof.reason(in: account.currency)
      else { continue }
      console.fault("\(account.slug): the books do not balance: \(reason)", .gap)
    }
  }

  private var lines: [String] {
    var lines = ["\(folder)/ holds \(manifest.files.count + 1) files of \(manifest.period):"]
    lines += columns(
      manifest.files.map { [$0.name, $0.rows.map { "\($0) rows" } ?? "", "\($0.bytes) bytes"] },
      indent: 2)
    lines.append("")
    lines += columns(
      [["account", "opening", "in", "out", "pending", "closing", "books"]]
        + manifest.accounts.map(cells), indent: 2)
    if !manifest.leftOut.isEmpty { lines += ["", "OFX and QIF: \(manifest.leftOut)"] }
    if manifest.otherMonthInUTC > 0 {
      let count = manifest.otherMonthInUTC
      lines.append(
        "\(count == 1 ? "1 row falls" : "\(count) rows fall") into another month in UTC, "
          + "as the bank's own CSV counts")
    }
    return lines
  }

  private func cells(_ account: AccountLine) -> [String] {
    func money(_ minor: Int128?) -> String {
      guard let minor, let fits = Int64(exactly: minor) else { return "?" }
      return "\(Money(fits, account.currency))"
    }
    return [
      account.slug, money(account.openingMinor.map { Int128($0) }), money(account.inMinor),
      money(account.outMinor),
      money(account.pendingMinor), money(account.closingMinor), "\(account.proof.word)",
    ]
  }

  /// Cells under each other: the first and last column to the left, the others to the right.
  private func columns(_ rows: [[String]], indent: Int) -> [String] {
    guard let count = rows.first?.count else { return [] }
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || column == count - 1 ? cell + (column == 0 ? space : "") : space + cell
      }
      return String(repeating: " ", count: indent) + cells.joined(separator: "  ")
    }
  }
}
