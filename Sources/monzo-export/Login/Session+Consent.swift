// The consent clock of a session: no secret, so it lies beside the token store and is read without asking a
// credential helper for anything.

import Model

extension Session {
  private func consentFile() throws(Refusal) -> PrivateFile {
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

  /// Tells that the consent ends soon, also to those who want no notes.
  ///
  /// Every command that goes to the bank or reads the archive calls this once.
  func tellConsent(at now: Instant) {
    if let reminder = consent()?.reminder(at: now, in: timeZone) { console.insist(reminder) }
  }
}
