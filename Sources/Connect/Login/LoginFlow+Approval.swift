// The end of a login: the approval in the app, and the consent clock that starts with it.

internal import Fetch
internal import MonzoAPI

extension LoginFlow {
  /// Waits for the approval and keeps what is then known of the consent.
  ///
  /// - Parameters:
  ///   - keeper: the new login.
  ///   - earlier: the login before it.
  /// - Throws: `ConnectError` when the approval does not come, and what local storage refuses.
  func awaitApproval(_ keeper: TokenKeeper, after earlier: SavedLogin?) throws {
    let wait = ApprovalWait(line: line, report: bank.report) {
      guard keeper.facts.isRefreshable else { return nil }
      try BankCalls(line: line, keeper: keeper).renew()
      return keeper.accessToken
    }
    let approval = try wait.run(keeper.accessToken)
    if approval.wasAwaited {
      try bank.keep(.given(at: approval.time))
    } else if case .imported = request.way {
      try bank.keep(try knownConsent(of: earlier, to: keeper))
    } else {
      // Nobody saw the approval: what the bank gives now, only the bank knows.
      try bank.keep(Consent(approved: approval.time))
    }
  }

  /// What is known of the consent to a token from elsewhere, which was given there, nobody knows when.
  ///
  /// - Returns: the consent to the login before, when the bank says that the token is of the same user and
  ///   client: it ends no later than the one that was given since.
  private func knownConsent(of earlier: SavedLogin?, to keeper: TokenKeeper) throws -> Consent? {
    guard let consent = bank.consent(), let user = earlier?.token?.userID else { return nil }
    do {
      let who = try line.ask(AskWhoAmI(), token: keeper.accessToken)
      let isSame = who.userID == user && who.clientID == earlier?.client.id
      return isSame ? Consent(approved: consent.approved) : nil
    } catch is BankError {
      return nil
    } catch let error as ConnectError where error.isUnreachable {
      return nil
    }
  }
}
