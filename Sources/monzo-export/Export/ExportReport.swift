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

  /// Tells it, with `--json` the manifest on stdout too.
  func tell(_ session: Session) throws(StorageError) {
    if session[Options.json] { try session.console.write(manifest.json) }
    for line in lines { session.console.note(line) }
  }

  private var lines: [String] {
    var lines = ["\(folder)/ holds \(manifest.files.count + 1) files of \(manifest.period):"]
    lines += ExportReport.table(
      [["file", "rows", "bytes"]]
        + manifest.files.map { [$0.name, $0.rows.map { "\($0)" } ?? "", "\($0.bytes)"] })
    lines.append("")
    lines += ExportReport.table(
      [["account", "opening", "in", "out", "pending", "closing", "books"]]
        + manifest.accounts.map(cells))
    if !manifest.leftOut.isEmpty { lines += ["", "OFX and QIF: \(manifest.leftOut)"] }
    lines += late + changed
    if manifest.otherMonthInUTC > 0 {
      let count = manifest.otherMonthInUTC
      lines.append(
        "\(count == 1 ? "1 row falls" : "\(count) rows fall") into another month in UTC, "
          + "as the bank's own CSV counts")
    }
    return lines
  }

  /// Rows of earlier months that are given too.
  private var late: [String] {
    guard !manifest.late.isEmpty else { return [] }
    let rows = manifest.late.map { ["\($0.date)", $0.slug, "\($0.amount)", $0.id] }
    return ["", "late: given in OFX and QIF with their own days, as no earlier month gave them:"]
      + ExportReport.table([["date", "account", "amount", "id"]] + rows)
  }

  /// Rows that an importer has with another amount.
  private var changed: [String] {
    guard !manifest.changes.isEmpty else { return [] }
    let rows = manifest.changes.map { slug, change in
      [
        "\(change.date)", slug, change.period, change.was.map { "\($0)" } ?? "none",
        change.now.map { "\($0)" } ?? "none", change.outcome.rawValue, change.id,
      ]
    }
    return [
      "", "changed since they were given: correct them by hand, importers pass over known ids:",
    ]
      + ExportReport.table(
        [["date", "account", "given with", "was", "now", "outcome", "id"]] + rows)
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

  /// Cells under each other: names and words to the left, figures to the right.
  private static func table(_ rows: [[String]]) -> [String] {
    guard let header = rows.first else { return [] }
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(header, zip(row, widths)).map { name, cell in
        let (text, width) = cell
        let space = String(repeating: " ", count: width - text.count)
        return ["file", "date", "account", "given with", "books", "outcome", "id"].contains(name)
          ? text + space : space + text
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
