// The consent clock in a run: what time it is for it, and the reminder at the end of every command.

import Archive
import Arguments
import Connect
import Disk
import Fetch
import Model
import Wording

extension CommandContext {
  /// What is known of the consent for the API, and what time it is for it; nil when nothing is known.
  func consentState() -> ConsentState? {
    guard let bank = try? bank() else { return nil }
    if let asOf = settings.asOf { return bank.consent().map { ConsentState($0, at: asOf) } }
    return bank.consentState(bankTime, clock: clock()) {
      let archive = try? ArchiveFolder(reading: SystemDisk(archivePath()))
      return (try? archive?.fetchLog())?.fetches.last?.time
    }
  }

  /// Reminds of a consent that ends soon, however quiet the run is, at the end of every command that has to do with
  /// the bank.
  func remindOfConsent() {
    let others: [CommandRunner] = [.demo, .normalize, .enrich, .aggregate, .write, .sandbox]
    guard !others.contains(where: { $0.definition == invocation.command }),
      let state = consentState(), let ending = state.ending
    else { return }
    console.insist(ConsentWording.reminder(ending, on: timeZone.date(of: state.consent.ends)))
  }
}
