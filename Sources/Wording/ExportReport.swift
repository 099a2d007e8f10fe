// What users read at the end of an export: what it made and where, one line an account, what was left out.

internal import Aggregate
package import Export
internal import Model
internal import Write

/// What an export made, in words.
package struct ExportReport {
  private let manifest: Manifest
  private let folder: String

  /// Puts what an export says of itself into words.
  package init(_ manifest: Manifest, folder: String) {
    self.manifest = manifest
    self.folder = folder
  }

  /// The lines.
  package var lines: [String] {
    var lines = ["\(folder)/ holds \(manifest.files.count + 1) files of \(manifest.period):"]
    var files = TextTable(["file", "rows", "bytes"], figures: ["rows", "bytes"])
    files.rows = manifest.files.map { [$0.name, $0.rows.map { "\($0)" } ?? "", "\($0.bytes)"] }
    lines += files.lines
    lines.append("")
    let figures = ["opening", "in", "out", "pending", "closing"]
    var accounts = TextTable(["account"] + figures + ["books"], figures: Set(figures))
    accounts.rows = manifest.accounts.map(cells)
    lines += accounts.lines
    let hasOFX = manifest.files.contains { $0.name.hasSuffix(".ofx") }
    let notes = LedgerWording.notes(
      hasOFX ? manifest.accounts : [], isFiltered: manifest.isFiltered)
    if !notes.isEmpty { lines += [""] + notes }
    let openings = OpeningWording.lines(manifest.openings)
    if !openings.isEmpty { lines += [""] + openings }
    if !manifest.leftOut.isEmpty {
      let isOfTargets = !manifest.files.contains { !$0.name.hasPrefix("for-") }
      lines += ["", (isOfTargets ? "" : "OFX and QIF: ") + "\(manifest.leftOut)"]
    }
    if !manifest.hints.isEmpty { lines += [""] + manifest.hints.map(\.wording) }
    lines += NotCountedWording.lines(manifest.notCounted) + late + changed + adjustments
    if manifest.otherMonthInUTC > 0 {
      let count = manifest.otherMonthInUTC
      lines.append(
        "\(counted(count, "transaction")) \(count == 1 ? "falls" : "fall") in a different month in UTC, "
          + "which Monzo's CSV uses")
    }
    return lines + OtherMonthWording.lines(manifest.otherMonth)
  }

  /// Rows of earlier months that are exported too.
  private var late: [String] {
    guard !manifest.late.isEmpty else { return [] }
    var table = TextTable(["date", "account", "amount", "id"], figures: ["amount"])
    table.rows = manifest.late.map { ["\($0.date)", $0.slug, "\($0.amount)", $0.id] }
    return [
      "", "late: in OFX and QIF with their own dates, because no earlier month exported them:",
    ]
      + table.lines
  }

  /// Rows that an importer has with another amount.
  private var changed: [String] {
    guard !manifest.changes.isEmpty else { return [] }
    var table = TextTable(
      ["date", "account", "exported with", "was", "now", "outcome", "id"], figures: ["was", "now"])
    table.rows = manifest.changes.map { slug, change in
      [
        "\(change.date)", slug, change.period, change.was.map { "\($0)" } ?? "none",
        change.now.map { "\($0)" } ?? "none", change.outcome.rawValue, change.id,
      ]
    }
    return [
      "",
      "changed since they were exported: importers skip ids that they know; "
        + (manifest.adjustments.isEmpty
          ? "export this again with --adjust for entries that correct them:"
          : "adjustments correct them:"),
    ]
      + table.lines
  }

  /// Entries that correct what was exported.
  private var adjustments: [String] {
    guard !manifest.adjustments.isEmpty else { return [] }
    var table = TextTable(
      ["date", "account", "was", "now", "adjustment", "id"], figures: ["was", "now", "adjustment"])
    table.rows = manifest.adjustments.map { slug, entry in
      ["\(entry.date)", slug, "\(entry.was)", "\(entry.now)", "\(entry.amount)", entry.id]
    }
    return ["", "adjustments: in OFX and QIF, correct what was exported before:"] + table.lines
  }

  private func cells(_ account: AccountLine) -> [String] {
    func money(_ minor: Int128?) -> String { amountCell(minor, account.currency) }
    return [
      account.slug, money(account.openingMinor.map { Int128($0) }), money(account.inMinor),
      money(account.outMinor),
      money(account.pendingMinor), money(account.closingMinor), "\(account.proof.word)",
    ]
  }
}
