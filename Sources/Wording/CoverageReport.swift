// What users read of time that an archive lacks.

internal import Aggregate
internal import Archive
internal import Model
package import Pipeline
internal import Write

/// What an archive lacks of a period, in words.
package struct CoverageReport {
  private let check: CoverageCheck
  private let history: Dataset

  /// Puts what was found of a history into words.
  package init(_ check: CoverageCheck, _ history: Dataset) {
    self.check = check
    self.history = history
  }

  private var zone: TimeZoneRules { history.settings.timeZone }

  /// What is missing.
  package var messages: [Message] {
    var messages = check.missingOfPots.map { time in
      Message.note(
        "note: the archive lacks \(words(time)); moves between account and pot are there")
    }
    if !check.refused.isEmpty {
      messages.append(
        .note("note: Monzo does not list \(check.refused.map(words).joined(separator: ", "))"))
    }
    if let end = check.knownBefore {
      messages.append(
        .note(
          "note: the archive ends on \(zone.date(of: end)), before \(check.period.name) does: "
            + "run 'monzo-export fetch'"))
    }
    if !check.missing.isEmpty, !check.forbidsExport {
      messages.append(.error(missing, .logInAgain))
    }
    return messages
  }

  /// Why the period must not be written; nil when it may.
  package var refusal: CommandError? {
    guard !check.missing.isEmpty, check.forbidsExport else { return nil }
    return CommandError(
      message: "\(check.period.name) is not written: \(missing)", status: .logInAgain)
  }

  /// What is wrong with the books of a history's accounts and pots.
  package static func gaps(of history: Dataset, _ wanted: Set<String>? = nil) -> [Message] {
    history.unbalanced(of: wanted).compactMap { register in
      register.proof.reason(in: register.currency).map {
        .error("\(register.slug): the books do not balance: \($0)", .gap)
      }
    }
  }

  private var missing: String {
    let mayFetch = check.missing.allSatisfy { $0.reason != .verificationRequired }
    return "the archive lacks \(check.missing.map(words).joined(separator: ", ")); "
      + "run \(mayFetch ? "'monzo-export fetch' or, past 90 days, " : "")'monzo-export login'"
  }

  private func words(_ time: MissingTime) -> String {
    let name = history.accounts.slugs[time.potID ?? time.accountID]
    let last = Instant(seconds: time.window.before.seconds - 1)
    return "\(name) from \(zone.date(of: time.window.since)) to \(zone.date(of: last))"
  }
}
