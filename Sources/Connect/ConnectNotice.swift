// What whoever connects to the bank may want to show while it goes on: facts only, in the order in which they happen.

public import LoopbackHTTP

/// Something that happened and is not the end.
public enum ConnectNotice: Sendable {
  /// Another run renews the token, and this one waits for it.
  case waitingForOtherRun
  /// The token was not renewed, or not kept.
  case tokenProblem(ConnectError)
  /// The bank is asked again, after so many seconds, whose token it is.
  case askingOwnerAgain(seconds: Int)

  /// The bank's page is to be opened in a browser, which was started or not.
  case page(address: String, isOpen: Bool)
  /// No server of this program is at the redirect address, which is on another machine.
  case cannotListen(redirect: String)
  /// The server at the redirect address cannot start.
  case listenFailed(redirect: String, LoopbackError)
  /// What was pasted is not the redirect address.
  case pastedOther(redirect: String)
  /// What was pasted is the answer to an earlier login.
  case pastedEarlier
  /// What was pasted has no code.
  case pastedWithoutCode
  /// A browser came back with the answer to another login, or with none.
  case callbackForeign
  /// A browser came back without a code.
  case callbackWithoutCode
  /// The new token cannot be renewed.
  case tokenNotRenewable

  /// The login has to be approved in the app.
  case approvalNeeded
  /// The approval is waited for; the bank may be failing meanwhile.
  case awaitingApproval(secondsLeft: Int64, isBankFailing: Bool)
  /// The approval is no longer waited for.
  case approvalWaitOver
}

/// Takes notices.
public typealias ConnectReport = (ConnectNotice) -> Void
