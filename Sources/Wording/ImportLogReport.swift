// The list of imports, and what undoing one of them did, in words.

internal import Archive
package import Import
package import Model

extension ArchiveImports {
  /// A table of the imports, and a sentence about rows that none of them brought.
  package func lines(in zone: TimeZoneRules) -> [String] {
    var table = TextTable(
      ["import", "date", "file", "records", "only here"], figures: ["import", "only here"])
    for item in list.items {
      let entry = item.entry
      let records = entry.counts.map { "\($0.records) \($0.kind)" }.joined(separator: ", ")
      let end = entry.undone.map { "undone \(zone.date(of: $0))" }
      table.rows.append([
        "\(entry.number)", "\(zone.date(of: entry.time))", entry.file, records,
        end ?? "\(item.ownCount)",
      ])
    }
    var lines = list.items.isEmpty ? ["no imports in the log"] : table.lines
    if list.unloggedCount > 0 {
      lines.append(
        "\(counted(list.unloggedCount, "imported row")) \(list.unloggedCount == 1 ? "is" : "are") of no import in "
          + "this list: imported before the list was kept, and not to be undone")
    }
    return lines
  }
}

extension ImportUndo {
  private static let named = 20

  /// What was undone, what was withdrawn, and what stays because of whom.
  package func lines(in zone: TimeZoneRules) -> [String] {
    let entry = report.entry
    let name = "import \(entry.number) (\(entry.file), \(zone.date(of: entry.time)))"
    if report.wasUndone {
      let date = entry.undone.map { " on \(zone.date(of: $0))" } ?? ""
      return ["\(name): undone already\(date), nothing to do"]
    }
    var lines = [
      "\(name): \(isDryRun ? "to withdraw" : "withdrawn") \(counted(report.withdrawnCount, "row")), "
        + "\(report.stayingCount) \(report.stayingCount == 1 ? "stays" : "stay")"
    ]
    for kind in report.lines {
      var parts: [String] = []
      if kind.withdrawn > 0 { parts.append("\(kind.withdrawn) withdrawn") }
      if kind.staying > 0 { parts.append("\(kind.staying) kept\(reason(kind.otherImports))") }
      if !parts.isEmpty { lines.append("  \(kind.kind): \(parts.joined(separator: ", "))") }
    }
    lines += listed(report.withdrawn) { row in
      let isBack = report.returned.contains { $0.account == row.account && $0.id == row.id }
      return "  \(slug(row.account)): \(row.id) of \(zone.date(of: row.created)) withdrawn"
        + (isBack ? ", its earlier version returns" : "")
    }
    lines += listed(report.staying) { row in
      "  \(slug(row.account)): \(row.id) kept\(reason(row.otherImport.map { [$0] } ?? []))"
    }
    if report.withdrawnCount > 0, !isDryRun {
      lines.append("import the file again to bring all of it back")
    }
    return lines
  }

  private func listed<Row>(_ rows: [Row], _ line: (Row) -> String) -> [String] {
    let rest = rows.count - ImportUndo.named
    return rows.prefix(ImportUndo.named).map(line)
      + (rest > 0 ? ["  and \(rest) more, all listed with --json"] : [])
  }

  private func reason(_ others: Set<Int>) -> String {
    others.isEmpty
      ? ": in the archive without this import"
      : ": also in import \(others.sorted().map { "\($0)" }.joined(separator: ", "))"
  }
}
