// The consent clock in a run: what time it is for it, and the reminder at the end of every command.

import Archive
import Arguments
import Connect
import Fetch
import Model

extension CommandContext {
  /// What is known of the consent for the API; nil when nothing is.
  func consent() -> Consent? { (try? bank())?.consent() }

  /// What time it is for a consent, which goes on while nobody fetches.
  ///
  /// A bank on this machine is a sandbox, which lives in a time of its own: there it is the last that is known.
  func time(of consent: Consent) -> Instant {
    if let asOf = settings.asOf { return asOf }
    guard (try? bank())?.api.base.isLoopback == true else {
      return max(clock(), bankTime.latest ?? consent.approved)
    }
    return bankTime.latest ?? lastFetch ?? consent.approved
  }

  private var lastFetch: Instant? {
    let archive = try? ArchiveFolder(reading: SystemDisk(archivePath()))
    return (try? archive?.fetches())?.last?.time
  }

  /// Reminds of a consent that ends soon, also those who want no notes.
  ///
  /// At the end of every command but those that have nothing to do with the bank.
  func remindOfConsent() {
    let apart: [CommandRunner] = [.demo, .normalize, .enrich, .aggregate, .write, .sandbox]
    guard !apart.contains(where: { $0.definition == invocation.command }), let consent = consent(),
      let ending = consent.ending(at: time(of: consent))
    else { return }
    console.insist(ConsentWording.reminder(ending, on: timeZone.date(of: consent.ends)))
  }
}
