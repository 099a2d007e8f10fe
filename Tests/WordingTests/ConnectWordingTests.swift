// What users read of the connection to the bank: each error with what to do, and the exit code that it leads to.

import Archive
import Connect
import Disk
import Fetch
import MonzoAPI
import TestSupport
import Testing

@testable import Wording

@Suite struct ConnectWordingTests {
  private static let refusal = BankError(.refusal(401, "unauthorized.bad_access_token.evicted"))
  private static let full = StorageError(action: "write", path: "token.json", code: 28)

  @Test(
    arguments: [
      (.apiAddress(.hasUser), 2, "an address of a bank has no user name"),
      (.noStateFolder, 7, "XDG_STATE_HOME"),
      (.noToken(source: "token.txt", .answer), 5, "token.txt: no token, expected an answer"),
      (.passwordNotTaken(api: "https://api.monzo.com"), 2, "a password must not go there"),
      (.noLibCurl(name: "libcurl.so.4", .missing), 1, "apt install libcurl4"),
      (.noLibCurl(name: "libcurl.so.4", .old("7.50.1", wanted: "7.68.0")), 1, "is version 7.50.1"),
      (.noLibCurl(name: "libcurl.so.4", .foreign), 1, "is no libcurl"),
      (.noLibCurl(name: "libcurl.so.4", .doesNotStart), 1, "does not start"),
      (.unreached("reset"), 4, "reset: try again later"),
      (.lockedByOtherRun(path: "token.lock", minutes: 11), 4, "for 11 minutes"),
      (.notRenewed(.unreachable("reset")), 4, "(reset): try again later"),
      (.notRenewed(.blocked("set the clock")), 4, "cannot be renewed: set the clock"),
      (.blocked("set the clock"), 4, "set the clock"),
      (.ownerUnknown(.unreached(.unreached("reset"))), 4, "whose token this is"),
      (.notLoggedIn(api: "https://api.monzo.com"), 5, "run 'monzo-export login'"),
      (.tokenRefused(refusal), 5, "somebody logged in elsewhere"),
      (.notRenewed(.refused(refusal)), 5, "run 'monzo-export login'"),
      (.notApproved(refusal), 6, "Refresh permissions"),
      (.approvalLate(minutes: 10), 6, "within 10 minutes"),
      (.storage(full), 7, "token.json: cannot write"),
      (.noTokenFile(path: "token.json"), 7, "not a token file of monzo-export"),
      (.readableByOthers(path: "f", .file), 7, "f: other users may read the file"),
      (.readableByOthers(path: "f", .folder), 7, "run 'chmod 700 f'"),
      (.helperFailed(name: "the helper", verb: "get", exitCode: 3), 7, "with exit code 3"),
      (.helperTooSlow(name: "the helper", verb: "get", seconds: 120), 7, "within 120 seconds"),
      (.helperTooLong(name: "the helper", bytes: 65_536), 7, "more than 65536 bytes"),
      (.noToken(source: "MONZO_ACCESS_TOKEN", .token), 5, "MONZO_ACCESS_TOKEN: no access token"),
      (
        .newTokenNotKept(.storage(full), store: "the store"), 7, "the store still holds the old one"
      ),
      (.approvalUnknown(.unreached("reset")), 4, "the new login is saved"),
      (.ownerUnknown(.unnamed), 1, "its answer names no user"),
      (.stopped, 130, "stopped; nothing was fetched yet"),
    ] as [(ConnectError, Int32, String)])
  func `an error says what to do and ends with its exit code`(
    error: ConnectError, exitCode: Int32, words: String
  ) {
    let error = CommandError(error)
    #expect(error.status.rawValue == exitCode)
    #expect(error.message.contains(words), "\(error.message)")
  }

  @Test(
    arguments: [
      .blocked("the certificate"), .notRenewed(.blocked("the certificate")),
      .ownerUnknown(.unreached(.blocked("the certificate"))),
    ] as [ConnectError])
  func `what waiting does not mend is not to be tried again later`(error: ConnectError) {
    let error = CommandError(error)
    #expect(error.status == .unreachable)
    #expect(!error.message.contains("later"), "\(error.message)")
  }

  @Test func `an address that would send tokens in the clear says what to do`() {
    #expect(
      ConnectWording.text(.unencrypted("http://bank.example"))
        == "'http://bank.example' would send tokens unencrypted; begin it with https://, or use a "
        + "server on this machine, such as http://127.0.0.1:8912")
  }

  @Test func `a word of the bank's page is shown only when it is one`() {
    #expect(ConnectWording.text(.denied("access_denied")).contains("with access_denied:"))
    #expect(ConnectWording.text(.denied("\u{1B}[2J hush")).contains("with an error:"))
  }
}
