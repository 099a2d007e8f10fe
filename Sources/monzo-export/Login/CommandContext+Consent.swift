// The consent clock of a context: no secret, so it lies beside the token store and is read without asking a
// credential helper for anything.

import Archive
import Arguments
import Fetch
import Model

extension CommandContext {
  private func consentFile() throws(CommandError) -> PrivateFile {
    PrivateFile(path: "\(try stateFolder())/consent-\(try apiName().fileName).json")
  }

  /// What is known of the consent for the API; nil when nothing is.
  func consent() -> Consent? {
    (try? consentFile().read()).flatMap { $0 }.flatMap { Consent(json: $0) }
  }

  /// Keeps what is known of the consent; nil forgets it.
  func keep(_ consent: Consent?) throws {
    let file = try consentFile()
    if let consent { try file.write(consent.json) } else { try file.remove() }
  }

  /// What time it is for a consent, which goes on while nobody fetches.
  ///
  /// A bank on this machine is a sandbox, which lives in a time of its own: there it is the last that is known.
  func time(of consent: Consent) -> Instant {
    if let asOf = settings.asOf { return asOf }
    guard (try? apiName())?.base.isLoopback == true else {
      return max(clock(), bankTime.latest ?? consent.approved)
    }
    return bankTime.latest ?? lastFetch ?? consent.approved
  }

  private var lastFetch: Instant? {
    let archive = try? ArchiveFolder(reading: SystemDisk(archivePath()))
    return (try? archive?.fetches())?.last?.time
  }

  /// Tells that the consent ends soon, also to those who want no notes.
  ///
  /// At the end of every command but those that have nothing to do with the bank.
  func tellConsent() {
    let apart: [CommandRunner] = [.demo, .normalize, .enrich, .aggregate, .write, .sandbox]
    guard !apart.contains(where: { $0.definition == invocation.command }), let consent = consent(),
      let ending = consent.ending(at: time(of: consent))
    else { return }
    console.insist(ConsentWording.reminder(ending, on: timeZone.date(of: consent.ends)))
  }
}
