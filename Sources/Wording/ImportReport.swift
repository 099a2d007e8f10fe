// What an import came to, in words.

internal import Archive
package import Import
package import Model

extension ImportResult {
  /// One line a kind: `answers.json: monzo: 120 records, 100 new, 3 changed, 17 already there`; of another archive also
  /// what it had and what this one had.
  package func lines(in zone: TimeZoneRules) -> [String] {
    if counts.isEmpty { return ["\(name): nothing to import"] }
    let lines = counts.map { count in
      if count.kind == "archive" {
        return "\(name): \(count.added) new, \(count.changed) changed"
      }
      let records = counted(count.records, "record")
      return "\(name): \(count.kind): \(records), \(count.added) new, \(count.changed) changed, "
        + "\(count.known) already there"
    }
    return lines + (merge.map { words($0, zone) } ?? [])
  }

  private func words(_ merge: MergeReport, _ zone: TimeZoneRules) -> [String] {
    var lines = merge.restored.map { "  \($0): was damaged here and is as it was" }
    for account in merge.accounts where account.differs {
      lines.append("  \(slug(account.id)): \(parts(account, zone).joined(separator: "; "))")
    }
    if merge.imports.differ { lines.append("  imported rows: \(words(merge.imports))") }
    if merge.loggedImports.differ { lines.append("  imports: \(words(merge.loggedImports))") }
    if merge.fetches.differ { lines.append("  fetches: \(words(merge.fetches))") }
    return lines.isEmpty ? ["  both archives have the same"] : lines
  }

  private func parts(_ account: AccountMerge, _ zone: TimeZoneRules) -> [String] {
    var parts: [String] = []
    if account.rows.differ {
      let rows = account.rows
      let more = [
        (rows.newerThere, "newer there"), (rows.newerHere, "newer here"), (rows.gone, "gone"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      let sides = rows.sides.differ ? [words(rows.sides)] : []
      parts.append("rows \((sides + more).joined(separator: ", "))")
    }
    for (name, sides) in [
      ("earlier versions", account.versions), ("balances", account.balances),
      ("unreadable rows", account.unreadable),
    ] where sides.differ { parts.append("\(name) \(words(sides))") }
    parts += account.windowsThere.map { "complete only there \(words($0, zone))" }
    parts += account.windowsHere.map { "complete only here \(words($0, zone))" }
    return parts
  }

  private func words(_ sides: MergeSides) -> String {
    [(sides.onlyThere, "only there"), (sides.onlyHere, "only here")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private func words(_ window: TimeWindow, _ zone: TimeZoneRules) -> String {
    let last = Instant(seconds: window.before.seconds - 1)
    return "\(zone.date(of: window.since)) to \(zone.date(of: last))"
  }
}
