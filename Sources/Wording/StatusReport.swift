// The state of an archive in words, each trouble with what to do about it.

internal import Aggregate
internal import Archive
package import Connect
internal import Fetch
package import Model
package import Pipeline
internal import Write

/// The state of an archive, in words.
package struct StatusReport {
  private let status: ArchiveStatus
  private let consentState: ConsentState?
  private let zone: TimeZoneRules

  /// Puts a state into words.
  package init(_ status: ArchiveStatus, _ consent: ConsentState?, _ zone: TimeZoneRules) {
    self.status = status
    consentState = consent
    self.zone = zone
  }

  /// The lines.
  package var lines: [String] {
    head + accounts + missing + unproved + unreadable
      + NotCountedWording.lines(status.notCounted) + exports
  }

  private var head: [String] {
    let size =
      status.byteCount < 1 << 20
      ? "\((status.byteCount + 1023) >> 10) KiB" : "\(status.byteCount >> 20) MiB"
    var rows = [["archive", "\(status.path), \(size)"]]
    if let user = status.user { rows.append(["bank", user]) }
    let fetched = status.fetched.map(time) ?? "never; run 'monzo-export fetch'"
    rows += [["fetched", fetched], ["consent", consent]]
    if status.acceptedCount > 0 {
      rows.append(["accepted", "\(counted(status.acceptedCount, "damaged file")) as they are"])
    }
    if let verification = status.verification { rows.append(["verified", words(verification)]) }
    return TextTable(rows).lines
  }

  private func words(_ verification: ArchiveVerification) -> String {
    let size =
      "\(counted(verification.files, "file")), \(counted(verification.rows, "transaction"))"
    let wrong = status.damage.count + verification.problems.count
    return "\(size): \(wrong == 0 ? "nothing is damaged" : "\(counted(wrong, "problem"))")"
  }

  private var consent: String {
    guard let state = consentState else {
      return "not known; run 'monzo-export login'"
    }
    if let ending = state.ending {
      return ConsentWording.reminder(ending, on: zone.date(of: state.consent.ends))
    }
    return "until \(zone.date(of: state.consent.ends)), \(counted(state.daysLeft, "day"))"
  }

  private var accounts: [String] {
    guard !status.registers.isEmpty else {
      return [
        "", "no accounts yet: run 'monzo-export login', 'fetch' or 'import FILE...'",
      ]
    }
    var table = TextTable(
      ["account", "type", "rows", "complete from", "to", "balance", "books"],
      figures: ["rows", "balance"])
    table.rows = status.registers.map { register in
      [
        register.slug, register.isClosed ? "\(register.type), closed" : register.type,
        "\(register.rows)", register.span.map { day($0.since) } ?? words(noSpanOf: register),
        register.span.map { day($0.before) } ?? "",
        amountCell(register.balanceMinor.map { Int128($0) }, register.currency),
        words(register.proof),
      ]
    }
    return [""] + table.lines
  }

  private func words(_ proof: Proof) -> String {
    if let since = proof.provedSince { return "proved since \(day(since))" }
    return "\(proof.word)"
  }

  private func words(noSpanOf register: ArchiveStatus.RegisterState) -> String {
    register.isRefused ? "refused" : "unknown"
  }

  private var missing: [String] {
    let troubled = status.registers.filter { !$0.missing.isEmpty }
    guard !troubled.isEmpty else { return [] }
    var table = TextTable(["missing", "from", "to", "why and what to do"])
    for register in troubled {
      for time in register.missing {
        let last = Instant(seconds: time.window.before.seconds - 1)
        table.rows.append([
          register.slug, day(time.window.since), day(last), words(time),
        ])
      }
    }
    return [""] + table.lines
  }

  private func words(_ time: MissingTime) -> String {
    switch time.reason {
    case .verificationRequired where time.potID != nil, .refused where time.potID != nil:
      "Monzo only provides the last 90 days for pots; moves are in the account's rows"
    case .verificationRequired:
      "Monzo opens it for five minutes after a login: run 'monzo-export login'"
    case .refused: "Monzo does not list it"
    case .notReached: "the last fetch stopped before it: run 'monzo-export fetch'"
    case .damaged: "rows are damaged or lost: run 'monzo-export fetch' or, past 90 days, 'login'"
    case nil: "never fetched: run 'monzo-export fetch'"
    }
  }

  private var unproved: [String] {
    let reasons = status.registers.filter { $0.proof.provedSince == nil }.compactMap { register in
      register.proof.reason(in: register.currency).map { "  \(register.slug): \($0)" }
    }
    return reasons.isEmpty ? [] : ["", "books that are not proved:"] + reasons
  }

  private var unreadable: [String] {
    guard !status.unreadable.isEmpty else { return [] }
    return ["", "rows without a readable id or time, kept but not part of the books:"]
      + status.unreadable.map { "  \($0.slug): \(counted($0.count, "row")) in \($0.file)" }
  }

  private var exports: [String] {
    guard !status.destinations.isEmpty else {
      return ["", "nothing exported yet: run 'monzo-export month'"]
    }
    var table = TextTable(["exports to", "exported", "since then"])
    table.rows = status.destinations.map { destination in
      [
        destination.name, words(destination.periods),
        DifferenceReport.counts(destination.differences) ?? "nothing is different",
      ]
    }
    let skipped = status.destinations.filter { !$0.skipped.isEmpty }.map {
      "  " + HistoryWording.skipped($0.skipped, $0.name)
    }
    return [""] + table.lines
      + (skipped.isEmpty ? [] : ["", "months that were skipped:"] + skipped)
  }

  private func words(_ periods: [String]) -> String {
    guard let first = periods.first, let last = periods.last, first != last else {
      return periods.first ?? ""
    }
    let unit = periods.allSatisfy { Month($0) != nil } ? "month" : "period"
    return "\(first) to \(last), \(counted(periods.count, unit))"
  }

  private func day(_ instant: Instant) -> String { "\(zone.date(of: instant))" }

  private func time(_ instant: Instant) -> String {
    let seconds = instant.seconds + Int64(zone.offset(at: instant))
    let clock = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day(instant)) \(two(clock / 3600)):\(two(clock / 60 % 60))"
  }
}
