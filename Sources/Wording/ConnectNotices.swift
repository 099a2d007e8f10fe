// What users see while the bank is asked, or while a login goes on.

package import Connect
internal import LoopbackHTTP

extension ConnectNotice {
  /// The notice in words.
  package var message: Message {
    switch self {
    case .waitingForOtherRun: .note("waiting for another run to renew the token")
    case .tokenProblem(let error): .error(ConnectWording.text(error), ConnectWording.status(error))
    case .askingOwnerAgain(let seconds):
      .note("note: Monzo has not said yet whose token this is; trying again in \(seconds) s")
    case .page(let address, let isOpen): .question(Self.page(address, isOpen: isOpen))
    case .cannotListen(let redirect):
      .note(
        "note: this program does not listen at \(redirect): paste the address from the address bar"
      )
    case .listenFailed(let redirect, let error):
      .note(
        "note: the browser cannot come back to \(redirect) (\(Self.cause(error))): paste the address here instead"
      )
    case .pastedOther(let redirect):
      .note(
        """
        That is not the address that Monzo sent the browser to. Paste the whole address; it begins with \
        \(redirect)?
        """)
    case .pastedEarlier:
      .note("That address is from an earlier login. Open the link above and paste the new one")
    case .pastedWithoutCode: .note("That address has no code. Open the link above again")
    case .callbackForeign:
      .note(
        "A browser came back with the answer to another login. Open the link above; still waiting")
    case .callbackWithoutCode:
      .note("A browser came back without a code. Open the link above again; still waiting")
    case .tokenNotRenewable:
      .note(
        """
        note: this token cannot be renewed and ends within hours: runs without you need a confidential client. \
        On https://developers.monzo.com make one with Confidentiality set to Confidential, then log in with it
        """)
    case .approvalNeeded:
      .note("now open the Monzo app and approve the access there; waiting for it")
    case .awaitingApproval(let left, let isBankFailing):
      .progress(
        "waiting for the \(isBankFailing ? "bank, which is failing now" : "approval in the Monzo app"), "
          + "\(left / 60) min \(left % 60) s left")
    case .approvalWaitOver: .progress(nil)
    }
  }

  private static func cause(_ error: LoopbackError) -> String {
    error.isInUse ? "another program listens there" : "\(error)"
  }

  private static func page(_ address: String, isOpen: Bool) -> String {
    """
    \(isOpen ? "Your browser opens Monzo's login page; if it does not, open this address:" : "Open this address in a browser:")

      \(address)

    Enter the e-mail address of your account there and follow the link in the e-mail that comes. If the
    browser then shows an error instead of coming back, paste the address from the address bar here.

    """
  }
}
